import type { Json } from "../../server/json.ts";
import { type Condition, mentions, necessaryConditions, parseDomain } from "./domain.ts";
import { checkDomain, matchesDomain } from "./domain-match.ts";
import type { Environment } from "./environment.ts";
import type { Value } from "./field.ts";
import { valueError } from "./odoo-error.ts";

/** Paging and order of a search; `order` is e.g. `write_date desc, id`. */
export type SearchOptions = { readonly offset?: number; readonly limit?: number; readonly order?: string };

/** The ids that meet a domain, in order. Archived records stay away unless the domain or the context asks for them. */
export function searchRecords(
  environment: Environment,
  model: string,
  domain: Json,
  options: SearchOptions,
): readonly number[] {
  const node = parseDomain(domain);
  checkDomain(environment, model, node);
  const hidesArchived =
    "active" in environment.model(model).fields &&
    environment.caller.context.active_test !== false &&
    !mentions(node, "active");
  const candidates = narrow(environment, model, necessaryConditions(node));
  const found = candidates.filter(
    (id) =>
      environment.exists(model, id) &&
      (!hidesArchived || environment.flag(model, id, "active")) &&
      matchesDomain(environment, model, id, node),
  );
  const sorted = sortRecords(environment, model, found, options.order ?? environment.model(model).order ?? "id");
  const offset = options.offset ?? 0;
  return sorted.slice(offset, options.limit === undefined ? undefined : offset + options.limit);
}

function narrow(environment: Environment, model: string, conditions: readonly Condition[]): readonly number[] {
  const table = environment.database.table(model);
  for (const { path, operator, value } of conditions) {
    const items: readonly Json[] | undefined =
      operator === "=" ? [value] : operator === "in" && Array.isArray(value) ? value : undefined;
    if (items?.every((item) => typeof item === "number" || (typeof item === "string" && item !== "")) !== true) {
      continue;
    }
    if (path === "id") {
      return [...new Set(items.map(Number))].sort((left, right) => left - right);
    }
    const isName =
      environment.model(model).fields[path]?.relation !== undefined && items.some((item) => typeof item === "string");
    const lists = isName ? [undefined] : items.map((item) => table.find(path, item as Value));
    if (lists.every((list) => list !== undefined)) {
      return [...new Set(lists.flat())].sort((left, right) => left - right);
    }
  }
  return table.ids();
}

type OrderTerm = { readonly field: string; readonly descending: boolean };

function parseOrder(environment: Environment, model: string, order: string): readonly OrderTerm[] {
  return order.split(",").map((part) => {
    const [field = "", direction = "asc"] = part.trim().split(/\s+/);
    if (!/^(asc|desc)$/i.test(direction) || environment.model(model).fields[field] === undefined) {
      throw valueError(`Invalid field '${field}' on '${model}'`);
    }
    return { field, descending: direction.toLowerCase() === "desc" };
  });
}

function sortRecords(
  environment: Environment,
  model: string,
  ids: readonly number[],
  order: string,
): readonly number[] {
  const terms = parseOrder(environment, model, order);
  const rows = ids.map((id) => ({ id, keys: terms.map((term) => environment.get(model, id, term.field)) }));
  rows.sort((left, right) => {
    for (const [index, term] of terms.entries()) {
      const difference = compareValues(left.keys[index] ?? null, right.keys[index] ?? null);
      if (difference !== 0) {
        return term.descending ? -difference : difference;
      }
    }
    return left.id - right.id;
  });
  return rows.map((row) => row.id);
}

// An unset value sorts last, as in the database.
function compareValues(left: Value, right: Value): number {
  if (left === right) {
    return 0;
  }
  if (left === null || right === null) {
    return left === null ? 1 : -1;
  }
  return left < right ? -1 : left > right ? 1 : 0;
}
