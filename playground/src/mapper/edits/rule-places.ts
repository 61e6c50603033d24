import { namesBelow, pathsAbove } from "../model/field-path.ts";
import type { MappingPicture, PictureLine, PictureSides, Side, TreeField } from "../model/mapping-picture.ts";
import { pathText } from "./path-text.ts";
import type { FieldPlace } from "./picture-intent.ts";

/** Rules that share the records on both sides: those of the mapping itself, or of a rule's braces. */
export interface BlockSides {
  /** Id of the line; undefined for the mapping itself. */
  readonly id: string | undefined;
  readonly left: string;
  readonly right: string;
}

/** The blocks of a picture into which rules can be written, the outermost first. */
export function blocksOf(lines: readonly PictureLine[]): readonly BlockSides[] {
  const blocks: BlockSides[] = [{ id: undefined, left: "", right: "" }];
  for (const { id, kind, included, context, target, sourceSide } of lines) {
    if (kind === "rule" || included !== undefined || context === undefined) continue;
    blocks.push(sourceSide === "left" ? { id, left: context, right: target } : { id, left: target, right: context });
  }
  return blocks;
}

/** Rows by their paths. */
export function rowsByPath(fields: readonly TreeField[]): ReadonlyMap<string, TreeField> {
  return new Map(fields.map((field) => [field.path, field]));
}

/** Whether a list of records stands between a block's record and a field. */
function crossesList(path: string, above: string, rows: ReadonlyMap<string, TreeField>): boolean {
  return pathsAbove(path).some((one) => {
    const row = rows.get(one);
    return row?.kind === "list" && row.hasFields && one !== above && namesBelow(one, above) !== undefined;
  });
}

/** How a target is written in a block; undefined when it lies elsewhere, or in the lines of a list. */
export function targetIn(path: string, block: string, rows: ReadonlyMap<string, TreeField>): string | undefined {
  const names = namesBelow(path, block);
  return names === undefined || crossesList(path, block, rows) ? undefined : pathText(names);
}

/** How a source is written in a block: from the block's own record, else from the whole one. */
export function sourceIn(path: string, block: string): string {
  const names = namesBelow(path, block);
  return names === undefined ? pathText(namesBelow(path, "") ?? [], "$$") : pathText(names);
}

/** Where a rule between two fields can stand: its block and how both are written there. */
export interface RulePlace {
  readonly block: string | undefined;
  readonly source: string;
  readonly target: string;
}

/**
 * The best block for a rule: the wanted one, else the innermost that holds both fields, else one that holds the target
 * and reads the source from the whole record. Undefined when the target lies in a list that no block writes yet.
 */
export function placeOfRule(
  { lines }: MappingPicture,
  sides: PictureSides,
  from: FieldPlace,
  to: FieldPlace,
  wanted: string | undefined,
): RulePlace | undefined {
  const rows = rowsByPath(sides[to.side].fields);
  const possible = blocksOf(lines).flatMap((block) => {
    const target = targetIn(to.path, block[to.side], rows);
    if (target === undefined || (target === "$" && block.id !== undefined)) return [];
    const isInside = namesBelow(from.path, block[from.side]) !== undefined;
    const source = sourceIn(from.path, block[from.side]);
    const depth = block[to.side].length + block[from.side].length;
    const rank = (block.id !== undefined && block.id === wanted ? 2 : 0) + (isInside ? 1 : 0);
    return [{ block: block.id, source, target, rank: rank * 100_000 + depth }];
  });
  return possible.toSorted((one, other) => other.rank - one.rank)[0];
}

/** A rule with braces that reaches a target in a list: what the list's lines are made of, and what identifies them. */
export interface ListRule {
  readonly list: FieldPlace;
  readonly lines: FieldPlace;
  readonly by: string;
}

/** The list around a target that no block writes yet, with the list around the source, or the record that holds it. */
export function listRuleFor(sides: PictureSides, from: FieldPlace, to: FieldPlace): ListRule | undefined {
  const list = outermostList(to.path, sides[to.side]);
  if (list === undefined) return undefined;
  const lines = outermostList(from.path, sides[from.side]) ?? pathsAbove(from.path)[0] ?? "";
  return {
    list: { side: to.side, path: list },
    lines: { side: from.side, path: lines },
    by: identityOf(lines, sides[from.side].fields),
  };
}

function outermostList(path: string, { fields }: PictureSides[Side]): string | undefined {
  const rows = rowsByPath(fields);
  return [path, ...pathsAbove(path)].findLast((one) => {
    const row = rows.get(one);
    return row?.kind === "list" && row.hasFields;
  });
}

/** The field that likely identifies the items of a list: `id`, else the first one. */
function identityOf(path: string, fields: readonly TreeField[]): string {
  const own = fields.flatMap((field) => {
    const names = field.kind === "value" && field.path !== path ? namesBelow(field.path, path) : undefined;
    return names?.length === 1 ? names : [];
  });
  return pathText([own.find((name) => name === "id") ?? own[0] ?? "id"]);
}
