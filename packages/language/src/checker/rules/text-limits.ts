import type { CheckedRule } from "../../program.ts";
import { itemOf } from "../../types/classify.ts";
import type { Type } from "../../types/type.ts";
import type { CheckContext } from "../check-context.ts";
import { leastLength, possibleTexts } from "./possible-texts.ts";
import { schemaAt } from "./schema-at.ts";
import type { PlacedRule } from "./visit-rules.ts";

/** What a rule writes is not longer than its target takes, as far as that can be known. */
export function checkTextLength({ rule }: PlacedRule, context: CheckContext): void {
  const wanted = itemOf(rule.target.field.value.type);
  if (wanted.kind !== "text" || wanted.maxLength === undefined) return;
  const limit = wanted.maxLength;
  const target = rule.target.path.join(".");
  const long = possibleTexts(rule, context).filter(({ text }) => text.length > limit);
  for (const { text, span, written } of long) {
    const { length } = text;
    if (written) context.report({ code: "too-long-text", span, values: { target, limit, length } });
    else {
      const values = { target, limit, value: JSON.stringify(text), length };
      context.report({ code: "too-long-text", wording: "value", span, values });
    }
  }
  if (long.length === 0) checkUnknownText(rule, limit, target, context);
}

function checkUnknownText(rule: CheckedRule, limit: number, target: string, context: CheckContext): void {
  const { via, expressions } = rule.value;
  const [expression] = expressions;
  if (via === undefined && expression !== undefined) {
    const length = leastLength(expression, context);
    if (length > limit) {
      context.report({
        code: "too-long-text",
        wording: "least",
        span: expression.span,
        values: { target, limit, length },
      });
      return;
    }
  }
  const longest = longestText(rule.value.value.type);
  if (longest === undefined || longest <= limit || expression === undefined) return;
  const span = via === undefined ? expression.span : (rule.declaration.via?.target.span ?? expression.span);
  const text = context.textOf(span);
  const cut = `$substring(${text}, 0, ${limit})`;
  const shortened = rule.value.value.mayBeNull ? `${text} != null ? ${cut} : null` : cut;
  const help = via === undefined && !text.includes("`") ? `write \`${shortened}\`` : undefined;
  context.report({ code: "may-be-too-long", span, values: { target, limit, length: longest }, help });
}

function longestText(type: Type): number | undefined {
  const item = itemOf(type);
  return item.kind === "text" ? item.maxLength : undefined;
}

/** Texts that are known have the form that the target's schema asks for. */
export function checkTextForm({ rule, path, entity }: PlacedRule, context: CheckContext): void {
  const pattern = entity === undefined ? undefined : schemaAt(entity, path, context)?.pattern;
  if (pattern === undefined) return;
  const form = regularExpression(pattern);
  if (form === undefined) return;
  const target = rule.target.path.join(".");
  for (const { text, span } of possibleTexts(rule, context)) {
    if (form.test(text)) continue;
    context.report({ code: "wrong-form", span, values: { target, pattern, value: JSON.stringify(text) } });
  }
}

function regularExpression(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return undefined;
  }
}
