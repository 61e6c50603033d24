import type { CheckedBlock, CheckedItem, CheckedRule, EntitySymbol } from "../../program.ts";

/** A rule with where it writes. */
export interface PlacedRule {
  readonly rule: CheckedRule;
  /** From the whole record of the entity, through lists. */
  readonly path: readonly string[];
  /** Undefined in a set of rules whose record is none of an entity's. */
  readonly entity: EntitySymbol | undefined;
  /** It came by `include` and stands at another place, perhaps in another file. */
  readonly included: boolean;
}

/** The rules of items and of everything nested in them; those of included sets only with `throughIncludes`. */
export function* rulesOf(
  items: readonly CheckedItem[],
  entity: EntitySymbol | undefined,
  throughIncludes: boolean,
  path: readonly string[] = [],
  included = false,
): Generator<PlacedRule> {
  for (const item of items) {
    if (item.kind === "rule") yield { rule: item, path: [...path, ...item.target.path], entity, included };
    else if (item.kind !== "include")
      yield* rulesOf(item.block.items, entity, throughIncludes, [...path, ...(item.target?.path ?? [])], included);
    else if (throughIncludes) yield* rulesOf(item.rules.block.items, entity, true, path, true);
  }
}

/** A block with those nested in it, and those of included sets. */
export function* blocksOf(block: CheckedBlock): Generator<CheckedBlock> {
  yield block;
  for (const item of block.items) {
    if (item.kind === "rule") continue;
    yield* blocksOf(item.kind === "include" ? item.rules.block : item.block);
  }
}
