import type { OperationEffect } from "@xmap/contract";
import type { Hint } from "@xmap/grammar";
import type { CheckedStep, FlowSymbol } from "../../program.ts";
import type { CheckContext } from "../check-context.ts";
import { rulesOf } from "../rules/visit-rules.ts";

const MAILS: OperationEffect = "mailsCustomer";

function checkCall(step: CheckedStep & { kind: "call" | "invoke" }, sweep: Hint, context: CheckContext): void {
  if (!step.description.effects.includes(MAILS)) return;
  const { declaration } = step;
  const operation = step.kind === "call" ? step.operation : step.invocation;
  const isCall = declaration.kind === "EffectStep" && declaration.effect.kind === "CallEffect";
  const span = isCall ? declaration.effect.target.span : declaration.span;
  const related = [{ file: context.path, span: sweep.span, message: "the sweep is here" }];
  context.report({ code: "mails-in-sweep", span, values: { operation }, related });
}

function checkWrite(step: CheckedStep & { kind: "write" }, sweep: Hint, context: CheckContext): void {
  const { entity, items } = step;
  const effects = entity.system.description.resources[entity.resource]?.writeEffects ?? {};
  for (const { rule, path } of rulesOf(items, entity, false)) {
    const field = path.join(".");
    if (!Object.hasOwn(effects, field) || effects[field]?.includes(MAILS) !== true) continue;
    context.report({
      code: "mails-in-sweep",
      wording: "write",
      span: rule.declaration.target.span,
      values: { field },
      related: [{ file: context.path, span: sweep.span, message: "the sweep is here" }],
    });
  }
}

/** A flow that sweeps all records, without a choice of them, mails no customers. */
export function checkCustomerMails(flow: FlowSymbol, steps: readonly CheckedStep[], context: CheckContext): void {
  const sweep = flow.triggers.flatMap(({ hints }) => hints).find(({ by }) => by === "sweep");
  if (sweep === undefined) return;
  for (const step of steps) {
    if (step.kind === "call" || step.kind === "invoke") checkCall(step, sweep, context);
    if (step.kind === "write") checkWrite(step, sweep, context);
  }
}
