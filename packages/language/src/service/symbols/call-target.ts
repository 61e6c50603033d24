import type { InvocationDescription, OperationDescription } from "@xmap/contract";
import type { Identifier } from "@xmap/grammar";
import type { EntitySymbol, SystemSymbol } from "../../program.ts";
import { itemOf } from "../../types/classify.ts";
import { UNKNOWN_VALUE } from "../../types/make-type.ts";
import type { FileAnalysis } from "../project/analysis.ts";
import type { RecordOrigins } from "./record-origins.ts";
import type { ServiceSymbol } from "./service-symbol.ts";

/** The system that a name stands for in a file. */
export function systemNamed(file: FileAnalysis, name: string): SystemSymbol | undefined {
  const symbol = file.visible.get(name)?.declared.symbol;
  return symbol?.kind === "system" ? symbol : undefined;
}

/** The entity of the record that a step's name stands for, at a place where it is used. */
function entityOfStepName(file: FileAnalysis, target: Identifier, origins: RecordOrigins): EntitySymbol | undefined {
  const member = file.notes.memberAt(target.span);
  if (member?.owner.kind !== "record") return undefined;
  const record = itemOf(member.owner.fields.get(target.name)?.value.type ?? UNKNOWN_VALUE.type);
  const origin = record.kind === "record" ? origins.get(record) : undefined;
  return origin?.path.length === 0 ? origin.entity : undefined;
}

/** What stands before the point of a `call`, with what can be called on it. */
export type CallTarget =
  | {
      readonly kind: "record";
      readonly entity: EntitySymbol;
      readonly system: SystemSymbol;
      readonly calls: Readonly<Record<string, OperationDescription>>;
    }
  | {
      readonly kind: "system";
      readonly system: SystemSymbol;
      readonly calls: Readonly<Record<string, InvocationDescription>>;
    };

/** The record or system that a call's first name stands for; a name that a step has given comes first. */
export function callTarget(file: FileAnalysis, target: Identifier, origins: RecordOrigins): CallTarget | undefined {
  const entity = entityOfStepName(file, target, origins);
  if (entity !== undefined) {
    const calls = entity.system.description.resources[entity.resource]?.operations ?? {};
    return { kind: "record", entity, system: entity.system, calls };
  }
  if (file.notes.memberAt(target.span) !== undefined) return undefined;
  const system = systemNamed(file, target.name);
  return system === undefined ? undefined : { kind: "system", system, calls: system.description.invocations ?? {} };
}

/** What is called under a name. */
export function calledOn(
  target: CallTarget | undefined,
  name: string,
): OperationDescription | InvocationDescription | undefined {
  return target !== undefined && Object.hasOwn(target.calls, name) ? target.calls[name] : undefined;
}

/** The symbol of what is called under a name; undefined when there is nothing of that name. */
export function symbolOfCall(target: CallTarget, name: string): ServiceSymbol | undefined {
  if (!Object.hasOwn(target.calls, name)) return undefined;
  if (target.kind === "record") {
    const description = target.calls[name];
    return description && { kind: "operation", entity: target.entity, name, description };
  }
  const description = target.calls[name];
  return description && { kind: "invocation", system: target.system.name, name, description };
}
