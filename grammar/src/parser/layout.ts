import { createTokenInstance, type IToken, type TokenType } from "chevrotain";
import { bracketsWereForgotten, isLastOfItsLine, LineIndex } from "./lines.ts";
import { blockKindOf, declarationWordFor, isDeclarationStart, ownsBlock } from "./statement-words.ts";
import {
  BlockClose,
  type BlockKind,
  blockOpener,
  endsOperand,
  LineEnd,
  Signature,
  type SymbolText,
  symbolToken,
  UnclosedBacktickName,
  UnclosedString,
} from "./tokens.ts";

/** What is read, and left out, as a whole: the tokens of a line, with those of the lines that go on with it. */
export interface Statement {
  readonly first: IToken;
  /** Column of its first line. */
  readonly indentation: number;
  /** Something was said about it already; nothing more is. */
  reported: boolean;
  /** A text or name in it has no end, so that its tokens mean nothing. */
  unreadable: boolean;
}

interface LayoutProblem {
  readonly kind: "unclosed" | "stray";
  readonly token: IToken;
}

export interface Layout {
  /** One for each statement of the file itself, blocks included. */
  readonly slices: readonly (readonly IToken[])[];
  readonly owners: ReadonlyMap<IToken, Statement>;
  readonly problems: readonly LayoutProblem[];
}

const CLOSERS: Readonly<Record<string, SymbolText>> = { "(": ")", "[": "]", "{": "}" };
const GOES_ON_AFTER: ReadonlySet<string> = new Set(
  "-> <-> <- , . + - * / % & = != < <= > >= ~> ?? ?: ? : := and or in".split(" "),
);
const ARROWS: ReadonlySet<string> = new Set(["->", "<-", "<->"]);
const LISTS: ReadonlySet<BlockKind | "file"> = new Set(["options", "entity", "lookup"]);

interface Bracket {
  readonly token: IToken;
  readonly ofFunction: boolean;
}

interface OpenStatement {
  readonly statement: Statement;
  readonly brackets: Bracket[];
  before: IToken;
  operandEnded: boolean;
  hasArrow: boolean;
  hasBlock: boolean;
  /** A brace here begins a function's body. */
  expectsBody: boolean;
}

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
  private readonly tokens: readonly IToken[];
  private readonly lines: LineIndex;
  private readonly strict: boolean;
  private readonly slices: IToken[][] = [];
  private readonly owners = new Map<IToken, Statement>();
  private readonly problems: LayoutProblem[] = [];
  private output: IToken[] = [];
  private readonly frames: Frame[] = [{ kind: "file", opener: undefined, indentation: 0, line: 0, current: undefined }];

  constructor(tokens: readonly IToken[], text: string, strict: boolean) {
    this.tokens = tokens;
    this.lines = new LineIndex(tokens, text);
    this.strict = strict;
  }

  read(): Layout {
    this.tokens.forEach((token, index) => {
      if (this.lines.beginsLine(index)) this.beginLine(token, index);
      this.readToken(token, index);
    });
    this.closeAll();
    return { slices: this.slices, owners: this.owners, problems: this.problems };
  }

  private get frame(): Frame {
    return this.frames.at(-1) as Frame;
  }

  private beginLine(token: IToken, index: number): void {
    const column = this.lines.column(index);
    if (column === 1 && isDeclarationStart(token, this.tokens[index + 1])) this.closeAll();
    if (this.strict) {
      const limit = token.image === "}" ? column + 1 : column;
      while (this.frames.length > 1 && limit <= this.frame.indentation) this.closeForgottenBlock();
    }
    const { current } = this.frame;
    if (current !== undefined && this.endsAt(current, token, index, column)) this.endStatement();
  }

  private endsAt(current: OpenStatement, token: IToken, index: number, column: number): boolean {
    const deeper = column > current.statement.indentation;
    if (current.brackets.length > 0) {
      if (token.image === ")" || token.image === "]" || token.image === "}") return false;
      return !deeper || bracketsWereForgotten(this.tokens, this.lines, index, current.brackets.length);
    }
    if (token.image === "}") return false;
    if (token.image === "{" && this.frame.kind === "file" && !current.hasBlock) return false;
    if (token.image === "else" && !ARROWS.has(this.tokens[index + 1]?.image ?? "")) return false;
    return current.operandEnded || !deeper || !GOES_ON_AFTER.has(current.before.image);
  }

  private readToken(token: IToken, index: number): void {
    const { image } = token;
    if (image === "{") this.readOpeningBrace(token, index);
    else if (image === "}") this.readClosingBrace(token, index);
    else if (image === ")" || image === "]") this.readClosingBracket(token);
    else if (image === "," && this.separatesStatements()) this.endStatement();
    else {
      if (image === "(" || image === "[") {
        const ofFunction = image === "(" && ["function", "\u03bb"].includes(this.frame.current?.before.image ?? "");
        this.append(token, index).brackets.push({ token, ofFunction });
      } else this.append(token, index);
    }
  }

  private append(token: IToken, index: number): OpenStatement {
    const { frame } = this;
    const unreadable = token.tokenType === UnclosedString || token.tokenType === UnclosedBacktickName;
    this.output.push(token);
    if (frame.current === undefined) {
      const indentation = this.lines.indentation(index);
      const statement: Statement = { first: token, indentation, reported: unreadable, unreadable };
      const operandEnded = endsOperand(token, false);
      const hasArrow = ARROWS.has(token.image);
      frame.current = {
        statement,
        brackets: [],
        before: token,
        operandEnded,
        hasArrow,
        hasBlock: false,
        expectsBody: false,
      };
    } else {
      const { current } = frame;
      current.before = token;
      current.operandEnded = endsOperand(token, current.operandEnded);
      current.expectsBody &&= token.tokenType === Signature;
      if (ARROWS.has(token.image) && current.brackets.length === 0) current.hasArrow = true;
      if (unreadable) {
        current.statement.reported = true;
        current.statement.unreadable = true;
      }
    }
    this.owners.set(token, frame.current.statement);
    return frame.current;
  }

  /** Commas end the items of a list, but the patterns of an arm are a list of their own. */
  private separatesStatements(): boolean {
    const { kind, current } = this.frame;
    if (current === undefined || current.brackets.length > 0) return false;
    return LISTS.has(kind) || ((kind === "arms" || kind === "testArms") && current.hasArrow);
  }

  private readOpeningBrace(token: IToken, index: number): void {
    const { current, kind } = this.frame;
    if (current === undefined || !this.opensBlock(current, index)) {
      this.append(token, index).brackets.push({ token, ofFunction: false });
      return;
    }
    const word = kind === "file" ? declarationWordFor(current.statement.first) : current.statement.first.image;
    const opened = blockKindOf(kind, word, current.before.image);
    const opener = retyped(token, blockOpener(opened));
    this.append(opener, index);
    current.hasBlock = true;
    const { indentation } = current.statement;
    this.frames.push({ kind: opened, opener: token, indentation, line: this.lines.line(index), current: undefined });
  }

  private opensBlock(current: OpenStatement, index: number): boolean {
    const { statement, brackets, before } = current;
    const word = statement.first.image;
    if (brackets.length > 0 || current.expectsBody || word === "import" || word === "expect") return false;
    if (ARROWS.has(before.image)) return this.frame.kind !== "testArms" && word !== "answers";
    if (current.operandEnded) return true;
    return ownsBlock(word) && isLastOfItsLine(this.tokens, this.lines, index);
  }

  private readClosingBracket(token: IToken): void {
    const { current } = this.frame;
    const matching = current?.brackets.findLastIndex((bracket) => CLOSERS[bracket.token.image] === token.image) ?? -1;
    if (current === undefined || matching < 0) {
      this.report("stray", token, current?.statement);
      return;
    }
    this.closeBrackets(current, matching + 1);
    const bracket = current.brackets.pop();
    this.append(token, 0);
    current.expectsBody = bracket?.ofFunction ?? false;
  }

  private readClosingBrace(token: IToken, index: number): void {
    const { current } = this.frame;
    const matching = current?.brackets.findLastIndex((bracket) => bracket.token.image === "{") ?? -1;
    if (current !== undefined && matching >= 0) {
      this.closeBrackets(current, matching + 1);
      current.brackets.pop();
      this.append(token, index);
      return;
    }
    if (this.frames.length === 1 || (this.strict && this.closesNothing(index)))
      this.report("stray", token, current?.statement);
    else this.closeBlock(retyped(token, BlockClose));
  }

  /** A block over several lines ends where it is indented like the line that opened it. */
  private closesNothing(index: number): boolean {
    const { indentation, line } = this.frame;
    if (this.lines.beginsLine(index)) return this.lines.column(index) > indentation;
    return this.lines.line(index) !== line;
  }

  private closeBlock(closer: IToken): void {
    this.endStatement();
    this.frames.pop();
    this.append(closer, 0);
    const { current } = this.frame;
    if (current !== undefined) current.operandEnded = true;
  }

  private closeForgottenBlock(): void {
    this.endStatement();
    const { opener } = this.frame;
    if (opener !== undefined) this.report("unclosed", opener, undefined);
    this.closeBlock(this.virtual(BlockClose));
  }

  private closeAll(): void {
    while (this.frames.length > 1) this.closeForgottenBlock();
    this.endStatement();
  }

  private closeBrackets(current: OpenStatement, keep: number): void {
    while (current.brackets.length > keep) {
      const bracket = current.brackets.pop();
      if (bracket === undefined) return;
      this.report("unclosed", bracket.token, current.statement);
      const closer = CLOSERS[bracket.token.image] ?? ")";
      const token = this.virtual(symbolToken(closer));
      this.output.push(token);
      this.owners.set(token, current.statement);
      current.before = token;
    }
  }

  private endStatement(): void {
    const { frame } = this;
    if (frame.current !== undefined) {
      this.closeBrackets(frame.current, 0);
      const token = this.virtual(LineEnd);
      this.output.push(token);
      this.owners.set(token, frame.current.statement);
      frame.current = undefined;
    }
    if (frame.kind === "file" && this.output.length > 0) {
      this.slices.push(this.output);
      this.output = [];
    }
  }

  private report(kind: LayoutProblem["kind"], token: IToken, statement: Statement | undefined): void {
    this.problems.push({ kind, token });
    if (statement !== undefined) statement.reported = true;
  }

  /** Zero wide, right after what was read last. */
  private virtual(type: TokenType): IToken {
    const before = this.output.at(-1);
    const end = before === undefined ? 0 : before.startOffset + before.image.length;
    return createTokenInstance(type, "", end, end - 1, 0, 0, 0, 0);
  }
}

function retyped(token: IToken, tokenType: TokenType): IToken {
  return { ...token, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx ?? 0 };
}

/** Cuts a file's tokens into statements. */
export function layOut(tokens: readonly IToken[], text: string): Layout {
  const plain = new LayoutReader(tokens, text, false).read();
  if (!plain.problems.some(({ token }) => token.image === "{" || token.image === "}")) return plain;
  const strict = new LayoutReader(tokens, text, true).read();
  return strict.problems.length <= plain.problems.length ? strict : plain;
}
