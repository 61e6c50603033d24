import type { IToken, TokenType } from "chevrotain";
import { BlockClose, type BlockKind, blockOpener, LineEnd } from "./block-tokens.ts";
import { bracketsWereForgotten, isLastOfItsLine, LineIndex } from "./lines.ts";
import { DEEPEST_BLOCKS, DEEPEST_NESTING } from "./nesting.ts";
import { ARROWS, beginStatement, GOES_ON_AFTER, type OpenStatement } from "./open-statement.ts";
import { endsOperand } from "./operand-end.ts";
import { blockKindOf, declarationWordFor, isDeclarationStart, ownsBlock } from "./statement-words.ts";
import { emptyToken, retyped, type Slice, type Statement } from "./statements.ts";
import { type SymbolText, symbolToken } from "./symbols.ts";
import { TokenSet } from "./token-set.ts";
import { Signature } from "./tokens.ts";
import { UnclosedBacktickName, UnclosedString } from "./value-tokens.ts";
import { wordToken } from "./words.ts";

interface LayoutProblem {
  readonly kind: "unclosed" | "stray";
  readonly token: IToken;
}

export interface Layout {
  /** One for each statement of the file itself, blocks included. */
  readonly slices: readonly Slice[];
  readonly problems: readonly LayoutProblem[];
}

const CLOSERS: Readonly<Record<string, SymbolText>> = { "(": ")", "[": "]", "{": "}" };
const OPENING_BRACE = symbolToken("{");
const CLOSING_BRACE = symbolToken("}");
const COMMA = symbolToken(",");
const MINUS = symbolToken("-");
const ELSE = wordToken("else");
const OPENING_BRACKETS = new TokenSet([symbolToken("("), symbolToken("[")]);
const CLOSING_BRACKETS = new TokenSet([symbolToken(")"), symbolToken("]")]);
const FUNCTION_WORDS = new TokenSet([wordToken("function"), wordToken("\u03bb")]);
const UNREADABLE = new TokenSet([UnclosedString, UnclosedBacktickName]);
const LISTS: ReadonlySet<BlockKind | "file"> = new Set(["options", "entity", "lookup"]);

interface Frame {
  readonly kind: BlockKind | "file";
  readonly opener: IToken | undefined;
  readonly indentation: number;
  readonly line: number;
  current: OpenStatement | undefined;
}

/**
 * Ends statements at line ends and tells blocks from objects. In strict mode indentation decides where a forgotten
 * brace belongs: it is used when the braces do not match.
 */
class LayoutReader {
  readonly #tokens: readonly IToken[];
  readonly #lines: LineIndex;
  readonly #strict: boolean;
  readonly #slices: Slice[] = [];
  readonly #problems: LayoutProblem[] = [];
  #output: IToken[] = [];
  #owners: Statement[] = [];
  #unreadable: Statement[] = [];
  /** The innermost block, and those around it. */
  #frame: Frame = { kind: "file", opener: undefined, indentation: 0, line: 0, current: undefined };
  readonly #outer: Frame[] = [];

  constructor(tokens: readonly IToken[], lines: LineIndex, strict: boolean) {
    this.#tokens = tokens;
    this.#lines = lines;
    this.#strict = strict;
  }

  read(): Layout {
    let index = 0;
    for (const token of this.#tokens) {
      if (this.#lines.beginsLine(index)) this.#beginLine(token, index);
      this.#readToken(token, index);
      index += 1;
    }
    this.#closeAll();
    return { slices: this.#slices, problems: this.#problems };
  }

  #beginLine(token: IToken, index: number): void {
    const column = this.#lines.column(index);
    if (column === 1 && isDeclarationStart(token, this.#tokens[index + 1])) this.#closeAll();
    if (this.#strict) {
      const limit = token.tokenType === CLOSING_BRACE ? column + 1 : column;
      while (this.#outer.length > 0 && limit <= this.#frame.indentation) this.#closeForgottenBlock();
    }
    const { current } = this.#frame;
    if (current !== undefined && this.#endsAt(current, token, index, column)) this.#endStatement();
  }

  #endsAt(current: OpenStatement, token: IToken, index: number, column: number): boolean {
    const deeper = column > current.statement.indentation;
    const isClosingBrace = token.tokenType === CLOSING_BRACE;
    if (current.brackets.length > 0) {
      if (isClosingBrace || CLOSING_BRACKETS.has(token)) return false;
      return !deeper || bracketsWereForgotten(this.#tokens, this.#lines, index, current.brackets.length);
    }
    if (isClosingBrace) return false;
    if (token.tokenType === OPENING_BRACE && this.#frame.kind === "file" && !current.hasBlock) return false;
    if (token.tokenType === ELSE) {
      const next = this.#tokens[index + 1];
      if (next === undefined || !ARROWS.has(next)) return false;
    }
    return current.operandEnded || !deeper || !GOES_ON_AFTER.has(current.before);
  }

  #readToken(token: IToken, index: number): void {
    const { tokenType } = token;
    if (tokenType === OPENING_BRACE) this.#readOpeningBrace(token, index);
    else if (tokenType === CLOSING_BRACE) this.#readClosingBrace(token, index);
    else if (CLOSING_BRACKETS.has(token)) this.#readClosingBracket(token);
    else if (tokenType === COMMA && this.#separatesStatements()) this.#endStatement();
    else if (OPENING_BRACKETS.has(token)) {
      const before = this.#frame.current?.before;
      const ofFunction = token.image === "(" && before !== undefined && FUNCTION_WORDS.has(before);
      this.#openBracket(this.#append(token, index), token, ofFunction);
    } else this.#append(token, index);
  }

  #openBracket(current: OpenStatement, token: IToken, ofFunction: boolean): void {
    current.brackets.push({ token, ofFunction });
    if (current.brackets.length > DEEPEST_NESTING) this.#noteTooDeep(current.statement, token);
  }

  #noteTooDeep(statement: Statement, token: IToken): void {
    if (statement.tooDeep !== undefined || this.#isTooDeep()) return;
    if (!statement.unreadable) this.#unreadable.push(statement);
    statement.tooDeep = token;
  }

  #append(token: IToken, index: number): OpenStatement {
    const frame = this.#frame;
    let { current } = frame;
    if (current === undefined) {
      current = beginStatement(token, this.#lines.indentation(index));
      frame.current = current;
    } else {
      current.before = token;
      current.operandEnded = endsOperand(token, current.operandEnded);
      current.expectsBody &&= token.tokenType === Signature;
      if (ARROWS.has(token) && current.brackets.length === 0) current.hasArrow = true;
    }
    const { statement } = current;
    if (UNREADABLE.has(token)) {
      if (!statement.unreadable && statement.tooDeep === undefined && !this.#isTooDeep()) {
        this.#unreadable.push(statement);
      }
      statement.reported = true;
      statement.unreadable = true;
    }
    if (token.tokenType === MINUS) {
      current.signs += 1;
      if (current.signs > DEEPEST_NESTING) this.#noteTooDeep(statement, token);
    } else current.signs = 0;
    this.#put(token, statement);
    return current;
  }

  /** What lies in blocks that nest too deeply is passed over; the statement that they belong to is left out. */
  #put(token: IToken, statement: Statement): void {
    if (this.#isTooDeep()) return;
    this.#output.push(token);
    this.#owners.push(statement);
  }

  #isTooDeep(): boolean {
    return this.#outer.length > DEEPEST_BLOCKS;
  }

  /** Commas end the items of a list, but the patterns of an arm are a list of their own. */
  #separatesStatements(): boolean {
    const { kind, current } = this.#frame;
    if (current === undefined || current.brackets.length > 0) return false;
    return LISTS.has(kind) || ((kind === "arms" || kind === "testArms") && current.hasArrow);
  }

  #readOpeningBrace(token: IToken, index: number): void {
    const { current, kind } = this.#frame;
    if (current === undefined || !this.#opensBlock(current, index)) {
      this.#openBracket(this.#append(token, index), token, false);
      return;
    }
    const word = kind === "file" ? declarationWordFor(current.statement.first) : current.statement.first.image;
    const opened = blockKindOf(kind, word, current.before.image);
    const opener = retyped(token, blockOpener(opened));
    this.#append(opener, index);
    current.hasBlock = true;
    if (this.#outer.length === DEEPEST_BLOCKS) this.#noteTooDeep(current.statement, opener);
    const { indentation } = current.statement;
    this.#outer.push(this.#frame);
    this.#frame = { kind: opened, opener: token, indentation, line: this.#lines.line(index), current: undefined };
  }

  #opensBlock(current: OpenStatement, index: number): boolean {
    const { statement, brackets, before } = current;
    const word = statement.first.image;
    if (brackets.length > 0 || current.expectsBody || word === "import" || word === "expect") return false;
    if (ARROWS.has(before)) return this.#frame.kind !== "testArms" && word !== "answers";
    if (current.operandEnded) return true;
    return ownsBlock(word) && isLastOfItsLine(this.#tokens, this.#lines, index);
  }

  #readClosingBracket(token: IToken): void {
    const { current } = this.#frame;
    const matching = current?.brackets.findLastIndex((bracket) => CLOSERS[bracket.token.image] === token.image) ?? -1;
    if (current === undefined || matching < 0) {
      this.#report("stray", token, current?.statement);
      return;
    }
    this.#closeBrackets(current, matching + 1);
    const bracket = current.brackets.pop();
    this.#append(token, 0);
    current.expectsBody = bracket?.ofFunction ?? false;
  }

  #readClosingBrace(token: IToken, index: number): void {
    const { current } = this.#frame;
    const matching = current?.brackets.findLastIndex((bracket) => bracket.token.image === "{") ?? -1;
    if (current !== undefined && matching >= 0) {
      this.#closeBrackets(current, matching + 1);
      current.brackets.pop();
      this.#append(token, index);
      return;
    }
    if (this.#outer.length === 0 || (this.#strict && this.#closesNothing(index)))
      this.#report("stray", token, current?.statement);
    else this.#closeBlock(retyped(token, BlockClose));
  }

  /** A block over several lines ends where it is indented like the line that opened it. */
  #closesNothing(index: number): boolean {
    const { indentation, line } = this.#frame;
    if (this.#lines.beginsLine(index)) return this.#lines.column(index) > indentation;
    return this.#lines.line(index) !== line;
  }

  #closeBlock(closer: IToken): void {
    this.#endStatement();
    this.#frame = this.#outer.pop() ?? this.#frame;
    this.#append(closer, 0);
    const { current } = this.#frame;
    if (current !== undefined) current.operandEnded = true;
  }

  #closeForgottenBlock(): void {
    this.#endStatement();
    const { opener } = this.#frame;
    if (opener !== undefined) this.#report("unclosed", opener, undefined);
    this.#closeBlock(this.#virtual(BlockClose));
  }

  #closeAll(): void {
    while (this.#outer.length > 0) this.#closeForgottenBlock();
    this.#endStatement();
  }

  #closeBrackets(current: OpenStatement, keep: number): void {
    while (current.brackets.length > keep) {
      const bracket = current.brackets.pop();
      if (bracket === undefined) return;
      this.#report("unclosed", bracket.token, current.statement);
      const closer = CLOSERS[bracket.token.image] ?? ")";
      const token = this.#virtual(symbolToken(closer));
      this.#put(token, current.statement);
      current.before = token;
    }
  }

  #endStatement(): void {
    const frame = this.#frame;
    if (frame.current !== undefined) {
      if (frame.current.brackets.length > 0) this.#closeBrackets(frame.current, 0);
      this.#put(this.#virtual(LineEnd), frame.current.statement);
      frame.current = undefined;
    }
    if (frame.kind === "file" && this.#output.length > 0) {
      this.#slices.push({ tokens: this.#output, owners: this.#owners, unreadable: this.#unreadable });
      this.#output = [];
      this.#owners = [];
      this.#unreadable = [];
    }
  }

  #report(kind: LayoutProblem["kind"], token: IToken, statement: Statement | undefined): void {
    this.#problems.push({ kind, token });
    if (statement !== undefined) statement.reported = true;
  }

  /** Zero wide, right after what was read last. */
  #virtual(type: TokenType): IToken {
    const before = this.#output.at(-1);
    return emptyToken(type, before === undefined ? 0 : before.startOffset + before.image.length);
  }
}

/** Cuts a file's tokens into statements. */
export function layOut(tokens: readonly IToken[], text: string): Layout {
  const lines = new LineIndex(tokens, text);
  const plain = new LayoutReader(tokens, lines, false).read();
  if (!plain.problems.some(({ token }) => token.image === "{" || token.image === "}")) return plain;
  const strict = new LayoutReader(tokens, lines, true).read();
  return strict.problems.length <= plain.problems.length ? strict : plain;
}
