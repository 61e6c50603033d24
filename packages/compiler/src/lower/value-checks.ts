import type { CheckedRule, Type } from "@xmap/language";
import { type Local, local } from "../ir/code.ts";
import type { ValueChecks } from "../ir/module.ts";
import { targetChecks, wordsOf } from "../validate/target-checks.ts";
import type { BlockOwner } from "./block.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { isPresent } from "./lowered.ts";
import { declareLocal } from "./names.ts";
import type { LoweredValue } from "./value.ts";

/**
 * What a rule's value is checked by before it is written: the words of its target's schema that types do not prove.
 * Undefined when types prove all, or the value stands in the rule and fits.
 */
export function lowerValueChecks(
  rule: CheckedRule,
  { value, request }: LoweredValue,
  path: string,
  constant: Local | undefined,
  scope: ExpressionScope,
  { context, name }: BlockOwner,
): ValueChecks | undefined {
  const { field } = rule.target;
  if (field.schema === undefined || rule.value.value.type.kind === "null") return undefined;
  const { compound } = wordsOf(field.schema);
  const schema = context.schemaChecks?.check(scope.source.path, `${name}_${path}`, compound);
  const isSure = isPresent(value) && rule.condition === undefined && request === undefined;
  const type = writtenType(rule) ?? (rule.value.via === undefined ? value.type : rule.value.value.type);
  const checksOf = (checked: Local) => targetChecks(field, type, local(checked), isSure);
  if (schema === undefined && checksOf(UNNAMED).length === 0) return undefined;
  const named = constant ?? declareLocal(scope.names, rule.target.path.at(-1) ?? "value");
  return { local: named, path, plain: checksOf(named), schema };
}

const UNNAMED: Local = { name: "value", reported: false };

/** The closed set of the one value that stands in a rule. */
function writtenType({ value }: CheckedRule): Type | undefined {
  const [expression] = value.expressions;
  const isWritten = expression?.kind === "StringLiteral" || expression?.kind === "NumberLiteral";
  return isWritten && value.via === undefined ? { kind: "enumeration", values: [expression.value] } : undefined;
}
