import { createTokenInstance, type IToken, type TokenType } from "chevrotain";
import { endsOperand, LineEnd, type SymbolText, symbolToken } from "./tokens.ts";

/** A statement's place among the tokens of a declaration. */
export interface StatementRange {
  readonly from: number;
  /** After the last token, its line end not included. */
  readonly to: number;
}

export interface LayoutProblem {
  readonly kind: "unclosed" | "stray";
  readonly token: IToken;
}

const DECLARATION_WORDS = new Set([
  "xmap",
  "import",
  "system",
  "entity",
  "map",
  "lookup",
  "rules",
  "binding",
  "policy",
  "flow",
  "test",
]);
const CLOSERS: Readonly<Record<string, SymbolText>> = { "(": ")", "[": "]", "{": "}" };
const GOES_ON_AFTER = new Set([
  "->",
  "<->",
  "<-",
  ",",
  ".",
  "+",
  "-",
  "*",
  "/",
  "%",
  "&",
  "=",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "~>",
  "??",
  "?:",
  "?",
  ":",
  ":=",
  "and",
  "or",
  "in",
  "|",
]);

interface OpenBracket {
  readonly token: IToken;
  readonly block: boolean;
}

/** Cuts a file's tokens into declarations (a keyword in the first column starts one) and ends statements at line ends. */
export function layOut(tokens: readonly IToken[], text: string): { slices: IToken[][]; problems: LayoutProblem[] } {
  const slices: IToken[][] = [];
  const problems: LayoutProblem[] = [];
  let current: IToken[] = [];
  const stack: OpenBracket[] = [];
  let statementStart = "";
  let statementColumn = 0;

  /** Says that the innermost bracket is open and closes it, so that what follows is read all the same. */
  const closeInnermost = (): void => {
    const open = stack.pop();
    if (open === undefined) return;
    problems.push({ kind: "unclosed", token: open.token });
    const closer = CLOSERS[open.token.image];
    if (open.block && current.at(-1)?.tokenType !== LineEnd) current.push(lineEndAt(current.at(-1)));
    if (closer !== undefined) current.push(virtualToken(symbolToken(closer), closer, current.at(-1)));
  };
  const end = (): void => {
    while (stack.length > 0) closeInnermost();
    if (current.length > 0) slices.push(current);
    current = [];
  };

  tokens.forEach((token, index) => {
    const before = tokens[index - 1];
    const next = tokens[index + 1];
    const newLine =
      before === undefined || text.slice(before.startOffset + before.image.length, token.startOffset).includes("\n");
    if (newLine && isFirstColumn(token, text) && DECLARATION_WORDS.has(token.image)) end();
    const inBlock = stack.length === 0 || stack.at(-1)?.block === true;
    const deeper = columnOf(token, text) > statementColumn;
    if (newLine && inBlock && current.length > 0 && endsStatement(before, token, next, deeper)) {
      current.push(lineEndAt(before));
      statementStart = "";
    }
    if (statementStart === "") {
      statementStart = token.image;
      statementColumn = columnOf(token, text);
    }
    if (
      (token.image === "->" || token.image === "<->") &&
      !inBlock &&
      stack.some((open) => open.block) &&
      !stack.some((open) => open.token.image === "{" && !open.block)
    ) {
      while (stack.at(-1)?.block === false) closeInnermost();
    }
    if (token.image in CLOSERS) {
      const block =
        token.image === "{" &&
        inBlock &&
        statementStart !== "expect" &&
        statementStart !== "import" &&
        (endsOperand(before) || before?.image === "via");
      stack.push({ token, block });
      if (block) statementStart = "";
    } else if (token.image === ")" || token.image === "]" || token.image === "}") {
      const open = stack.at(-1);
      if (open === undefined || CLOSERS[open.token.image] !== token.image) {
        problems.push({ kind: "stray", token });
        return;
      }
      stack.pop();
      if (open.block) statementStart = "}";
    } else if (token.image === "," && inBlock) {
      statementStart = "";
    }
    current.push(token);
  });
  end();
  return { slices, problems };
}

function isFirstColumn(token: IToken, text: string): boolean {
  return (
    token.startOffset === 0 ||
    text[token.startOffset - 1] === "\n" ||
    (token.startOffset === 1 && text.charCodeAt(0) === 0xfeff)
  );
}

/** A line goes on only when it is indented deeper than its statement, so that a half-typed one cannot swallow the next. */
function endsStatement(before: IToken | undefined, token: IToken, next: IToken | undefined, deeper: boolean): boolean {
  if (before === undefined || token.image === "}" || before.image === "{") return false;
  if (!deeper) return true;
  if (GOES_ON_AFTER.has(before.image)) return false;
  return token.image !== "else" || next?.image === "->";
}

function columnOf(token: IToken, text: string): number {
  return token.startOffset - text.lastIndexOf("\n", token.startOffset - 1);
}

function lineEndAt(before: IToken | undefined): IToken {
  return virtualToken(LineEnd, "", before);
}

function virtualToken(type: TokenType, image: string, before: IToken | undefined): IToken {
  const offset = before === undefined ? 0 : before.startOffset + before.image.length;
  return createTokenInstance(type, image, offset - image.length, offset, 0, 0, 0, 0);
}

/** The statement around a token: from the line end or block bracket before it to the one after. */
export function statementAround(tokens: readonly IToken[], position: number): StatementRange {
  const isBoundary = (token: IToken | undefined): boolean => token === undefined || token.tokenType === LineEnd;
  let at = Math.min(position, tokens.length - 1);
  if (isBoundary(tokens[at])) at -= 1;
  let from = Math.max(0, at);
  while (from > 0 && !isBoundary(tokens[from - 1]) && !opensBlock(tokens, from - 1)) from -= 1;
  let to = Math.max(0, at);
  let depth = 0;
  while (to < tokens.length) {
    const token = tokens[to];
    if (token === undefined) break;
    if (token.image in CLOSERS) depth += 1;
    if (token.image === ")" || token.image === "]" || token.image === "}") {
      if (depth === 0 && token.image === "}") break;
      depth -= 1;
    }
    if (depth <= 0 && token.tokenType === LineEnd) break;
    to += 1;
  }
  return { from, to };
}

function opensBlock(tokens: readonly IToken[], index: number): boolean {
  return tokens[index]?.image === "{" && (endsOperand(tokens[index - 1]) || tokens[index - 1]?.image === "via");
}
