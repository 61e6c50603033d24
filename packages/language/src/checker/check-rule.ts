import type { Rule, RuleBody } from "@xmap/grammar";
import { assuming } from "../expressions/narrowing.ts";
import type { CheckedItem, CheckedRule, TargetField } from "../program.ts";
import type { BlockPlace } from "./block-place.ts";
import { checkAssignment } from "./check-assignment.ts";
import { checkCondition } from "./check-condition.ts";
import type { CheckContext } from "./check-context.ts";
import { checkLines } from "./check-lines.ts";
import { checkNested } from "./check-nested.ts";
import { checkValue } from "./check-value.ts";
import { resolveTarget } from "./resolve-target.ts";
import { checkLink } from "./two-way/check-link.ts";

/** Two-way blocks are split before; what is left goes one way. */
function isRefused(rule: Rule, context: CheckContext): boolean {
  if (rule.direction !== "->") {
    const values = { arrow: rule.direction };
    const help = rule.direction === "<->" ? "write `->`, or let the whole go both ways" : undefined;
    context.report({ code: "two-way-in-one-way", span: rule.span, values, help });
    return true;
  }
  if (rule.master !== undefined) context.report({ code: "master-without-choice", span: rule.master.span, values: {} });
  return false;
}

function checkPlain(rule: Rule, target: TargetField | undefined, place: BlockPlace, context: CheckContext) {
  const scope = assuming(place.scope, rule.condition);
  const value = checkLink(rule, place.scope, context) ?? checkValue(rule.sources, rule.via, scope, context);
  if (rule.condition !== undefined) checkCondition(rule.condition, place.scope, context);
  if (target === undefined) return undefined;
  const { type } = target.field.value;
  if (type.kind === "list" && type.item.kind === "record") {
    const values = { target: target.path.join("."), record: type.item.name };
    context.report({ code: "list-without-by", span: rule.target.span, values, help: "write `each by id { … }`" });
    return undefined;
  }
  const checked: CheckedRule = {
    kind: "rule",
    id: place.ids.next([place.id, ...target.path].join("/")),
    declaration: rule,
    target,
    value,
    conversion: checkAssignment(rule, target, value, context),
    condition: rule.condition,
    once: rule.once,
    key: rule.key,
  };
  place.written.push({
    path: target.path,
    field: target.field,
    span: rule.target.span,
    file: context.path,
    conditional: rule.condition !== undefined,
    key: rule.key,
    lines: false,
  });
  return checked;
}

function checkWithBody(rule: Rule, body: RuleBody, place: BlockPlace, context: CheckContext): CheckedItem | undefined {
  const [source, second] = rule.sources;
  if (source === undefined) return undefined;
  if (second !== undefined)
    context.report({ code: "wrong-argument-count", wording: "plain", span: second.span, values: {} });
  return body.by === undefined
    ? checkNested(rule, body, source, place, context)
    : checkLines(rule, { ...body, by: body.by }, source, place, context);
}

/** A rule: its target, its value, and that the one fits the other. */
export function checkRule(rule: Rule, place: BlockPlace, context: CheckContext): CheckedItem | undefined {
  if (isRefused(rule, context)) return undefined;
  if (rule.body !== undefined) return checkWithBody(rule, rule.body, place, context);
  return checkPlain(rule, resolveTarget(rule.target, place, context), place, context);
}
