import { givenText } from "./given-text.ts";
import type { Input } from "./input.ts";

/** Words that stay small inside a name. */
const SMALL_WORDS: ReadonlySet<string> = new Set(
  "and da das de del della den der des di do dos du e el la las le les of the van von y zu zum zur".split(" "),
);

/** `$initials`: the first letters of a name's words, in capitals: "Ann-Marie van Lee" → "AML". */
export function initials(name: Input): string | undefined {
  const words = givenText(name, "$initials")?.split(/[\s-]+/) ?? [];
  const letters = words
    .filter((word) => !SMALL_WORDS.has(word))
    .map((word) => Array.from(word.replace(/^[^\p{Letter}\p{Number}]+/u, ""))[0] ?? "");
  return letters.join("").toLocaleUpperCase("en") || undefined;
}

/** `$titleCase`: capital first letters for text that is all large or all small: "ANN VAN DER LEE" → "Ann van der Lee". */
export function titleCase(text: Input): string | undefined {
  const given = givenText(text, "$titleCase");
  if (given === undefined) return undefined;
  const isMixed = given !== given.toLocaleUpperCase("en") && given !== given.toLocaleLowerCase("en");
  if (isMixed) return given;
  return given
    .toLocaleLowerCase("en")
    .split(/(\s+)/)
    .map((word, index) => (index > 0 && SMALL_WORDS.has(word) ? word : capitalized(word)))
    .join("");
}

function capitalized(word: string): string {
  return word.replace(
    /(^|[-'’(])(\p{Letter})/gu,
    (_all, before: string, letter: string) => before + letter.toLocaleUpperCase("en"),
  );
}
