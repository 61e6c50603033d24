import type { CheckedStep } from "../../program.ts";
import type { CheckContext } from "../check-context.ts";

/** An operation that is called on every run knows when it is done, or may be repeated. */
export function checkDoneWhen(step: CheckedStep & { kind: "call" }, context: CheckContext): void {
  const { description, operation, declaration } = step;
  const { doneWhen, idempotent }: Partial<typeof description> = description;
  if ((doneWhen ?? "").trim() !== "" || idempotent === "natural") return;
  const isCall = declaration.kind === "EffectStep" && declaration.effect.kind === "CallEffect";
  const span = isCall ? declaration.effect.target.span : declaration.span;
  context.report({ code: "no-done-when", span, values: { operation } });
}
