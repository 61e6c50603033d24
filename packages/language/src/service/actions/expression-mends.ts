import { type Finding, type Mend, mend, textOf } from "./code-action.ts";

/** Code that a help writes out: "write `x ?? 0` or `y`". */
function writtenIn(help: string | undefined): readonly string[] {
  if (help === undefined || !help.startsWith("write `")) return [];
  return [...help.matchAll(/`([^`]+)`/g)].flatMap(([, code]) => code ?? []);
}

/** Puts the code that the help writes out in the place of what the finding points at. */
export function writtenMends(finding: Finding): readonly Mend[] {
  if (textOf(finding).includes("`")) return [];
  return writtenIn(finding.diagnostic.help).map((code) => mend(finding, `Write ${code}`, code));
}

/** Helps that name a function around the expression, or a position behind it. */
const REMEDIES: readonly { readonly help: string; readonly write: (text: string) => string }[] = [
  {
    help: "take one value with a position: `[0]`",
    write: (text) => (/^[\w$]+$/.test(text) ? `${text}[0]` : `(${text})[0]`),
  },
  { help: "say it as text with `$string(…)`", write: (text) => `$string(${text})` },
  { help: "read it as a number with `$number(…)`", write: (text) => `$number(${text})` },
  { help: "say what is true: `x = …` or `$boolean(x)`", write: (text) => `$boolean(${text})` },
  { help: "sum the list with `$sum([…])`", write: (text) => `$sum([${text}])` },
  { help: 'join the list with `$join(…, ", ")`', write: (text) => `$join(${text}, ", ")` },
  { help: "round it: `$round(…)`", write: (text) => `$round(${text})` },
  { help: "leave null out with a filter: `[$ != null]`", write: (text) => `${text}[$ != null]` },
  { help: "write `$$` for the whole record", write: () => "$$" },
];

/** Writes the expression as the help says. */
export function remedyMends(finding: Finding): readonly Mend[] {
  const remedy = REMEDIES.find(({ help }) => help === finding.diagnostic.help);
  if (remedy === undefined) return [];
  const code = remedy.write(textOf(finding));
  return [mend(finding, `Write ${code}`, code)];
}

/** A `let` that was written without its `$`. */
export function letMarkMends(finding: Finding): readonly Mend[] {
  if (finding.diagnostic.help?.includes("is a `let`") !== true) return [];
  return [mend(finding, `Write $${textOf(finding)}`, `$${textOf(finding)}`)];
}
