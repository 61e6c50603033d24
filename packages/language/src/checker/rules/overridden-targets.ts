import type { Span } from "@xmap/diagnostics";
import type { CheckedItem, EntitySymbol } from "../../program.ts";
import type { CheckContext } from "../check-context.ts";

interface Written {
  readonly item: Exclude<CheckedItem, { kind: "include" }>;
  /** From the whole record, through lists. */
  readonly path: string;
  /** It came by `include` and stands at another place, perhaps in another file. */
  readonly included: boolean;
}

/** What items write, the outer ones first. */
function* writtenBy(items: readonly CheckedItem[], place: readonly string[], included: boolean): Generator<Written> {
  for (const item of items) {
    if (item.kind === "include") {
      yield* writtenBy(item.rules.block.items, place, true);
      continue;
    }
    const path = [...place, ...(item.target?.path ?? [])];
    if (item.target !== undefined) yield { item, path: path.join("."), included };
    if (item.kind !== "rule") yield* writtenBy(item.block.items, path, included);
  }
}

/** Not written as false or null for good. */
function canBeTrue({ item }: Written): boolean {
  const [expression] = item.kind === "rule" ? item.value.expressions : [];
  if (item.kind !== "rule" || item.value.via !== undefined || expression === undefined) return true;
  return expression.kind === "BooleanLiteral" ? expression.value : expression.kind !== "NullLiteral";
}

/** What the system replaces unless told otherwise is told otherwise. */
export function checkOverriddenTargets(
  items: readonly CheckedItem[],
  entity: EntitySymbol,
  place: Span,
  context: CheckContext,
): void {
  const flags = entity.system.description.resources[entity.resource]?.overriddenUnless ?? {};
  if (Object.keys(flags).length === 0) return;
  const written = [...writtenBy(items, [], false)];
  for (const [field, flag] of Object.entries(flags)) {
    const writing = written.find(({ path }) => path === field || path.startsWith(`${field}.`));
    if (writing === undefined || written.some((each) => each.path === flag && canBeTrue(each))) continue;
    const span = writing.included ? place : writing.item.declaration.target.span;
    const beside = writing.path.slice(0, writing.path.length - (writing.item.target?.path.join(".").length ?? 0));
    const local = flag.startsWith(beside) ? flag.slice(beside.length) : flag;
    const help = `add the rule \`true -> ${local}\``;
    context.report({ code: "overridden-target", span, values: { target: field, flag }, help });
  }
}
