import type { Span } from "@xmap/diagnostics";
import type { XmapFile } from "@xmap/grammar";
import type { PictureMap } from "../model/mapping-picture.ts";
import { insertInto } from "./block-text.ts";
import { literalText, patternsText } from "./literal-text.ts";
import type { PictureIntent } from "./picture-intent.ts";
import { lineStart, type Splice, withLine } from "./text-splice.ts";

type ArmIntent = Extract<PictureIntent, { readonly map: string }>;

/** The changes of a table of values. */
export function planArms(file: XmapFile, map: PictureMap, intent: ArmIntent): readonly Splice[] | string {
  const { arms, direction } = map;
  if (intent.kind === "addArm") return planNewArm(file, map, armText(intent.patterns, direction, intent.answer));
  const arm = arms[intent.index];
  if (arm === undefined) return "The table has no such row any more.";
  if (intent.kind === "removeArm") return [{ ...armPlace(file, map, arm.span), newText: "" }];
  return [{ ...arm.span, newText: armText(intent.patterns, arm.direction, intent.answer) }];
}

function armText(patterns: string, direction: PictureMap["direction"], answer: string): string {
  const left = patternsText(patterns);
  const isOneWay = left === "else" || /^(?:skip|warn|hold|reject|fail|keep|none)\b/.test(answer.trim());
  const arrow = isOneWay && direction === "<->" ? "->" : direction;
  return `${left} ${arrow} ${literalText(answer)}`;
}

/** Before the arm for everything else, on a line or between commas as its neighbours are. */
function planNewArm(file: XmapFile, { arms, span }: PictureMap, text: string): readonly Splice[] {
  const last = arms.at(-1);
  const isLast = text.startsWith("else");
  const others = !isLast && last?.patterns === "" ? arms.slice(0, -1) : arms;
  const before = others.at(-1);
  const { text: source } = file.source;
  const isOnLine = lineStart(source, span.start) === lineStart(source, span.end - 1);
  if (!isOnLine) {
    if (before === undefined && last !== undefined) return [{ ...emptyAt(last.span.start), newText: `${text}\n` }];
    return [
      insertInto({ file, span, items: arms.map((arm) => ({ kind: "Arm", span: arm.span })) }, before?.span, text),
    ];
  }
  if (before !== undefined) return [{ ...emptyAt(before.span.end), newText: `, ${text}` }];
  return [{ ...emptyAt(span.start + 1), newText: last === undefined ? ` ${text} ` : ` ${text},` }];
}

function emptyAt(offset: number): Span {
  return { start: offset, end: offset };
}

/** An arm with its line, or with the comma that parts it from its neighbour. */
function armPlace(file: XmapFile, map: PictureMap, span: Span): Span {
  const whole = withLine(file, span);
  if (whole !== span) return whole;
  const { text } = file.source;
  const behind = /^\s*,[ \t]*/.exec(text.slice(span.end, map.span.end))?.[0] ?? "";
  if (behind !== "") return { start: span.start, end: span.end + behind.length };
  const before = /,\s*$/.exec(text.slice(map.span.start, span.start))?.[0] ?? "";
  return { start: span.start - before.length, end: span.end };
}
