import type { SortExpression } from "@xmap/grammar";
import { arrow, help, literal, type ObjectMember, object } from "../ir/code.ts";
import { type ExpressionScope, refuse, withContext } from "./expression-scope.ts";
import { asList, isSequence, type Lowered, primitiveOf, withCode } from "./lowered.ts";
import { asAmount } from "./money.ts";
import { createNameScope } from "./names.ts";
import { declareItem } from "./path.ts";

/** `list^(first, >second)`: the same items, by keys that are numbers or text. */
export function lowerSort({ operand, terms, span }: SortExpression, scope: ExpressionScope): Lowered {
  const value = scope.lower(operand, scope);
  if (value.type.kind === "unknown" || value.type.kind === "union" || value.scaled)
    return refuse(scope, span, "what is sorted is not known");
  const list = asList(value);
  const by = terms.map(({ expression, descending }) => {
    const names = createNameScope(scope.names);
    const { item, itemLocal } = declareItem(list, "", names);
    const key = scope.lower(expression, withContext(scope, item, names));
    const kind = primitiveOf(key.type);
    if (isSequence(key) || (kind !== "number" && kind !== "string"))
      return refuse(scope, expression.span, "what is sorted by is not known");
    const member: ObjectMember = {
      name: "by",
      value: arrow([{ local: itemLocal, type: undefined }], asAmount(key).code),
    };
    return object(descending ? [member, { name: "descending", value: literal(true) }] : [member]);
  });
  const code = help("sorted", list.code, ...by);
  const { type } = list;
  return type.kind === "list" ? { ...withCode(list, code), type: { ...type, sequence: true } } : list;
}
