import type { Expression } from "@xmap/grammar";
import { camelName, singularName } from "../schema/names.ts";

/** The names that a source is known by: `surcharges` of `surcharges[available]`, `extra` of `$extra`. */
export function sourceName(source: Expression): string | undefined {
  if (source.kind === "VariableExpression") return /^\$?$/.test(source.name) ? undefined : source.name;
  if (source.kind !== "PathExpression") return undefined;
  const last = source.steps.at(-1)?.operand;
  if (last === undefined) return undefined;
  if (last.kind === "NameStep") return last.name === "" ? undefined : last.name;
  return last.kind === "VariableExpression" ? sourceName(last) : undefined;
}

/** A readable name for one value of a source: `item` of `items`, `billingAddress` of `billing_address`. */
export function contextNameOf(source: Expression, list: boolean, otherwise: string): string {
  const name = sourceName(source);
  if (name === undefined) return otherwise;
  const camel = camelName(list ? singularName(name) : name);
  return /^[\p{Letter}_]/u.test(camel) ? camel : otherwise;
}
