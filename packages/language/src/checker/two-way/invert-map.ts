import type { MapDeclaration } from "@xmap/grammar";
import type { Scope } from "../../expressions/scope.ts";
import type { MapSymbol } from "../../program.ts";
import { present } from "../../types/make-type.ts";
import type { Type, ValueType } from "../../types/type.ts";
import type { CheckContext } from "../check-context.ts";
import { checkArms } from "../check-map.ts";
import type { DirectedArms } from "./two-way-arms.ts";

/** A two-way map from its second type to its first; `target` is the second type, undefined when the map names none. */
export function invertMap(
  declaration: MapDeclaration,
  arms: DirectedArms,
  input: ValueType,
  target: Type | undefined,
  context: CheckContext,
): MapSymbol {
  const literals = arms.backward.flatMap(({ patterns }) => patterns);
  const values = literals.flatMap((literal) => (literal.kind === "NullLiteral" ? [] : [literal.value]));
  const type: Type = target ?? { kind: "enumeration", values: [...new Set(values)] };
  const scope: Scope = { context: present(type), root: present(type), lets: new Map(), flow: false };
  const answer = checkArms(arms.backward, present(type), scope, declaration.name.span, false, context);
  const mayBeNull = literals.some((literal) => literal.kind === "NullLiteral");
  return {
    kind: "map",
    name: declaration.name.name,
    file: context.path,
    declaration,
    input: { type, mayBeAbsent: false, mayBeNull },
    // The answers are values of the first type that stand in the arms, so they are known to fit it.
    answer: { ...answer, mayBeNull: answer.mayBeNull && input.mayBeNull },
    arms: arms.backward,
    inverse: undefined,
  };
}
