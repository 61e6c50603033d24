import type { XmapFile } from "@xmap/grammar";
import type { MappingPicture, PictureLine, PictureSides } from "../model/mapping-picture.ts";
import type { Declared, MappingDeclaration } from "../model/mapping-sources.ts";
import { wholeLines } from "./block-text.ts";
import type { PictureIntent } from "./picture-intent.ts";
import { planArms } from "./plan-arms.ts";
import { blockText, newRule, planStatement } from "./plan-new-rule.ts";
import { planDirection, planModifier } from "./plan-rule.ts";
import { blocksOf, rowsByPath, sourceIn, targetIn } from "./rule-places.ts";
import { type EditPlan, type Splice, withLine } from "./text-splice.ts";

type Item = MappingDeclaration["items"][number];

/** What an edit starts from. */
export interface PictureState {
  readonly mapping: Declared<MappingDeclaration>;
  readonly picture: MappingPicture;
  readonly sides: PictureSides;
  readonly items: ReadonlyMap<string, Item>;
  readonly fileOf: (path: string) => XmapFile | undefined;
}

const GONE = "That part of the picture is not there any more.";

/** The changes of the text that an intent stands for; a sentence says why there are none. */
export function planIntent(state: PictureState, intent: PictureIntent): EditPlan | string {
  const { file, declaration } = state.mapping;
  const done = (splices: readonly Splice[] | string, statement = declaration.span): EditPlan | string =>
    typeof splices === "string" ? splices : { file, splices, statement };
  switch (intent.kind) {
    case "addRule": {
      const rule = newRule(state.picture, state.sides, intent.from, intent.to, intent.block);
      if (typeof rule === "string") return rule;
      return planInto(state, rule.block, rule.text);
    }
    case "addItem":
      return planInto(state, intent.block, intent.text.trim());
    case "addArm":
    case "setArm":
    case "removeArm": {
      const map = state.picture.maps.find(({ key }) => key === intent.map);
      const holder = map === undefined ? undefined : state.fileOf(map.file);
      if (map === undefined || holder === undefined) return GONE;
      const splices = planArms(holder, map, intent);
      const arm = intent.kind === "addArm" ? undefined : map.arms[intent.index];
      return typeof splices === "string" ? splices : { file: holder, splices, statement: arm?.span ?? map.span };
    }
    case "removeItem": {
      const item = state.items.get(intent.item);
      return item === undefined ? GONE : done([{ ...withLine(file, item.span), newText: "" }], item.span);
    }
    case "setText": {
      const item = state.items.get(intent.item);
      return item === undefined ? GONE : done([{ ...item.span, newText: intent.text.trim() }], item.span);
    }
    case "moveItem":
      return done(planMove(state, intent.item, intent.by));
    default: {
      const rule = state.items.get(intent.line);
      const line = state.picture.lines.find(({ id }) => id === intent.line);
      if (rule?.kind !== "Rule" || line === undefined) return GONE;
      if (intent.kind === "setTarget" || intent.kind === "setSource")
        return done(planEnd(state, rule, line, intent), rule.span);
      if (intent.kind === "setSourceText")
        return done([{ ...line.sourceSpan, newText: intent.text.trim() }], rule.span);
      if (intent.kind === "setDirection") return done(planDirection(file, rule, intent.direction), rule.span);
      return done(planModifier(file, rule, intent), rule.span);
    }
  }
}

function planInto(state: PictureState, block: string | undefined, text: string): EditPlan | string {
  const { file, declaration } = state.mapping;
  const into = blockText(file, declaration, state.items, block);
  if (into === undefined) return GONE;
  return { file, splices: planStatement(into, text), statement: declaration.span };
}

/** Another field at one end of a line. */
function planEnd(
  { picture, sides }: PictureState,
  rule: Extract<Item, { readonly kind: "Rule" }>,
  line: PictureLine,
  { kind, path }: { readonly kind: "setTarget" | "setSource"; readonly path: string },
): readonly Splice[] | string {
  const block = blocksOf(picture.lines).find(({ id }) => id === line.block);
  if (block === undefined) return GONE;
  if (kind === "setSource") return [{ ...line.sourceSpan, newText: sourceIn(path, block[line.sourceSide]) }];
  const side = line.sourceSide === "left" ? "right" : "left";
  if (path === "") return "A rule writes a field: choose one below the record.";
  const written = targetIn(path, block[side], rowsByPath(sides[side].fields));
  if (written === undefined || written === "$") {
    return `${path} is not written in the same place as ${line.target}: make a rule for it instead.`;
  }
  return [{ ...rule.target.span, newText: written }];
}

/** Lets a statement and its neighbour change places, each with its comments. */
function planMove(state: PictureState, id: string, by: -1 | 1): readonly Splice[] | string {
  const { file, declaration } = state.mapping;
  const item = state.items.get(id);
  if (item === undefined) return GONE;
  const blocks = [
    declaration.items,
    ...[...state.items.values()].flatMap((one) =>
      one.kind === "Rule" && one.body !== undefined ? [one.body.items] : [],
    ),
  ];
  const items: readonly Item[] = blocks.find((some: readonly Item[]) => some.includes(item)) ?? [];
  const other = items[items.indexOf(item) + by];
  if (other === undefined) return by < 0 ? "It stands first already." : "It stands last already.";
  const own = wholeLines(file, item.span);
  const others = wholeLines(file, other.span);
  if (own === undefined || others === undefined) return "It shares its line with something else: move it in the text.";
  const { text } = file.source;
  return [
    { ...own, newText: text.slice(others.start, others.end) },
    { ...others, newText: text.slice(own.start, own.end) },
  ];
}
