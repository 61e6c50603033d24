import type { Value } from "@xmap/contract";
import type { ListLineage, MappingLineage } from "../lineage.ts";
import { splitPath } from "../path-text.ts";
import { linesOf } from "./plain-draft.ts";
import { type LineElements, sourceValues, valuesAt } from "./source-values.ts";

/** What one set of rules has written: the record itself, or one line of a list. */
export interface WrittenPart {
  /** The rule of the list; undefined for the record itself. */
  readonly list: string | undefined;
  /** The target as lineage writes it, `order_line[]`, and as it is here, `order_line[0]`. */
  readonly pattern: string;
  readonly path: string;
  readonly values: object;
  readonly elements: LineElements;
}

/** The record and all of its lines, each with the source element that it was made of. */
export function writtenParts(mapping: MappingLineage, draft: object, record: Value): readonly WrittenPart[] {
  const whole: WrittenPart = { list: undefined, pattern: "", path: "", values: draft, elements: new Map() };
  return [whole, ...linesBelow(whole, mapping, record)];
}

/** What a draft has at a target, seen from the part that its rules write. */
export function writtenValue(part: WrittenPart, target: string): unknown {
  let value: unknown = part.values;
  for (const { name } of splitPath(relativeTarget(part, target))) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
  }
  return value;
}

/** The target in this very part: `order_line[0].name`. */
export function exactTarget(part: WrittenPart, target: string): string {
  const rest = relativeTarget(part, target);
  return part.path === "" ? rest : `${part.path}.${rest}`;
}

function relativeTarget({ pattern }: WrittenPart, target: string): string {
  return pattern === "" ? target : target.slice(pattern.length + 1);
}

function linesBelow(part: WrittenPart, mapping: MappingLineage, record: Value): readonly WrittenPart[] {
  return mapping.lists
    .filter((list) => list.list === part.list)
    .flatMap((list) => {
      const lines = linesOf(writtenValue(part, list.target));
      const taken = new Set<string>();
      return lines.flatMap((line, index) => {
        if (!belongsTo(line.identity, list)) return [];
        const element = elementOf(line.identity, list, part, record, taken);
        const elements = new Map(part.elements);
        if (element !== undefined) elements.set(list.rule, element);
        const written: WrittenPart = {
          list: list.rule,
          pattern: `${list.target}[]`,
          path: `${exactTarget(part, list.target)}[${index}]`,
          values: line.values,
          elements,
        };
        return [written, ...linesBelow(written, mapping, record)];
      });
    });
}

function belongsTo(identity: string, { origin }: ListLineage): boolean {
  return identity === origin || identity.startsWith(`${origin}/`);
}

/** The first element with the line's identity that no line before has had. */
function elementOf(
  identity: string,
  list: ListLineage,
  part: WrittenPart,
  record: Value,
  taken: Set<string>,
): { readonly pattern: string; readonly element: string } | undefined {
  for (const source of list.sources) {
    if (source.role !== "value" || !source.path.endsWith("[]")) continue;
    for (const { path, value } of sourceValues(source, record, part.elements)) {
      if (value === undefined || taken.has(path) || identityOf(value, list) !== identity) continue;
      taken.add(path);
      return { pattern: source.path, element: path };
    }
  }
  return undefined;
}

function identityOf(element: Value, { origin, by }: ListLineage): string {
  const parts = by.map((field) => {
    const [found] = valuesAt(element, field);
    const value = found?.value;
    if (value === undefined || value === null) return "";
    return typeof value === "string" ? value : JSON.stringify(value);
  });
  return [origin, ...parts].join("/");
}
