import type { CapabilityTest, EachStep, WhenStep, WriteStep } from "@xmap/grammar";
import { nearNames } from "../../diagnostics/near-names.ts";
import { itemOf } from "../../types/classify.ts";
import { present } from "../../types/make-type.ts";
import { typeToText } from "../../types/type-to-text.ts";
import { type BlockPlace, createIdRegistry } from "../block-place.ts";
import { checkBlock } from "../check-block.ts";
import { checkCondition } from "../check-condition.ts";
import type { CheckContext } from "../check-context.ts";
import { resolveName } from "../resolve-name.ts";
import { checkDuplicateTargets } from "../rules/duplicate-targets.ts";
import type { StepResult } from "./check-effect.ts";
import type { CheckSteps } from "./check-steps.ts";
import { type FlowState, scopeOf, withCondition, withName } from "./flow-state.ts";
import { entityOfName } from "./record-of.ts";

function checkCapability(test: CapabilityTest, context: CheckContext): { system: string; name: string } | undefined {
  const system = resolveName(context, test.system, ["system"]);
  const { name, span } = test.capability;
  if (system === undefined || name === "") return undefined;
  const { capabilities } = system.description;
  if (!capabilities.includes(name)) {
    const help = nearNames(name, capabilities);
    const values = { system: system.name, name };
    context.report({ code: "unknown-operation", wording: "capability", span, values, help });
  }
  return { system: system.name, name };
}

/** `when condition { … }`: names given inside are known inside only. */
export function checkWhen(
  step: WhenStep,
  id: string,
  state: FlowState,
  context: CheckContext,
  check: CheckSteps,
): StepResult {
  const capability = step.capability === undefined ? undefined : checkCapability(step.capability, context);
  if (step.condition !== undefined) checkCondition(step.condition, scopeOf(state), context);
  const steps = check(step.steps, id, withCondition(state, step.condition), context);
  return { step: { kind: "when", id, declaration: step, capability, condition: step.condition, steps }, state };
}

/** `each name in list { … }` */
export function checkEach(
  step: EachStep,
  id: string,
  state: FlowState,
  context: CheckContext,
  check: CheckSteps,
): StepResult {
  const list = context.infer(step.list, scopeOf(state));
  if (list.type.kind !== "list" && list.type.kind !== "unknown")
    context.report({
      code: "type-mismatch",
      span: step.list.span,
      values: { wanted: "A list", found: typeToText(list) },
    });
  const inside = withName(state, step.name, present(itemOf(list.type)), context);
  const steps = check(step.steps, id, inside, context);
  return { step: { kind: "each", id, declaration: step, name: step.name.name, list: step.list, steps }, state };
}

/** `write record { value -> field }` */
export function checkWrite(step: WriteStep, id: string, state: FlowState, context: CheckContext): StepResult {
  const [target, further] = step.target.names;
  const entity = target === undefined ? undefined : entityOfName(target, state, context);
  if (further !== undefined)
    context.report({
      code: "type-mismatch",
      span: step.target.span,
      values: { wanted: "A record's name", found: "a field of it" },
    });
  if (entity === undefined || target === undefined) return { step: undefined, state };
  const place: BlockPlace = {
    scope: scopeOf(state),
    contextName: "state",
    target: entity.type,
    entity,
    targetPath: [],
    id,
    ids: createIdRegistry(),
    written: [],
    origins: new Map(),
  };
  const block = checkBlock(step.items, state.record, place, context);
  checkDuplicateTargets(place.written, context);
  const { lets, items } = block;
  return { step: { kind: "write", id, declaration: step, target: target.name, entity, lets, items }, state };
}
