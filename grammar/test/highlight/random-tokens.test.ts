import fc from "fast-check";
import { expect, it } from "vitest";
import { monarchGrammar } from "../../src/highlight/monarch.ts";
import { textMateGrammar } from "../../src/highlight/text-mate.ts";
import { ALL_TOKENS, fileLexer } from "../../src/parser/tokens.ts";
import { WORDS } from "../../src/parser/words.ts";
import { coloursByLexer } from "./lexer-colours.ts";
import { MonarchColours } from "./monarch-colours.ts";
import { TextMateColours } from "./text-mate-colours.ts";
import { type Colours, firstDifference } from "./token-class.ts";

const textMate = new TextMateColours(textMateGrammar());
const monarch = new MonarchColours(monarchGrammar());

const symbols = ALL_TOKENS.flatMap(({ PATTERN }) =>
  typeof PATTERN === "string" && !(WORDS as readonly string[]).includes(PATTERN) ? [PATTERN] : [],
);
const values = [
  "name",
  "_x9$",
  "Straße",
  "\u{1f600}x",
  "inner",
  "`a name`",
  "``",
  "`open",
  "$",
  "$$",
  "$sum",
  "$sum(1)",
];
const numbers = ["0", "12.5e-3", "30s", "5min", "007", "1_000", "2d"];
const texts = ['"text"', "'text'", '"a\\"b\\u00e9\\q {x} {{"', "''", '"open', "'open\\"];
const templates = [
  "skip \"order {number} {{x}} {a & '}'}\"",
  "hold '{ {\"a\": b}.a / 2 }'",
  'reject "{`{`} \\" {"',
  'notify alerts.sales "{$sum(lines.(a * b)) / 2}"',
  "notify $.`a b`.when  'total {a / b / c}'",
  'notify when "{a ~> /x[{]}]/i}"',
  'fail "{a and / b/} { {} / 2 } {$f(x)<s:n>{}}"',
];
const expressions = [
  "/re/i",
  "/a(b/[)]c)]\\//",
  "/[/",
  "a / b / c",
  "(1) / 2",
  "%/re/",
  "* / 2",
  "and / b /",
  "[a in /b/]",
  "x.in / 2",
];
const others = [
  "function($a)<s-:n> { $a }",
  "\u03bb($x){1}",
  "import { A }",
  "entity Customer = x",
  "map in",
  "x. key",
  "a...and",
];
const comments = ['// a comment / "\n', "/* a */", "/** a\n * b */", "/**/", "/***/", "/* ** /*/"];
const blanks = ["", " ", "\t", "\u00a0", "\n", "\r\n", "\ufeff"];

const piece = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.constantFrom(...symbols),
  fc.constantFrom(...values, ...numbers, ...texts),
  fc.constantFrom(...templates, ...expressions, ...others, ...comments),
);
const sequence = fc
  .array(fc.tuple(piece, fc.constantFrom(...blanks)), { minLength: 1, maxLength: 14 })
  .map((parts) => parts.flat().join(""))
  .filter(isKnownToHighlighters);

/** Highlighters cannot look past a line, nor tell what is meant by comments and characters that are mistakes. */
function isKnownToHighlighters(text: string): boolean {
  const { unclosedComments = [], unknownCharacters = [] } = fileLexer.tokenize(text).groups;
  const hasMistake = unclosedComments.length + unknownCharacters.length > 0;
  return !hasMistake && !/>[ \t\u00a0\ufeff]*[\r\n]\s*\{/.test(text);
}

function disagreement(colour: (text: string) => Colours): (text: string) => void {
  return (text) => {
    expect(firstDifference(text, coloursByLexer(text), colour(text))).toBeUndefined();
  };
}

it("the TextMate grammar colours 500 random sequences of tokens as the lexer reads them", () => {
  fc.assert(
    fc.property(
      sequence,
      disagreement((text) => textMate.of(text)),
    ),
    { numRuns: 500, seed: 1 },
  );
});

it("the Monarch grammar colours 500 random sequences of tokens as the lexer reads them", () => {
  fc.assert(
    fc.property(
      sequence,
      disagreement((text) => monarch.of(text)),
    ),
    { numRuns: 500, seed: 2 },
  );
});
