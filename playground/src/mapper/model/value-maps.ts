import type { Arm, XmapFile } from "@xmap/grammar";
import type { MapArm, PictureMap } from "./mapping-picture.ts";
import { textAt } from "./source-cut.ts";

/** Where the braces of arms begin: they are the last block of a map's declaration. */
function braceBefore(text: string, end: number, arms: readonly Arm[], start: number): number {
  const [first] = arms;
  const brace = text.lastIndexOf("{", first === undefined ? end - 1 : first.span.start - 1);
  return brace < start ? start : brace;
}

function tableArm(text: string, { patterns, direction, answer, span }: Arm): MapArm {
  const first = patterns[0];
  const last = patterns.at(-1);
  const written = first === undefined || last === undefined ? "" : text.slice(first.span.start, last.span.end);
  return { patterns: written, direction, answer: textAt(text, answer.span), span };
}

/** Arms as a table; `span` is what holds them: a declaration, or the braces in place. */
export function valueMap(
  key: string,
  name: string | undefined,
  { source }: XmapFile,
  arms: readonly Arm[],
  span: { readonly start: number; readonly end: number },
  direction: PictureMap["direction"],
): PictureMap {
  const { text, path } = source;
  const start = braceBefore(text, span.end, arms, span.start);
  return {
    key,
    name,
    file: path,
    direction,
    arms: arms.map((arm) => tableArm(text, arm)),
    span: { start, end: span.end },
  };
}
