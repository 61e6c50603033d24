import type { Span } from "@xmap/diagnostics";
import type { Direction, XmapFile } from "@xmap/grammar";
import type { MappingPicture, PictureSides } from "../model/mapping-picture.ts";
import type { MappingDeclaration } from "../model/mapping-sources.ts";
import { type BlockText, insertInto } from "./block-text.ts";
import type { FieldPlace } from "./picture-intent.ts";
import { listRuleFor, placeOfRule, rowsByPath, sourceIn, targetIn } from "./rule-places.ts";
import type { Splice } from "./text-splice.ts";

type Item = MappingDeclaration["items"][number];

/** A block whose statements are those of a mapping. */
interface StatementBlock extends BlockText {
  readonly items: readonly Item[];
}

/** The statements of the mapping, or of a rule's braces, with the place of the closing brace. */
export function blockText(
  file: XmapFile,
  declaration: MappingDeclaration,
  items: ReadonlyMap<string, Item>,
  block: string | undefined,
): StatementBlock | undefined {
  if (block === undefined) return { file, span: declaration.span, items: declaration.items };
  const rule = items.get(block);
  return rule?.kind === "Rule" && rule.body !== undefined ? { file, ...rule.body } : undefined;
}

/** New rules stand behind the last one that has no braces, where the arrows stand in a column. */
export function lastRule(items: readonly Item[]): Span | undefined {
  return items.findLast((item) => item.kind === "Rule" && item.body === undefined)?.span;
}

/** The text of a rule from one field to another, and the block in which it stands. */
export interface NewRule {
  readonly block: string | undefined;
  readonly text: string;
}

/** Writes a rule between two fields; where a list is written for the first time, with the braces around it. */
export function newRule(
  picture: MappingPicture,
  sides: PictureSides,
  from: FieldPlace,
  to: FieldPlace,
  wanted: string | undefined,
): NewRule | string {
  if (from.side === to.side) return "A rule goes from one record to the other.";
  if (to.path === "") return "A rule writes a field: choose one below the record.";
  const direction = directionOf(picture, from);
  if (direction === undefined) return "This mapping goes from left to right only.";
  const row = rowsByPath(sides[to.side].fields).get(to.path);
  const sourceRow = rowsByPath(sides[from.side].fields).get(from.path);
  if (row === undefined) return "There is no such field.";
  const place = placeOfRule(picture, sides, from, to, wanted);
  const list = listRuleFor(sides, from, to);
  const isList = row.kind === "list" && row.hasFields;
  if (place !== undefined && !isList) {
    const isRecord = row.hasFields && sourceRow?.hasFields === true && sourceRow.kind === "record";
    const text = ruleText(place.source, direction, place.target);
    return { block: place.block, text: isRecord ? `${text} {\n}` : text };
  }
  if (list === undefined) return `${row.name} cannot be written from here.`;
  const outer = placeOfRule(picture, sides, list.lines, list.list, wanted);
  if (outer === undefined) return `${row.name} stands in lines that no rule writes yet: connect their list first.`;
  const inner = targetIn(to.path, list.list.path, rowsByPath(sides[to.side].fields));
  if (!isList && inner === undefined)
    return `${row.name} stands in a list inside of a list: connect the inner list first.`;
  const rule = isList ? "" : `  ${ruleText(sourceIn(from.path, list.lines.path), direction, inner ?? "$")}\n`;
  const left = direction === "<-" ? outer.target : outer.source;
  const right = direction === "<-" ? outer.source : outer.target;
  return { block: outer.block, text: `${left} ${direction} ${right} each by ${list.by} {\n${rule}}` };
}

function directionOf({ direction }: MappingPicture, { side }: FieldPlace): Direction | undefined {
  if (direction === "<->") return side === "left" ? "<->" : "<-";
  return side === (direction === "<-" ? "right" : "left") ? direction : undefined;
}

function ruleText(source: string, direction: Direction, target: string): string {
  return direction === "<-" ? `${target} <- ${source}` : `${source} ${direction} ${target}`;
}

/** Puts a statement into a block: a rule to the other rules, the rest where its kind stands. */
export function planStatement(block: StatementBlock, text: string): readonly Splice[] {
  const { items } = block;
  const word = /^(let|require|include|master)\b/.exec(text)?.[1];
  const kinds: Readonly<Record<string, Item["kind"]>> = {
    let: "LetItem",
    require: "Guard",
    include: "IncludeItem",
    master: "MasterClause",
  };
  const kind = word === undefined ? undefined : kinds[word];
  if (kind === undefined || kind === "IncludeItem") {
    return [insertInto(block, kind === undefined ? lastRule(items) : items.at(-1)?.span, text)];
  }
  const after =
    items.findLast((item) => item.kind === kind) ??
    items.findLast((item) => item.kind !== "Rule" && item.kind !== "IncludeItem");
  const [first] = items;
  if (after !== undefined || first === undefined) return [insertInto(block, after?.span, text)];
  return [{ start: first.span.start, end: first.span.start, newText: `${text}\n\n` }];
}
