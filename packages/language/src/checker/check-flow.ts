import type { FlowDeclaration, Trigger } from "@xmap/grammar";
import { nearNames } from "../diagnostics/near-names.ts";
import { areComparable } from "../expressions/infer-comparison.ts";
import type { Scope } from "../expressions/scope.ts";
import type { CheckedTrigger, EntitySymbol, FlowSymbol } from "../program.ts";
import { present } from "../types/make-type.ts";
import type { Field, Type } from "../types/type.ts";
import { typeToText } from "../types/type-to-text.ts";
import { createIdRegistry } from "./block-place.ts";
import { checkCondition } from "./check-condition.ts";
import type { CheckContext } from "./check-context.ts";
import { keyReference, resolveEntity, resolveName } from "./resolve-name.ts";
import { checkRemovalHints, subjectType } from "./rules/removals.ts";
import { checkSteps } from "./steps/check-steps.ts";
import { createFlowState } from "./steps/flow-state.ts";

/** The field of the changed record that holds the subject's key. */
function checkAt(
  trigger: Trigger,
  changed: EntitySymbol,
  subject: EntitySymbol,
  context: CheckContext,
): string | undefined {
  if (trigger.at === undefined) return undefined;
  let current: Type = changed.type;
  for (const { name, span } of trigger.at.names) {
    context.recorder?.member({ span, name, owner: current, purpose: "read" });
    const field: Field | undefined = current.kind === "record" ? current.fields.get(name) : undefined;
    if (name === "") return undefined;
    if (field === undefined) {
      const record = current.kind === "record" ? current.name : typeToText(current);
      const help = current.kind === "record" ? nearNames(name, current.fields.keys()) : undefined;
      context.report({ code: "unknown-field", span, values: { record, name }, help });
      return undefined;
    }
    current = field.value.type;
  }
  if (subject.key.length > 1) {
    const fields = subject.key.map((key) => `\`${key.field}\``).join(", ");
    const values = { entity: subject.name, fields };
    context.report({ code: "partial-key", wording: "at", span: trigger.at.span, values });
  } else if (!areComparable(current, keyReference(subject)))
    context.report({
      code: "type-mismatch",
      span: trigger.at.span,
      values: { wanted: `The key of ${subject.name}`, found: typeToText(current) },
    });
  return trigger.at.names.map((name) => name.name).join(".");
}

/** Minute, hour, day of the month, month, day of the week. */
const CRON = /^[\d*,/-]+ [\d*,/-]+ [\d*,/L?-]+ [\dA-Za-z*,/-]+ [\dA-Za-z*,/#L?-]+$/;

function checkTrigger(trigger: Trigger, subject: EntitySymbol, context: CheckContext): CheckedTrigger | undefined {
  if (trigger.event === "removal") checkRemovalHints(trigger, context);
  for (const { at } of trigger.hints)
    if (at !== undefined && !CRON.test(at.value))
      context.report({ code: "invalid-cron", span: at.span, values: { text: at.value } });
  const entity = trigger.of === undefined ? subject : resolveName(context, trigger.of, ["entity"]);
  const via = trigger.via === undefined ? undefined : resolveName(context, trigger.via, ["binding"]);
  if (entity === undefined || (trigger.via !== undefined && via === undefined)) return undefined;
  if (via !== undefined && (via.right !== entity || via.left !== subject)) {
    const values = {
      wanted: `A binding of ${subject.name} to ${entity.name}`,
      found: `one of ${via.left.name} to ${via.right.name}`,
    };
    context.report({ code: "type-mismatch", span: trigger.via?.span ?? trigger.span, values });
  }
  return { declaration: trigger, entity, via, at: checkAt(trigger, entity, subject, context), hints: trigger.hints };
}

/** The names of the flows that come before a flow. */
function checkAfter({ after }: FlowDeclaration, context: CheckContext): readonly string[] {
  for (const name of after) resolveName(context, name, ["flow"]);
  return after.map(({ name }) => name).filter((name) => context.names.get(name)?.declared.kind === "flow");
}

/** A flow: its subject, what wakes it, what comes before it, and its steps. */
export function checkFlow(declaration: FlowDeclaration, context: CheckContext): FlowSymbol | undefined {
  const entity = resolveEntity(context, declaration.entity);
  const policy = declaration.policy === undefined ? undefined : resolveName(context, declaration.policy, ["policy"]);
  if (entity === undefined) return undefined;
  if (declaration.where !== undefined) {
    const scope: Scope = { context: present(entity.type), root: present(entity.type), lets: new Map(), flow: false };
    checkCondition(declaration.where, scope, context);
  }
  const triggers = declaration.triggers.map((trigger) => checkTrigger(trigger, entity, context));
  const { name } = declaration.name;
  const subject = declaration.subject.name;
  const given = present(subjectType(declaration, entity, context));
  context.recorder?.named(declaration.subject.span, given);
  const state = createFlowState(name, subject, given, createIdRegistry());
  return {
    kind: "flow",
    name,
    file: context.path,
    declaration,
    subject,
    entity,
    where: declaration.where,
    triggers: triggers.filter((trigger) => trigger !== undefined),
    after: checkAfter(declaration, context),
    policy,
    steps: checkSteps(declaration.steps, undefined, state, context),
  };
}
