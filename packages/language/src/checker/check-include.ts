import type { IncludeItem } from "@xmap/grammar";
import { areComparable } from "../expressions/infer-comparison.ts";
import { reportUnknown } from "../expressions/unknown-value.ts";
import type { CheckedInclude, RulesSymbol } from "../program.ts";
import { itemOf } from "../types/classify.ts";
import type { RecordType, Type, ValueType } from "../types/type.ts";
import { typeToText } from "../types/type-to-text.ts";
import type { BlockPlace } from "./block-place.ts";
import type { CheckContext } from "./check-context.ts";
import { resolveName } from "./resolve-name.ts";
import type { WrittenTarget } from "./written-target.ts";

function isAlike(given: Type | undefined, wanted: Type): boolean {
  if (given === undefined) return false;
  if (given.kind === "record" && wanted.kind === "record") return true;
  if (given.kind === "list" && wanted.kind === "list") return isAlike(itemOf(given), itemOf(wanted));
  return areComparable(given, wanted);
}

/** The included rules read fields that the source has. */
function checkSource(item: IncludeItem, rules: RulesSymbol, source: ValueType, context: CheckContext): void {
  const span = item.from?.span ?? item.rules.span;
  const record = source.type;
  if (record.kind === "unknown") {
    if (item.from !== undefined) reportUnknown(item.from, source, `what \`${rules.name}\` reads`, "other", context);
    return;
  }
  if (record.kind !== "record") {
    const values = { wanted: `One record like ${rules.block.context.type.name}`, found: typeToText(source) };
    context.report({ code: "type-mismatch", span, values });
    return;
  }
  const reads = context.reads.get(record) ?? new Map<string, Type>();
  for (const [field, type] of context.reads.get(rules.block.context.type) ?? []) {
    if (isAlike(record.fields.get(field)?.value.type, type)) {
      reads.set(field, type);
      continue;
    }
    const values = { rules: rules.name, field, record: record.name };
    context.report({ code: "type-mismatch", wording: "include", span, values });
  }
  context.reads.set(record, reads);
}

function targetIn(record: RecordType, path: readonly string[]): boolean {
  const [name] = path;
  return name !== undefined && record.fields.has(name);
}

/** Lays a set of rules into a block. */
export function checkInclude(item: IncludeItem, place: BlockPlace, context: CheckContext): CheckedInclude | undefined {
  const source = item.from === undefined ? place.scope.context : context.infer(item.from, place.scope);
  const rules = resolveName(context, item.rules, ["rules"]);
  if (rules === undefined) return undefined;
  context.project.pendingRules.get(rules)?.();
  const targets = context.project.ruleTargets.get(rules);
  if (targets === undefined) {
    context.report({ code: "include-cycle", span: item.rules.span, values: { rules: rules.name } });
    return undefined;
  }
  checkSource(item, rules, source, context);
  const foreign = targets.find((target) => !targetIn(place.target, target.path));
  if (rules.to !== place.target && foreign !== undefined) {
    const values = { record: place.target.name, name: foreign.path.join(".") };
    context.report({ code: "unknown-target", span: item.rules.span, values });
  }
  const piece = { of: item, depth: 1 };
  const included = targets.map(
    (target): WrittenTarget => ({ ...target, span: item.rules.span, file: context.path, piece }),
  );
  place.written.push(...included);
  return { kind: "include", rules, source: item.from };
}
