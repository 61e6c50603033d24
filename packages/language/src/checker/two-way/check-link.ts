import type { Rule } from "@xmap/grammar";
import type { Scope } from "../../expressions/scope.ts";
import type { BindingSymbol, CheckedValue, EntitySymbol } from "../../program.ts";
import type { Type } from "../../types/type.ts";
import type { CheckContext } from "../check-context.ts";
import { keyReference, resolveName } from "../resolve-name.ts";

/**
 * `via Binding` after a field that holds a record's key: the key of the record that it is linked to, which is found and
 * never made. Undefined for everything else.
 */
export function checkLink(rule: Rule, scope: Scope, context: CheckContext): CheckedValue | undefined {
  const [source, second] = rule.sources;
  const { via } = rule;
  if (source === undefined || second !== undefined || via?.target.kind !== "TypeReference") return undefined;
  const [name, field] = via.target.names;
  const binding = name === undefined ? undefined : context.names.get(name.name)?.declared.symbol;
  if (name === undefined || field !== undefined || binding?.kind !== "binding") return undefined;
  const value = context.infer(source, scope);
  const from = sideOf(value.type, binding);
  if (from === undefined) return undefined;
  resolveName(context, name, ["binding"]);
  if (via.otherwise !== undefined)
    context.report({
      code: "unsupported-construct",
      span: via.otherwise.span,
      values: { what: "`else` after a binding" },
    });
  const found = from === "left" ? binding.right : binding.left;
  const result = {
    type: keyReference(found),
    mayBeAbsent: value.mayBeAbsent || value.mayBeNull,
    mayBeNull: false,
  };
  return { expressions: [source], via: { kind: "link", binding, from }, each: false, value: result };
}

function sideOf(type: Type, { left, right }: BindingSymbol): "left" | "right" | undefined {
  if (isKeyOf(type, left)) return "left";
  return isKeyOf(type, right) ? "right" : undefined;
}

function isKeyOf(type: Type, entity: EntitySymbol): boolean {
  return (
    type.kind === "reference" &&
    type.system === entity.system.name &&
    type.resource === entity.resource &&
    entity.key.length === 1
  );
}
