/** What a reader tells apart by colour; undefined for blanks and characters that are no token. */
export type TokenClass = "keyword" | "name" | "string" | "number" | "comment" | "operator" | "regex" | "types";
/** One class for each offset of a text. */
export type Colours = (TokenClass | undefined)[];

export function paint(colours: Colours, start: number, end: number, tokenClass: TokenClass | undefined): void {
  colours.fill(tokenClass, start, end);
}

/** The lines with their offsets, without what ends them. */
export function linesOf(text: string): { readonly start: number; readonly line: string }[] {
  return [...text.matchAll(/([^\r\n]*)(?:\r\n|\r|\n|$)/g)].map((match) => ({
    start: match.index,
    line: match[1] ?? "",
  }));
}

/** The first place where two colourings differ, shown so that one sees why; undefined when they agree. */
export function firstDifference(text: string, expected: Colours, actual: Colours): string | undefined {
  for (let at = 0; at < text.length; at += 1) {
    if (/[\r\n]/.test(text.charAt(at)) || expected[at] === actual[at]) continue;
    const around = `${text.slice(Math.max(0, at - 60), at)}«${text.slice(at, at + 1)}»${text.slice(at + 1, at + 40)}`;
    return `${expected[at] ?? "nothing"} became ${actual[at] ?? "nothing"} at ${at} in ${JSON.stringify(around)}`;
  }
  return undefined;
}
