import type { ArrowCode, Code } from "../ir/code.ts";
import type { Declared } from "./declared.ts";

/** What is known about a value that a mapping function makes. */
export interface DraftShape {
  /** The names of a record in the order that it has them; undefined where they are not known. */
  readonly fields: ReadonlyMap<string, DraftShape> | undefined;
  /** Of the values of lines, where it is a list of lines. */
  readonly lines: DraftShape | undefined;
}

const UNKNOWN: DraftShape = { fields: undefined, lines: undefined };

/** The shape of what a mapping function makes. */
export function draftShape(code: ArrowCode, declared: Declared): DraftShape {
  return code.value === undefined ? UNKNOWN : shapeOf(code.value, declared);
}

function shapeOf(code: Code, declared: Declared): DraftShape {
  switch (code.kind) {
    case "cast":
      return shapeOf(code.value, declared);
    case "conditional":
      // A field that may be left out: the other way is no value.
      if (isAbsent(code.chosen)) return shapeOf(code.otherwise, declared);
      return isAbsent(code.otherwise) ? shapeOf(code.chosen, declared) : UNKNOWN;
    case "object":
      return { fields: fieldsOf(code, declared), lines: undefined };
    case "list":
      return common(
        code.items.map((item) =>
          item.kind === "unary" && item.operator === "..."
            ? listShape(item.operand, declared)
            : lineShape(item, declared),
        ),
      );
    default:
      return listShape(code, declared);
  }
}

/** The names of a literal; those of a record that is spread into it come where that stands. */
function fieldsOf(code: Code, declared: Declared): ReadonlyMap<string, DraftShape> | undefined {
  if (code.kind === "call" && code.callee.kind === "export") {
    const called = declared.functionOf(code.callee.exported);
    return called?.value === undefined ? undefined : fieldsOf(called.value, declared);
  }
  if (code.kind !== "object") return undefined;
  const fields = new Map<string, DraftShape>();
  for (const member of code.members) {
    if (!("spread" in member)) {
      fields.set(member.name, shapeOf(member.value, declared));
      continue;
    }
    const spread = fieldsOf(member.spread, declared);
    if (spread === undefined) return undefined;
    for (const [name, shape] of spread) fields.set(name, shape);
  }
  return [...fields.keys()].some(isMoved) ? undefined : fields;
}

/** Names of whole numbers come first in a record, and this one is no name of a literal. */
function isMoved(name: string): boolean {
  return /^\d+$/.test(name) || name === "__proto__";
}

/** Of `list.map((item) => ({ identity, values }))`. */
function listShape(code: Code, declared: Declared): DraftShape {
  if (code.kind !== "call" || code.callee.kind !== "property" || code.callee.name !== "map") return UNKNOWN;
  const [made] = code.arguments;
  return made?.kind === "arrow" && made.value !== undefined ? lineShape(made.value, declared) : UNKNOWN;
}

function lineShape(code: Code, declared: Declared): DraftShape {
  if (code.kind !== "object") return UNKNOWN;
  for (const member of code.members)
    if ("value" in member && member.name === "values")
      return { fields: undefined, lines: shapeOf(member.value, declared) };
  return UNKNOWN;
}

/** Of a list whose lines are made in several places: known when all of them have the same names in the same order. */
function common(shapes: readonly DraftShape[]): DraftShape {
  const [first, ...others] = shapes;
  if (first === undefined) return UNKNOWN;
  const text = textOf(first);
  return others.every((other) => textOf(other) === text) ? first : UNKNOWN;
}

function textOf({ fields, lines }: DraftShape): string {
  const inner = fields === undefined ? "" : [...fields].map(([name, shape]) => [name, textOf(shape)]);
  return JSON.stringify([inner, lines === undefined ? "" : textOf(lines)]);
}

function isAbsent(code: Code): boolean {
  return code.kind === "literal" && code.value === undefined;
}
