import type { Json } from "../../server/json.ts";
import { valueError } from "./odoo-error.ts";
import { quote } from "./value-input.ts";

/** One condition on a field path. */
export type Condition = { readonly path: string; readonly operator: string; readonly value: Json };

/** A search domain as a tree. */
export type DomainNode =
  | { readonly kind: "and" | "or"; readonly children: readonly DomainNode[] }
  | { readonly kind: "not"; readonly child: DomainNode }
  | { readonly kind: "condition"; readonly condition: Condition }
  | { readonly kind: "constant"; readonly value: boolean };

const operators: readonly string[] = [
  ...["=", "!=", "<>", ">", ">=", "<", "<=", "in", "not in", "like", "not like", "ilike", "not ilike"],
  ...["=like", "=ilike", "not =like", "not =ilike", "=?", "child_of", "parent_of", "any", "not any"],
];

/** Reads a domain in prefix notation; several terms in a row are joined by "and". Throws ValueError. */
export function parseDomain(domain: Json): DomainNode {
  const terms = Array.isArray(domain) ? domain : [];
  if (!Array.isArray(domain) && domain !== null && domain !== false) {
    throw valueError(`Domain() invalid domain: ${quote(domain)}`);
  }
  let position = 0;
  const next = (): DomainNode => {
    const term: Json | undefined = terms[position];
    position += 1;
    if (term === undefined) {
      throw valueError(`Domain() malformed: ${quote(terms)}`);
    }
    if (term === "!") {
      return { kind: "not", child: next() };
    }
    if (term === "&" || term === "|") {
      return { kind: term === "&" ? "and" : "or", children: [next(), next()] };
    }
    return readTerm(term);
  };
  const children: DomainNode[] = [];
  while (position < terms.length) {
    children.push(next());
  }
  return { kind: "and", children };
}

function readTerm(term: Json): DomainNode {
  if (!Array.isArray(term) || term.length !== 3) {
    throw valueError(`Domain() invalid item in domain: ${quote(term)}`);
  }
  const [path, operator, value] = term;
  if (typeof path === "number" && operator === "=" && typeof value === "number") {
    return { kind: "constant", value: path === value };
  }
  const lower = typeof operator === "string" ? operator.toLowerCase() : operator;
  if (typeof path !== "string" || typeof lower !== "string" || !operators.includes(lower)) {
    throw valueError(`Domain() invalid item in domain: ${quote(term)}`);
  }
  return { kind: "condition", condition: { path, operator: lower === "<>" ? "!=" : lower, value: value ?? null } };
}

/** True when some condition is on this field itself. */
export function mentions(node: DomainNode, field: string): boolean {
  switch (node.kind) {
    case "condition":
      return node.condition.path === field;
    case "not":
      return mentions(node.child, field);
    case "constant":
      return false;
    default:
      return node.children.some((child) => mentions(child, field));
  }
}

/** The conditions that every match must meet. */
export function necessaryConditions(node: DomainNode): readonly Condition[] {
  if (node.kind === "condition") {
    return [node.condition];
  }
  return node.kind === "and" ? node.children.flatMap(necessaryConditions) : [];
}
