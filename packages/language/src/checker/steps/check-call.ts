import type { OperationDescription } from "@xmap/contract";
import type { CallEffect } from "@xmap/grammar";
import { nearNames } from "../../diagnostics/near-names.ts";
import type { EntitySymbol } from "../../program.ts";
import { schemaToRecord } from "../../schema/schema-to-type.ts";
import type { RecordType } from "../../types/type.ts";
import type { CheckContext } from "../check-context.ts";
import { checkArguments, inferArguments } from "./check-arguments.ts";
import type { FlowState } from "./flow-state.ts";
import { entityOfName } from "./record-of.ts";

export interface CheckedCall {
  readonly target: string;
  readonly entity: EntitySymbol;
  readonly operation: string;
  readonly description: OperationDescription;
  readonly parameters: RecordType;
}

/** `call record.operation(…)`: the connector declares the operation and its arguments. */
export function checkCall(effect: CallEffect, state: FlowState, context: CheckContext): CheckedCall | undefined {
  const [target, operation, further] = effect.target.names;
  const infer = () => inferArguments(effect, state, context);
  if (target === undefined || operation === undefined || further !== undefined) {
    const values = { wanted: "A record's name and an operation", found: `\`${context.textOf(effect.target.span)}\`` };
    context.report({ code: "type-mismatch", span: effect.target.span, values, help: "write `call sale.operation()`" });
    infer();
    return undefined;
  }
  const entity = entityOfName(target, state, context);
  if (entity === undefined || operation.name === "") {
    infer();
    return undefined;
  }
  const operations = entity.system.description.resources[entity.resource]?.operations ?? {};
  const description = Object.hasOwn(operations, operation.name) ? operations[operation.name] : undefined;
  if (description === undefined) {
    const values = { entity: entity.name, name: operation.name };
    const help = nearNames(operation.name, Object.keys(operations));
    context.report({ code: "unknown-operation", span: operation.span, values, help });
    infer();
    return undefined;
  }
  const origin = { entity: operation.name, system: entity.system.name, omitted: new Set<string>() };
  const parameters = schemaToRecord(description.arguments, origin);
  checkArguments(effect, operation.name, parameters, state, context);
  return { target: target.name, entity, operation: operation.name, description, parameters };
}
