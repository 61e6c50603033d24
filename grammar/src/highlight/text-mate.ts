import { toOniguruma } from "./oniguruma.ts";
import {
  CONTROL_WORDS,
  DECLARING_WORDS,
  FUNCTION_WORDS,
  OPERATOR_WORDS,
  OUTCOME_WORDS,
  PATTERNS,
  VALUE_WORDS,
  wordPattern,
} from "./token-patterns.ts";

interface Capture {
  readonly name?: string;
  readonly patterns?: readonly TextMateRule[];
}
type Captures = Readonly<Record<string, Capture>>;

/** The rules of which the grammar consists. */
export type TextMateRule =
  | { readonly include: string }
  | { readonly name?: string; readonly match: string; readonly captures?: Captures }
  | {
      readonly name?: string;
      readonly begin: string;
      readonly beginCaptures?: Captures;
      readonly end: string;
      readonly endCaptures?: Captures;
      readonly patterns?: readonly TextMateRule[];
    };

/** A TextMate grammar as Visual Studio Code, GitHub and Shiki read it. */
export interface TextMateGrammar {
  readonly $schema: string;
  readonly name: string;
  readonly scopeName: string;
  readonly fileTypes: readonly string[];
  readonly patterns: readonly TextMateRule[];
  readonly repository: Readonly<Record<string, { readonly patterns: readonly TextMateRule[] }>>;
}

const scope = (name: string): string => `${name}.xmap`;
const named = (name: string): Capture => ({ name: scope(name) });
const include = (name: string): TextMateRule => ({ include: `#${name}` });

function plain(name: string, pattern: string): TextMateRule {
  return { name: scope(name), match: toOniguruma(pattern) };
}

const operatorWords = wordPattern(OPERATOR_WORDS);

/** Begins with an operand and lasts to the next token, so that a slash there is a division and no regular expression. */
function operandWith(begin: string, beginCaptures: Captures, otherEnds = ""): TextMateRule {
  const ends = [
    `(${PATTERNS.operatorAfterOperand})`,
    `(${operatorWords})`,
    otherEnds,
    `(?=${PATTERNS.tokenAfterOperand})`,
  ];
  return {
    begin: toOniguruma(begin),
    beginCaptures,
    end: toOniguruma(ends.filter((end) => end !== "").join("|")),
    endCaptures: {
      1: named("keyword.operator"),
      2: named("keyword.operator.word"),
      3: named("storage.type.signature"),
    },
    patterns: [include("comments")],
  };
}

function operand(name: string, pattern: string): TextMateRule {
  return operandWith(pattern, { 0: named(name) });
}

const closingParenthesis = operandWith("\\)", { 0: named("keyword.operator") }, `(${PATTERNS.signature})`);

interface Quotes {
  readonly scope: string;
  readonly text: string;
  readonly hole: string;
}
const QUOTES: readonly Quotes[] = [
  { scope: "string.quoted.double", text: PATTERNS.doubleQuoted, hole: PATTERNS.doubleQuotedHole },
  { scope: "string.quoted.single", text: PATTERNS.singleQuoted, hole: PATTERNS.singleQuotedHole },
];

function text(quotes: Quotes): TextMateRule {
  return operandWith(quotes.text, { 0: { name: scope(quotes.scope), patterns: [include("escapes")] } });
}

/** A text after an outcome or after `notify` and its path; the parts of a capture cannot leave it. */
function template(quotes: Quotes): TextMateRule[] {
  const inner = quotes.hole.slice("\\{".length, -"\\}".length);
  const hole: TextMateRule = {
    name: scope("meta.embedded"),
    match: toOniguruma(`(\\{)(${inner})(\\})`),
    captures: {
      1: named("punctuation.section.embedded.begin"),
      2: { patterns: [include("expression")] },
      3: named("punctuation.section.embedded.end"),
    },
  };
  const filled: Capture = {
    name: scope(`${quotes.scope}.template`),
    patterns: [include("escapes"), plain("constant.character.escape", "\\{\\{"), hole],
  };
  const outcome = `(${wordPattern(OUTCOME_WORDS)})(?:${PATTERNS.blank})?(${quotes.text})`;
  const notify = `(${wordPattern(["notify"])})((?:${PATTERNS.blank})${PATTERNS.path})(?:${PATTERNS.blank})?(${quotes.text})`;
  return [
    operandWith(outcome, { 1: named("keyword.control"), 2: filled }),
    operandWith(notify, { 1: named("keyword.control"), 2: { patterns: [include("expression")] }, 3: filled }),
  ];
}

const declaration: TextMateRule = operandWith(
  `(${wordPattern(DECLARING_WORDS)})(?:${PATTERNS.blank})(${PATTERNS.declaredName})`,
  { 1: named("keyword.declaration"), 2: named("entity.name.type") },
);
const member: TextMateRule = operandWith(`(\\.)(?:${PATTERNS.blank})?(${PATTERNS.memberName})`, {
  1: named("keyword.operator"),
  2: named("variable.other.member"),
});

const comments: readonly TextMateRule[] = [
  plain("comment.line.double-slash", PATTERNS.lineComment),
  { name: scope("comment.block.documentation"), begin: "/\\*\\*(?!/)", end: "\\*/" },
  { name: scope("comment.block"), begin: "/\\*", end: "\\*/" },
];

/** In the lexer's order. */
const expression: readonly TextMateRule[] = [
  include("comments"),
  operand("string.regexp", PATTERNS.regularExpression),
  member,
  closingParenthesis,
  operand("keyword.operator", PATTERNS.operandSymbol),
  plain("keyword.operator", PATTERNS.symbol),
  operand("variable.other.backtick", PATTERNS.backtickName),
  operand("support.function", `${PATTERNS.variable}(?=\\()`),
  operand("variable.language", PATTERNS.variable),
  operand("constant.numeric.duration", PATTERNS.duration),
  operand("constant.numeric", PATTERNS.number),
  operand("constant.numeric.malformed", PATTERNS.malformedNumber),
  ...QUOTES.flatMap(template),
  ...QUOTES.map(text),
  operand("string.unclosed", PATTERNS.unclosedText),
  declaration,
  operand("keyword.operator.word", operatorWords),
  operand("constant.language", wordPattern(VALUE_WORDS)),
  operand("storage.type.function", wordPattern(FUNCTION_WORDS)),
  operand("keyword.declaration", wordPattern(DECLARING_WORDS)),
  operand("keyword.control", wordPattern(CONTROL_WORDS)),
  operand("variable.other", PATTERNS.name),
];

/** The TextMate grammar of the language, made from the lexer's tokens. */
export function textMateGrammar(): TextMateGrammar {
  return {
    $schema: "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
    name: "xmap",
    scopeName: "source.xmap",
    fileTypes: ["xmap"],
    patterns: [include("expression")],
    repository: {
      expression: { patterns: expression },
      comments: { patterns: comments },
      escapes: {
        patterns: [
          plain("constant.character.escape", PATTERNS.escape),
          plain("invalid.illegal.escape", PATTERNS.unknownEscape),
        ],
      },
    },
  };
}
