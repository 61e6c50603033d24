import type { Expression, LambdaExpression } from "@xmap/grammar";
import type { Type } from "@xmap/language";
import { arrow, binary, local, method, UNDEFINED } from "../ir/code.ts";
import { itemFunction } from "../ir/walk-code.ts";
import { asBoolean } from "./boolean.ts";
import { type ExpressionScope, refuse } from "./expression-scope.ts";
import { asList, type Lowered, lowered, NUMBER, withCode } from "./lowered.ts";
import { createNameScope, declareLocal } from "./names.ts";
import { declareItem } from "./path.ts";

/** `$map` and `$filter` with a function that is written in their place; undefined for other calls. */
export function lowerCallback(name: string, given: readonly Expression[], scope: ExpressionScope): Lowered | undefined {
  const [list, callback, ...others] = given;
  if ((name !== "map" && name !== "filter") || list === undefined || others.length > 0) return undefined;
  if (callback?.kind !== "LambdaExpression" || callback.signature !== undefined) return undefined;
  const [itemName, indexName, ...further] = callback.parameters;
  if (itemName === undefined || further.length > 0 || itemName === indexName) return undefined;
  const items = scope.lower(list, scope);
  if (items.type.kind !== "list" || items.type.item.kind === "unknown" || items.type.item.kind === "list")
    return refuse(scope, list.span, "whether it is a list is not known");
  return name === "map" ? mapped(asList(items), callback, scope) : filtered(asList(items), callback, scope);
}

/** The function as an arrow over one item and its position. */
function opened(list: Lowered, { parameters }: LambdaExpression, scope: ExpressionScope) {
  const names = createNameScope(scope.names);
  const [itemName = "", indexName] = parameters;
  const { item, itemLocal } = declareItem({ ...list, origins: [] }, itemName, names);
  const variables = new Map(scope.variables).set(itemName, { ...item, origins: list.origins });
  const locals = [{ local: itemLocal, type: undefined }];
  if (indexName !== undefined) {
    const index = declareLocal(names, indexName);
    variables.set(indexName, lowered(local(index), NUMBER));
    locals.push({ local: index, type: undefined });
  }
  return { inner: { ...scope, names, variables }, locals, names };
}

function mapped(list: Lowered, callback: LambdaExpression, scope: ExpressionScope): Lowered {
  const { inner, locals, names } = opened(list, callback, scope);
  const result = scope.lower(callback.body, inner);
  const { kind } = result.type;
  // A list is one result of the function, and is not laid flat.
  if (kind === "list" || kind === "unknown" || kind === "union")
    return refuse(scope, callback.body.span, "whether it gives a list is not known");
  const all = method(list.code, "map", itemFunction(locals, result.code));
  const each = declareLocal(createNameScope(names), "value");
  const present = arrow([{ local: each, type: undefined }], binary("!==", local(each), UNDEFINED));
  const code = result.absent ? method(all, "filter", present) : all;
  const type: Type = { kind: "list", item: result.type, sequence: true };
  return { ...result, code, type, absent: false, null: false, ownAbsent: false, itemNull: result.null };
}

function filtered(list: Lowered, callback: LambdaExpression, scope: ExpressionScope): Lowered {
  const { inner, locals } = opened(list, callback, scope);
  const condition = asBoolean(scope.lower(callback.body, inner));
  const { type } = list;
  const code = method(list.code, "filter", itemFunction(locals, condition));
  return type.kind === "list" ? { ...withCode(list, code), type: { ...type, sequence: true } } : list;
}
