import { createToken, type IToken, Lexer, type TokenType } from "chevrotain";

const LETTERS = "A-Za-z_\\u0080-\\u009f\\u00a1-\\ufefe\\uff00-\\uffff";

/** Every word that can be a field's or a declaration's name, keywords included. */
export const NameToken = createToken({ name: "Name", pattern: Lexer.NA });
export const Identifier = createToken({
  name: "Identifier",
  categories: [NameToken],
  pattern: new RegExp(`[${LETTERS}][${LETTERS}0-9$]*`),
});

/** Every keyword. */
export const WORDS = [
  "xmap",
  "import",
  "from",
  "system",
  "entity",
  "map",
  "lookup",
  "rules",
  "binding",
  "policy",
  "flow",
  "test",
  "with",
  "key",
  "via",
  "else",
  "when",
  "once",
  "master",
  "each",
  "by",
  "include",
  "let",
  "require",
  "keep",
  "none",
  "many",
  "cache",
  "index",
  "every",
  "skip",
  "warn",
  "hold",
  "reject",
  "fail",
  "retry",
  "to",
  "for",
  "timeout",
  "rate",
  "per",
  "on",
  "parallel",
  "alert",
  "where",
  "change",
  "removal",
  "of",
  "at",
  "most",
  "webhook",
  "poll",
  "sweep",
  "read",
  "find",
  "sync",
  "call",
  "write",
  "notify",
  "offers",
  "and",
  "or",
  "in",
  "given",
  "answers",
  "expect",
  "was",
  "env",
  "secret",
  "true",
  "false",
  "null",
  "function",
  "\u03bb",
] as const;
export type Word = (typeof WORDS)[number];

/** On a line these end an expression; a field of such a name is written in backticks there. */
export const RESERVED: ReadonlySet<string> = new Set([
  "via",
  "else",
  "when",
  "once",
  "key",
  "master",
  "each",
  "by",
  "include",
  "let",
  "require",
  "from",
]);

const words: Partial<Record<Word, TokenType>> = {};
const VALUE_WORDS: ReadonlySet<Word> = new Set(["true", "false", "null"]);
for (const word of WORDS) {
  const categories = VALUE_WORDS.has(word) ? [] : [NameToken];
  words[word] = createToken({ name: `"${word}"`, pattern: word, longer_alt: Identifier, categories });
}
/** The token of a keyword. */
export function wordToken(word: Word): TokenType {
  const token = words[word];
  if (token === undefined) throw new TypeError(`No such word: ${word}`);
  return token;
}

export const BacktickName = createToken({
  name: "`name`",
  pattern: /`[^`\r\n]*`/,
  line_breaks: false,
  categories: [NameToken],
});
export const UnclosedBacktickName = createToken({
  name: "unclosed name",
  pattern: /`[^`\r\n]*/,
  line_breaks: false,
  categories: [NameToken],
});
export const Variable = createToken({ name: "Variable", pattern: new RegExp(`\\$[${LETTERS}0-9$]*`) });
export const Duration = createToken({ name: "Duration", pattern: /\d+[smhd](?![A-Za-z0-9_])/ });
export const NumberToken = createToken({
  name: "Number",
  pattern: /(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![A-Za-z0-9_])/,
});
/** `5min`, `007`: meant as a number or a duration, and neither. */
export const MalformedNumber = createToken({ name: "malformed number", pattern: /\d+(?:\.\d+)?\w*/ });
const STRING = /"(?:[^"\\\r\n]|\\[^\r\n])*"|'(?:[^'\\\r\n]|\\[^\r\n])*'/;
const OPEN_STRING = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/;
export const StringToken = createToken({ name: "Text", pattern: STRING, line_breaks: false });
export const LongString = createToken({
  name: "LongText",
  pattern: OPEN_STRING,
  line_breaks: true,
  categories: [StringToken],
});
export const UnclosedString = createToken({
  name: "unclosed string",
  pattern: /["'][^\r\n]*/,
  line_breaks: false,
  categories: [StringToken],
});

const OPERAND_TYPES: ReadonlySet<TokenType> = new Set([
  Identifier,
  BacktickName,
  UnclosedBacktickName,
  Variable,
  NumberToken,
  MalformedNumber,
  Duration,
  StringToken,
  LongString,
  UnclosedString,
]);
const OPERATOR_WORDS: ReadonlySet<string> = new Set(["and", "or", "in"]);

/** Whether an operand has ended after a token; `* % and or in` are operands and operators by turns. */
export function endsOperand(token: IToken, endedBefore: boolean): boolean {
  const { image, tokenType } = token;
  if (image === "*" || image === "%" || OPERATOR_WORDS.has(image)) return !endedBefore;
  if (image === ")" || image === "]" || image === "}" || image === "**") return true;
  return OPERAND_TYPES.has(tokenType) || Object.hasOwn(words, image) || tokenType.name === "regular expression";
}

/** The same for the last of the tokens so far. */
function operandHasEnded(matched: readonly IToken[]): boolean {
  let from = matched.length - 1;
  while (
    from > 0 &&
    (matched[from]?.image === "*" || matched[from]?.image === "%" || OPERATOR_WORDS.has(matched[from]?.image ?? ""))
  )
    from -= 1;
  let ended = false;
  for (const token of matched.slice(Math.max(0, from))) ended = endsOperand(token, ended);
  return ended;
}

/** Brackets nest in a regular expression as in JSONata's reader, and a slash inside them does not end it. */
function matchRegularExpression(text: string, offset: number, matched: readonly IToken[]): [string] | null {
  const after = text.charAt(offset + 1);
  if (after === "/" || after === "*" || operandHasEnded(matched)) return null;
  let depth = 0;
  for (let at = offset + 1; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === "\n" || letter === "\r") return null;
    if (letter === "\\") at += 1;
    else if (letter === "(" || letter === "[" || letter === "{") depth += 1;
    else if (letter === ")" || letter === "]" || letter === "}") depth -= 1;
    else if (letter === "/" && depth === 0) {
      let end = at + 1;
      while (text.charAt(end) === "i" || text.charAt(end) === "m") end += 1;
      return [text.slice(offset, end)];
    }
  }
  return null;
}
export const RegexToken = createToken({
  name: "regular expression",
  line_breaks: false,
  start_chars_hint: ["/"],
  pattern: matchRegularExpression,
});

const SIGNATURE = /<[-a-zA-Z?+:<>()]*>(?=\s*\{)/y;
/** A function's types, between its parameters and its body. */
export const Signature = createToken({
  name: "Signature",
  line_breaks: false,
  start_chars_hint: ["<"],
  pattern: (text: string, offset: number, matched: readonly IToken[]) => {
    if (matched.at(-1)?.image !== ")") return null;
    SIGNATURE.lastIndex = offset;
    return SIGNATURE.exec(text);
  },
});

const SYMBOLS = [
  "<->",
  "->",
  "<-",
  ":=",
  "~>",
  "!=",
  "<=",
  ">=",
  "..",
  "**",
  "??",
  "?:",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  ",",
  ";",
  ":",
  ".",
  "+",
  "-",
  "*",
  "/",
  "%",
  "&",
  "=",
  "<",
  ">",
  "?",
  "^",
  "@",
  "#",
  "|",
] as const;
export type SymbolText = (typeof SYMBOLS)[number];
const symbols: Partial<Record<SymbolText, TokenType>> = {};
for (const symbol of SYMBOLS) symbols[symbol] = createToken({ name: `"${symbol}"`, pattern: symbol });
export function symbolToken(symbol: SymbolText): TokenType {
  const token = symbols[symbol];
  if (token === undefined) throw new TypeError(`No such symbol: ${symbol}`);
  return token;
}

const Blank = createToken({
  name: "blank",
  pattern: /[ \t\r\n\v\f\u00a0\ufeff]+/,
  group: Lexer.SKIPPED,
  line_breaks: true,
});
const LineComment = createToken({ name: "comment", pattern: /\/\/[^\r\n]*/, group: "comments" });
const BlockComment = createToken({
  name: "comment",
  pattern: /\/\*[\s\S]*?\*\//,
  group: "comments",
  line_breaks: true,
});

/** Runs to the end of its line, so that what follows is read as it was meant. */
const UnclosedComment = createToken({ name: "unclosed comment", pattern: /\/\*[^\r\n]*/, group: "unclosedComments" });

/** Zero-width; put in by the layout where a statement ends. */
export const LineEnd = createToken({ name: "end of line", pattern: Lexer.NA });
/** Stands for a statement that has been reported and left out. */
export const Broken = createToken({ name: "broken statement", pattern: Lexer.NA });

/** What the statements inside a pair of braces are. */
export type BlockKind =
  | "options"
  | "entity"
  | "arms"
  | "lookup"
  | "rules"
  | "binding"
  | "policy"
  | "flow"
  | "steps"
  | "test"
  | "testArms";
const BLOCK_KINDS: readonly BlockKind[] = [
  "options",
  "entity",
  "arms",
  "lookup",
  "rules",
  "binding",
  "policy",
  "flow",
  "steps",
  "test",
  "testArms",
];

/** The brace before statements; the layout tells it from the one of an object. */
export const BlockOpen = createToken({ name: "{", pattern: Lexer.NA });
export const BlockClose = createToken({ name: "}", pattern: Lexer.NA });
const openers = new Map(
  BLOCK_KINDS.map((kind) => [
    kind,
    createToken({ name: `${kind} {`, label: "{", pattern: Lexer.NA, categories: [BlockOpen] }),
  ]),
);
/** The token of a brace that opens a block of a kind. */
export function blockOpener(kind: BlockKind): TokenType {
  return openers.get(kind) ?? BlockOpen;
}

const common = [
  Blank,
  LineComment,
  BlockComment,
  UnclosedComment,
  RegexToken,
  Signature,
  ...SYMBOLS.map(symbolToken),
  BacktickName,
  UnclosedBacktickName,
  Variable,
  Duration,
  NumberToken,
  MalformedNumber,
  ...[...WORDS].sort((a, b) => b.length - a.length).map(wordToken),
  Identifier,
];
export const ALL_TOKENS = [
  ...common,
  StringToken,
  LongString,
  UnclosedString,
  LineEnd,
  Broken,
  BlockOpen,
  BlockClose,
  ...openers.values(),
  NameToken,
];

const options = { positionTracking: "onlyOffset", ensureOptimizations: true } as const;
export const fileLexer = new Lexer([...common, StringToken, UnclosedString], options);
export const expressionLexer = new Lexer([...common, LongString, UnclosedString], options);
