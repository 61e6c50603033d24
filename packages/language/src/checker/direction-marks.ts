import type { CheckContext } from "./check-context.ts";

/** By their code points; names as in the Unicode standard, section 23.2. */
const NAMES: Readonly<Record<string, string>> = {
  "200E": "left-to-right mark",
  "200F": "right-to-left mark",
  "202A": "left-to-right embedding",
  "202B": "right-to-left embedding",
  "202C": "pop directional formatting",
  "202D": "left-to-right override",
  "202E": "right-to-left override",
  "2066": "left-to-right isolate",
  "2067": "right-to-left isolate",
  "2068": "first strong isolate",
  "2069": "pop directional isolate",
};

const MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/** Marks that make a text look other than it is read, in code, texts and comments ("Trojan Source", CVE-2021-42574). */
export function checkDirectionMarks(context: CheckContext): void {
  for (const { 0: marks, index } of context.file.source.text.matchAll(MARKS)) {
    const names = new Set(
      Array.from(marks, (mark) => {
        const code = mark.charCodeAt(0).toString(16).toUpperCase();
        return `U+${code} ${NAMES[code] ?? ""}`;
      }),
    );
    const span = { start: index, end: index + marks.length };
    context.report({ code: "direction-mark", span, values: { marks: [...names].join(", ") } });
  }
}
