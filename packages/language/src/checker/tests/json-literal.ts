import type { Value } from "@xmap/contract";
import type { Span } from "@xmap/diagnostics";
import type { Expression } from "@xmap/grammar";
import type { CheckContext } from "../check-context.ts";

/** A JSON value as it is written in a test, with the place of everything in it. */
export interface JsonLiteral {
  readonly value: Value;
  readonly span: Span;
  /** Of a record, or of a list under "0", "1" and so on. */
  readonly members: ReadonlyMap<string, JsonLiteral>;
}

const NO_MEMBERS: JsonLiteral["members"] = new Map();

/** Reads JSON out of an expression; undefined, and said, where something else stands in it. */
export function readJsonLiteral(expression: Expression, context: CheckContext): JsonLiteral | undefined {
  const { span } = expression;
  switch (expression.kind) {
    case "StringLiteral":
    case "NumberLiteral":
    case "BooleanLiteral":
      return { value: expression.value, span, members: NO_MEMBERS };
    case "NullLiteral":
      return { value: null, span, members: NO_MEMBERS };
    case "NegateExpression":
      if (expression.operand.kind === "NumberLiteral")
        return { value: -expression.operand.value, span, members: NO_MEMBERS };
      break;
    case "ArrayExpression":
      return readList(expression.items, span, context);
    case "ObjectExpression": {
      const members = new Map<string, JsonLiteral>();
      for (const { key, value } of expression.pairs) {
        if (key.kind !== "StringLiteral") return refuse(key.span, context);
        const member = readJsonLiteral(value, context);
        if (member === undefined) return undefined;
        members.set(key.value, { ...member, span: { start: key.span.start, end: member.span.end } });
      }
      const entries = [...members].map(([name, member]): [string, Value] => [name, member.value]);
      return { value: Object.fromEntries(entries), span, members };
    }
    case "MissingExpression":
      return undefined;
    default:
      break;
  }
  return refuse(span, context);
}

/** The literal at a path, or the deepest one on the way to it. */
export function literalAt(literal: JsonLiteral, path: readonly (string | number)[]): JsonLiteral {
  let found = literal;
  for (const name of path) {
    const member = found.members.get(String(name));
    if (member === undefined) return found;
    found = member;
  }
  return found;
}

function readList(items: readonly Expression[], span: Span, context: CheckContext): JsonLiteral | undefined {
  const members = new Map<string, JsonLiteral>();
  const values: Value[] = [];
  for (const [index, item] of items.entries()) {
    const member = readJsonLiteral(item, context);
    if (member === undefined) return undefined;
    members.set(String(index), member);
    values.push(member.value);
  }
  return { value: values, span, members };
}

function refuse(span: Span, context: CheckContext): undefined {
  context.report({ code: "not-json", span, values: {} });
  return undefined;
}
