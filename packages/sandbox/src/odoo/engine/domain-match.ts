import type { Json } from "../../server/json.ts";
import { type Condition, type DomainNode, parseDomain } from "./domain.ts";
import type { Environment } from "./environment.ts";
import type { Field, Value } from "./field.ts";
import { valueError } from "./odoo-error.ts";
import { quote, toDatetime } from "./value-input.ts";

/** True when the record meets the domain. Throws ValueError for unknown fields and malformed values. */
export function matchesDomain(environment: Environment, model: string, id: number, node: DomainNode): boolean {
  switch (node.kind) {
    case "constant":
      return node.value;
    case "not":
      return !matchesDomain(environment, model, id, node.child);
    case "and":
      return node.children.every((child) => matchesDomain(environment, model, id, child));
    case "or":
      return node.children.some((child) => matchesDomain(environment, model, id, child));
    case "condition":
      return matchesCondition(environment, model, id, node.condition);
  }
}

/** Throws ValueError when a condition names a field that does not exist, also when no record is there to be tried. */
export function checkDomain(environment: Environment, model: string, node: DomainNode): void {
  if (node.kind === "condition") {
    checkPath(environment, model, node.condition);
  } else if (node.kind === "not") {
    checkDomain(environment, model, node.child);
  } else if (node.kind !== "constant") {
    for (const child of node.children) {
      checkDomain(environment, model, child);
    }
  }
}

function checkPath(environment: Environment, model: string, condition: Condition): void {
  let current = model;
  let field: Field | undefined;
  for (const name of condition.path.split(".")) {
    field = current === "" ? undefined : environment.model(current).fields[name];
    if (field === undefined) {
      const shown = `('${condition.path}', '${condition.operator}', ${quote(condition.value)})`;
      throw valueError(`Invalid field ${model}.${condition.path} in condition ${shown}`);
    }
    current = field.relation ?? "";
  }
  if (field?.type === "datetime" && typeof condition.value === "string" && condition.value !== "") {
    toDatetime(condition.value.slice(0, 19));
    toDatetime(condition.value.replace(/\.\d+$/, ""));
  }
}

function matchesCondition(environment: Environment, model: string, id: number, condition: Condition): boolean {
  const [name = "", ...rest] = condition.path.split(".");
  const field = environment.field(model, name);
  if (rest.length === 0) {
    return matchesField(environment, model, id, name, field, condition);
  }
  const negative = condition.operator === "!=" || condition.operator.startsWith("not ");
  const inner: Condition = { ...condition, path: rest.join(".") };
  const linked = linkedIds(environment.get(model, id, name));
  if (linked.length === 0) {
    const wantsUnset = condition.value === false || condition.value === null;
    return negative ? !wantsUnset : condition.operator === "=" && wantsUnset;
  }
  return linked.some((target) => matchesCondition(environment, field.relation ?? "", target, inner));
}

function linkedIds(value: Value): readonly number[] {
  if (typeof value === "number") {
    return [value];
  }
  return typeof value === "object" && value !== null ? value : [];
}

function matchesField(
  environment: Environment,
  model: string,
  id: number,
  name: string,
  field: Field,
  condition: Condition,
): boolean {
  const stored = environment.get(model, id, name);
  const value = field.shown?.(environment, id, stored) ?? stored;
  const { operator } = condition;
  if (operator === "any" || operator === "not any") {
    const node = parseDomain(condition.value);
    const found = linkedIds(value).some((target) => matchesDomain(environment, field.relation ?? "", target, node));
    return (operator === "any") === found;
  }
  if (operator === "child_of" || operator === "parent_of") {
    return matchesHierarchy(environment, field.relation ?? model, field, value, id, condition);
  }
  if (field.relation !== undefined) {
    return matchesLink(environment, field, value, condition);
  }
  const isExact = field.type === "datetime" && environment.caller.host.version === "14.0";
  return matchesPlain(isExact ? exactField : field, value, operator, condition.value);
}

function matchesHierarchy(
  environment: Environment,
  model: string,
  field: Field,
  value: Value,
  id: number,
  condition: Condition,
): boolean {
  const wanted = (Array.isArray(condition.value) ? condition.value : [condition.value]).map(Number);
  const upwards = (start: number): number[] => {
    const chain: number[] = [];
    for (let current: number | undefined = start; current !== undefined && !chain.includes(current); ) {
      chain.push(current);
      current =
        "parent_id" in environment.model(model).fields ? environment.link(model, current, "parent_id") : undefined;
    }
    return chain;
  };
  const own = field.relation === undefined ? [id] : linkedIds(value);
  return condition.operator === "child_of"
    ? own.some((target) => upwards(target).some((ancestor) => wanted.includes(ancestor)))
    : wanted.some((target) => upwards(target).some((ancestor) => own.includes(ancestor)));
}

function matchesLink(environment: Environment, field: Field, value: Value, condition: Condition): boolean {
  const ids = linkedIds(value);
  const { operator, value: wanted } = condition;
  const items: readonly Json[] = Array.isArray(wanted) ? wanted : [wanted];
  const byName = items.some((item) => typeof item === "string");
  const negative = operator === "!=" || operator.startsWith("not ");
  const positive = operator === "!=" ? "=" : operator.replace(/^not /, "");
  const hit = byName
    ? ids.some((target) => {
        const shown = environment.displayName(field.relation ?? "", target);
        return items.some((item) => matchesPlain(nameField, shown, positive === "in" ? "=" : positive, item));
      })
    : positive === "=" || positive === "in"
      ? items.some((item) => (item === false || item === null ? ids.length === 0 : ids.includes(Number(item))))
      : ids.some((target) => matchesPlain(idField, target, positive, wanted));
  return negative ? !hit : hit;
}

// Release 14 compares what is stored, microseconds and all.
const exactField: Field = { type: "char", label: "Datetime" };
const nameField: Field = { type: "char", label: "Display Name" };
const idField: Field = { type: "integer", label: "ID" };

function matchesPlain(field: Field, value: Value, operator: string, wanted: Json): boolean {
  if (operator === "=?") {
    return wanted === false || wanted === null || matchesPlain(field, value, "=", wanted);
  }
  if (operator === "!=") {
    return !matchesPlain(field, value, "=", wanted);
  }
  if (operator.startsWith("not ")) {
    return !matchesPlain(field, value, operator.slice("not ".length), wanted);
  }
  if (operator === "in") {
    return (Array.isArray(wanted) ? wanted : [wanted]).some((item) => matchesPlain(field, value, "=", item));
  }
  if (operator.endsWith("like")) {
    return matchesPattern(value, operator, wanted);
  }
  const left = comparable(field, value);
  const right = comparable(field, wanted);
  if (operator === "=") {
    return left === right;
  }
  if (left === null || right === null || typeof left !== typeof right) {
    return false;
  }
  return compares(left, operator, right);
}

function compares(left: string | number | boolean, operator: string, right: string | number | boolean): boolean {
  switch (operator) {
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    case "<":
      return left < right;
    default:
      return left <= right;
  }
}

// Datetimes are compared in whole seconds, so that rows written later in the second of a cursor are not "greater".
function comparable(field: Field, value: Json | Value): string | number | boolean | null {
  if (field.type === "boolean") {
    return value !== false && value !== null && value !== 0;
  }
  if (value === null || value === false || value === "") {
    return field.type === "integer" || field.type === "float" || field.type === "monetary" ? 0 : null;
  }
  if (field.type === "datetime") {
    const shown = String(value).slice(0, 19);
    return shown.length === 10 ? `${shown} 00:00:00` : shown;
  }
  if (field.type === "integer" || field.type === "float" || field.type === "monetary") {
    return Number(value);
  }
  return String(value);
}

function matchesPattern(value: Value, operator: string, wanted: Json): boolean {
  const text = value === null || typeof value === "object" ? "" : String(value);
  const pattern = wanted === false || wanted === null ? "" : String(wanted);
  // A backslash takes the meaning from the wildcard behind it, as in PostgreSQL.
  const source = pattern.replace(/\\([\s\S])|[\s\S]/g, (letter, escaped: string | undefined) => {
    if (escaped === undefined && letter === "%") return ".*";
    return escaped === undefined && letter === "_" ? "." : (escaped ?? letter).replace(/[.*+?^${}()|[\]\\]/, "\\$&");
  });
  const whole = operator.startsWith("=") ? `^${source}$` : source;
  return new RegExp(whole, operator.endsWith("ilike") ? "is" : "s").test(text);
}
