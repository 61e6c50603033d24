import type { LookupDeclaration } from "@xmap/grammar";
import type { LookupSymbol } from "../../program.ts";
import type { CheckContext } from "../check-context.ts";
import { checkNoDefault } from "./two-way-arms.ts";

/** A two-way lookup from its result to its column; reports why it cannot be turned around, and answers undefined then. */
export function invertLookup(
  declaration: LookupDeclaration,
  lookup: Omit<LookupSymbol, "inverse">,
  context: CheckContext,
): LookupSymbol | undefined {
  checkNoDefault(lookup.none, context);
  checkNoDefault(lookup.many, context);
  const { entity, columns, result } = lookup;
  const [column, second] = columns;
  const help = "declare it with `->`, and another lookup for the way back";
  if (column === undefined) return undefined;
  if (second !== undefined) {
    const span = declaration.from[1]?.span ?? declaration.name.span;
    context.report({ code: "two-way-lookup", wording: "columns", span, values: { lookup: lookup.name }, help });
    return undefined;
  }
  const [key, part] = entity.key;
  if (key === undefined || part !== undefined || key.field !== result.path) {
    const values = { field: result.path, entity: entity.name, lookup: lookup.name };
    context.report({ code: "two-way-lookup", span: declaration.to.span, values, help });
    return undefined;
  }
  return { ...lookup, columns: [result], result: column, inverse: undefined };
}
