import type { Answer } from "@xmap/grammar";
import type { CheckedValue, ResolvedVia } from "@xmap/language";
import type { ViaLineage } from "./lineage.ts";
import { anyOf, computedFrom, elementsOf, literalOrigin, NOTHING, type Origin, type OriginScope } from "./origin.ts";
import { originOf } from "./origin-of-expression.ts";

/** The rule or `let` that a value stands in. */
export interface ValuePlace {
  readonly rule: string;
  readonly list: string | undefined;
  /** Source text of a node of the rule's file, on one line. */
  textOf(node: { readonly span: { readonly start: number; readonly end: number } }): string;
}

/** What a value is made from, through its `via`. */
export function originOfValue(checked: CheckedValue, scope: OriginScope, place: ValuePlace): Origin {
  const operands = checked.expressions.map((expression) => originOf(expression, scope));
  const { via } = checked;
  if (via === undefined) return operands[0] ?? NOTHING;
  const asked = computedFrom(...(checked.each ? operands.map(elementsOf) : operands));
  const otherwise = "otherwise" in via ? originOfAnswer(via.otherwise) : NOTHING;
  return { ...anyOf(asked, otherwise), via: [...asked.via, viaLineage(via, place)] };
}

function originOfAnswer(answer: Answer | undefined): Origin {
  switch (answer?.kind) {
    case "StringLiteral":
    case "NumberLiteral":
    case "BooleanLiteral":
      return literalOrigin(answer.value);
    case "NullLiteral":
      return literalOrigin(null);
    default:
      return NOTHING;
  }
}

function viaLineage(via: ResolvedVia, place: ValuePlace): ViaLineage {
  const base = { rule: place.rule, list: place.list };
  switch (via.kind) {
    case "map":
      return { ...base, kind: "map", name: via.map.name };
    case "arms":
      return { ...base, kind: "arms", text: via.arms.map((arm) => place.textOf(arm)).join(", ") };
    case "lookup": {
      const { name, entity, columns, result } = via.lookup;
      const paths = columns.map((column) => column.path);
      return { ...base, kind: "lookup", name, entity: entity.name, columns: paths, result: result.path };
    }
    case "binding": {
      const { name, right } = via.binding;
      return { ...base, kind: "binding", name, entity: right.name, field: via.field, linked: false };
    }
    case "link": {
      const { name, left, right } = via.binding;
      const entity = via.from === "right" ? left : right;
      return { ...base, kind: "binding", name, entity: entity.name, field: undefined, linked: true };
    }
  }
}
