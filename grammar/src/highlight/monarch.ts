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

/** What is done with a match: the class it gets, and the state that comes on top of the current one or in its place. */
export interface MonarchAction {
  readonly token: string;
  readonly next?: string;
  readonly switchTo?: string;
}
type SimpleAction = string | MonarchAction;
/** A list has one action for each group of the pattern. */
export type MonarchRule = { readonly include: string } | readonly [string, SimpleAction | readonly SimpleAction[]];

/** A Monarch grammar as plain data, patterns as text; Monaco takes it with `setMonarchTokensProvider`. */
export interface MonarchGrammar {
  readonly defaultToken: string;
  readonly tokenPostfix: string;
  readonly tokenizer: Readonly<Record<string, readonly MonarchRule[]>>;
}

/** The states of one kind of place where expressions stand. */
interface Place {
  /** An operand is expected: a slash begins a regular expression. */
  readonly expecting: string;
  /** An operand has ended: a slash is a division. */
  readonly after: string;
  /** A `)` has come, which types may follow. */
  readonly afterParenthesis: string;
  readonly regularExpression: string;
}
const OUTSIDE: Place = {
  expecting: "root",
  after: "afterOperand",
  afterParenthesis: "afterParenthesis",
  regularExpression: PATTERNS.regularExpression,
};
const IN_HOLE: Place = {
  expecting: "hole",
  after: "holeAfterOperand",
  afterParenthesis: "holeAfterParenthesis",
  regularExpression: PATTERNS.regularExpressionInHole,
};

const include = (state: string): MonarchRule => ({ include: `@${state}` });
const switching = (token: string, state: string): MonarchAction => ({ token, switchTo: `@${state}` });

/** A group that always takes part in the match, as Monarch asks for. */
const blank = `(${PATTERNS.blank.replace(/\+$/, "*")})`;

/** In the lexer's order, except for what depends on the token before. */
function tokens({ expecting, after, afterParenthesis }: Place): MonarchRule[] {
  const operand = (pattern: string, token: string): MonarchRule => [pattern, switching(token, after)];
  return [
    [`(\\.)${blank}(${PATTERNS.memberName})`, ["operator", "white", switching("identifier.member", after)]],
    ["\\)", switching("operator", afterParenthesis)],
    operand("\\*\\*|\\]|\\}", "operator"),
    [PATTERNS.symbol, switching("operator", expecting)],
    operand(PATTERNS.backtickName, "identifier.backtick"),
    operand(`${PATTERNS.variable}(?=\\()`, "identifier.function"),
    operand(PATTERNS.variable, "identifier.variable"),
    operand(PATTERNS.duration, "number.duration"),
    operand(PATTERNS.number, "number"),
    operand(PATTERNS.malformedNumber, "number.invalid"),
    [
      `(${wordPattern(DECLARING_WORDS)})(${PATTERNS.blank})(${PATTERNS.declaredName})`,
      ["keyword", "white", switching("type.identifier", after)],
    ],
    operand(wordPattern(VALUE_WORDS), "keyword.constant"),
    operand(wordPattern([...FUNCTION_WORDS, ...DECLARING_WORDS, ...CONTROL_WORDS]), "keyword"),
    operand(PATTERNS.name, "identifier"),
  ];
}

function beforeOperand({ after, regularExpression }: Place): MonarchRule[] {
  return [
    [regularExpression, switching("regexp", after)],
    [PATTERNS.operandSymbol, switching("operator", after)],
    [wordPattern(OPERATOR_WORDS), switching("keyword.operator", after)],
  ];
}

function afterOperand({ expecting }: Place): MonarchRule[] {
  return [
    [PATTERNS.operatorAfterOperand, switching("operator", expecting)],
    [wordPattern(OPERATOR_WORDS), switching("keyword.operator", expecting)],
  ];
}

function texts({ after }: Place): MonarchRule[] {
  return [
    [`"(?=${PATTERNS.doubleQuoted.slice(1)})`, switching("string", "doubleQuoted")],
    [`'(?=${PATTERNS.singleQuoted.slice(1)})`, switching("string", "singleQuoted")],
    [PATTERNS.unclosedText, switching("string.invalid", after)],
  ];
}

/** A text from the letter after its quote on. */
function insideText(quote: string, plain: string, after: string): MonarchRule[] {
  return [
    [PATTERNS.escape, "string.escape"],
    [PATTERNS.unknownEscape, "string.escape.invalid"],
    [quote, switching("string", after)],
    [plain, "string"],
  ];
}

function insideTemplate(quote: string, hole: string): MonarchRule[] {
  return [
    ["\\{\\{", "string.escape"],
    [`\\{(?=${hole.slice("\\{".length)})`, { token: "delimiter.bracket", next: `@${IN_HOLE.expecting}` }],
    ...insideText(quote, `[^\\\\{${quote}]+|\\{`, OUTSIDE.after),
  ];
}

const closedText = `(?:${PATTERNS.doubleQuoted}|${PATTERNS.singleQuoted})`;

/** Words after which a text may hold expressions in braces. */
const templateStarts: readonly MonarchRule[] = [
  [`(${wordPattern(OUTCOME_WORDS)})${blank}(?=${closedText})`, [{ token: "keyword", switchTo: "@template" }, "white"]],
  [
    `(${wordPattern(["notify"])})(${PATTERNS.blank})(?=${PATTERNS.path}(?:${PATTERNS.blank})?${closedText})`,
    [{ token: "keyword", switchTo: "@notify" }, "white"],
  ],
];

/** The path after `notify`, then its text. */
const notifyPath: readonly MonarchRule[] = [
  [PATTERNS.blank, "white"],
  [PATTERNS.backtickName, "identifier.backtick"],
  [PATTERNS.variable, "identifier.variable"],
  [`(\\.)(${PATTERNS.memberName})`, ["operator", "identifier.member"]],
  ["\\.", "operator"],
  [wordPattern([...OPERATOR_WORDS, ...FUNCTION_WORDS, ...DECLARING_WORDS, ...CONTROL_WORDS]), "keyword"],
  [PATTERNS.name, "identifier"],
  include("template"),
];

const inHole: readonly MonarchRule[] = [
  [PATTERNS.blank, "white"],
  ["\\}", { token: "delimiter.bracket", next: "@pop" }],
  ["//[^}\"'\\r\\n]*", "comment"],
  ["/\\*.*?\\*/", "comment"],
];

/** The Monarch grammar of the language, made from the lexer's tokens. */
export function monarchGrammar(): MonarchGrammar {
  const afterTypes: MonarchRule = [PATTERNS.signature, switching("type.signature", OUTSIDE.expecting)];
  const afterHoleTypes: MonarchRule = [PATTERNS.signature, switching("type.signature", IN_HOLE.expecting)];
  const blanks: MonarchRule = [PATTERNS.blank, "white"];
  return {
    defaultToken: "",
    tokenPostfix: ".xmap",
    tokenizer: {
      root: [include("comments"), ...beforeOperand(OUTSIDE), include("tokens")],
      afterOperand: [include("comments"), ...afterOperand(OUTSIDE), include("tokens")],
      afterParenthesis: [afterTypes, include("afterOperand")],
      tokens: [...templateStarts, ...texts(OUTSIDE), ...tokens(OUTSIDE)],
      comments: [
        blanks,
        [PATTERNS.lineComment, "comment"],
        ["/\\*\\*(?!/)", { token: "comment.doc", next: "@documentation" }],
        ["/\\*", { token: "comment", next: "@comment" }],
      ],
      comment: blockComment("comment"),
      documentation: blockComment("comment.doc"),
      doubleQuoted: insideText('"', '[^\\\\"]+', OUTSIDE.after),
      singleQuoted: insideText("'", "[^\\\\']+", OUTSIDE.after),
      template: [
        blanks,
        ['"', switching("string", "doubleQuotedTemplate")],
        ["'", switching("string", "singleQuotedTemplate")],
      ],
      notify: notifyPath,
      doubleQuotedTemplate: insideTemplate('"', PATTERNS.doubleQuotedHole),
      singleQuotedTemplate: insideTemplate("'", PATTERNS.singleQuotedHole),
      hole: [...inHole, ["(?=\\{)", switching("", IN_HOLE.after)], ...beforeOperand(IN_HOLE), include("holeTokens")],
      holeAfterOperand: [...inHole, ...afterOperand(IN_HOLE), include("holeTokens")],
      holeAfterParenthesis: [afterHoleTypes, include("holeAfterOperand")],
      holeTokens: [
        ["\\{", { token: "delimiter.bracket", next: `@${IN_HOLE.expecting}` }],
        [closedText, switching("string", IN_HOLE.after)],
        ...tokens(IN_HOLE),
      ],
    },
  };
}

function blockComment(token: string): MonarchRule[] {
  return [
    ["\\*/", { token, next: "@pop" }],
    ["[^*]+|\\*", token],
  ];
}
