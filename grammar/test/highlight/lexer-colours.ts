import { type IToken, tokenMatcher } from "chevrotain";
import { RegexToken } from "../../src/parser/operand-end.ts";
import { NameToken } from "../../src/parser/token-categories.ts";
import { fileLexer, Signature } from "../../src/parser/tokens.ts";
import { Duration, MalformedNumber, NumberToken, StringToken, Variable } from "../../src/parser/value-tokens.ts";
import { WORDS } from "../../src/parser/words.ts";
import { type Colours, paint, type TokenClass } from "./token-class.ts";

const keywords: ReadonlySet<string> = new Set(WORDS);
const outcomes: ReadonlySet<string> = new Set(["skip", "warn", "hold", "reject", "fail"]);
const isName = (token: IToken | undefined): boolean => token !== undefined && tokenMatcher(token, NameToken);
const isText = (token: IToken): boolean => tokenMatcher(token, StringToken);

function classOf(token: IToken): TokenClass {
  if (isText(token)) return "string";
  if (token.tokenType === RegexToken) return "regex";
  if (token.tokenType === Signature) return "types";
  if (token.tokenType === Variable) return "name";
  if ([Duration, NumberToken, MalformedNumber].includes(token.tokenType)) return "number";
  if (keywords.has(token.image)) return "keyword";
  return isName(token) ? "name" : "operator";
}

const endOf = (token: IToken): number => token.startOffset + token.image.length;

/** The colours of a text as the lexer reads it; a field after a dot is a name, and expressions in templates are expressions. */
export function coloursByLexer(text: string): Colours {
  const colours: Colours = new Array<TokenClass | undefined>(text.length).fill(undefined);
  const { tokens, groups } = fileLexer.tokenize(text);
  const sameLine = (before: IToken, token: IToken): boolean =>
    /^[^\r\n/]*$/.test(text.slice(endOf(before), token.startOffset));
  const isMember = (index: number): boolean => {
    const [dot, token] = [tokens[index - 1], tokens[index]];
    return dot?.image === "." && token !== undefined && isName(token) && sameLine(dot, token);
  };
  for (const comment of groups.comments ?? []) paint(colours, comment.startOffset, endOf(comment), "comment");
  for (const [index, token] of tokens.entries()) {
    paint(colours, token.startOffset, endOf(token), isMember(index) ? "name" : classOf(token));
    const head = isText(token) ? templateHead(tokens, index, sameLine) : undefined;
    const before = tokens[index - 1];
    if (head === undefined || before === undefined || isMember(head) || !sameLine(before, token)) continue;
    paintHoles(colours, token);
  }
  return colours;
}

/** Where the word stands that makes the text at an index a template. */
function templateHead(
  tokens: readonly IToken[],
  index: number,
  sameLine: (before: IToken, token: IToken) => boolean,
): number | undefined {
  let at = index - 1;
  if (outcomes.has(tokens[at]?.image ?? "")) return at;
  for (; ; at -= 2) {
    const [dot, step] = [tokens[at - 1], tokens[at]];
    if (step === undefined || dot === undefined) return undefined;
    const isHead = isName(step) || step.image === "$" || step.image === "$$";
    if (isHead && dot.image === "notify" && endOf(dot) < step.startOffset && sameLine(dot, step)) return at - 1;
    if (!isName(step) || dot.image !== "." || endOf(dot) !== step.startOffset) return undefined;
    const previous = tokens[at - 2];
    if (previous === undefined || endOf(previous) !== dot.startOffset) return undefined;
  }
}

/** As the template's reader finds them: `{{` is a brace, braces nest, and those in inner quotes do not count. */
function paintHoles(colours: Colours, { image, startOffset }: IToken): void {
  if (image.length < 2 || !image.endsWith(image.charAt(0))) return;
  for (let at = 1; at < image.length - 1; at += 1) {
    if (image.charAt(at) === "\\" || image.startsWith("{{", at)) at += 1;
    else if (image.charAt(at) === "{") {
      const close = closingBrace(image, at);
      if (close === undefined) return;
      const inner = coloursByLexer(image.slice(at + 1, close));
      colours.splice(startOffset + at, inner.length + 2, "operator", ...inner, "operator");
      at = close;
    }
  }
}

function closingBrace(image: string, open: number): number | undefined {
  let depth = 0;
  let quote = "";
  for (let at = open; at < image.length - 1; at += 1) {
    const letter = image.charAt(at);
    if (quote !== "") quote = letter === quote ? "" : quote;
    else if (/['"`]/.test(letter)) quote = letter;
    else if (letter === "{") depth += 1;
    else if (letter === "}") depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}
