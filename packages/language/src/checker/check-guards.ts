import type { BindingDeclaration, Guard } from "@xmap/grammar";
import { assuming } from "../expressions/narrowing.ts";
import type { Scope } from "../expressions/scope.ts";
import type { CheckedGuard } from "../program.ts";
import { checkCondition } from "./check-condition.ts";
import type { CheckContext } from "./check-context.ts";
import { checkOutcome } from "./check-outcome.ts";

/** A binding's guards of one direction; undefined: the only one. */
export function guardsOf(declaration: BindingDeclaration, direction: Guard["direction"]): readonly Guard[] {
  return declaration.items.filter((item): item is Guard => item.kind === "Guard" && item.direction === direction);
}

/** The guards of a direction; in a one-way binding they have no arrow. */
export function checkGuards(
  declaration: BindingDeclaration,
  direction: Guard["direction"],
  id: string,
  scope: Scope,
  context: CheckContext,
): readonly CheckedGuard[] {
  if (direction === undefined) {
    for (const arrow of ["->", "<-"] as const)
      for (const { span } of guardsOf(declaration, arrow))
        context.report({ code: "two-way-in-one-way", wording: "guard", span, values: { arrow } });
  }
  let current = scope;
  return guardsOf(declaration, direction).map(({ condition, outcome }, index) => {
    checkCondition(condition, current, context);
    checkOutcome(outcome, current, context);
    if (outcome.word !== "warn") current = assuming(current, condition);
    return { id: `${id}/require/${index + 1}`, condition, outcome };
  });
}

/** The scope of rules behind guards: where one of them fails, the record goes no further. */
export function afterGuards(guards: readonly CheckedGuard[], scope: Scope): Scope {
  const stopping = guards.filter(({ outcome }) => outcome.word !== "warn");
  return stopping.reduce((current, { condition }) => assuming(current, condition), scope);
}

/** In a two-way binding each guard says its direction. */
export function checkGuardArrows(declaration: BindingDeclaration, context: CheckContext): void {
  const help = "write `require ->` for what comes from the left, `require <-` for what comes from the right";
  for (const { span } of guardsOf(declaration, undefined))
    context.report({ code: "guard-without-arrow", span, values: {}, help });
}
