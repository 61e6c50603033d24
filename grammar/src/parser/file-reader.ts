import { createSourceText, type Diagnostic, didYouMean } from "@xmap/diagnostics";
import { EOF, type IToken } from "chevrotain";
import { grammarDiagnostics } from "../diagnostics.ts";
import type { Comment, Declaration, Import, Template, XmapFile } from "../tree/declarations.ts";
import { spanOf } from "./base-parser.ts";
import { documentationBefore } from "./documentation.ts";
import { type Layout, layOut, type Statement } from "./layout.ts";
import { leaveOut } from "./leave-out.ts";
import { lexicalProblems } from "./lexical-problems.ts";
import { DEEPEST_NESTING, findTooDeep } from "./nesting.ts";
import { runRule } from "./run-rule.ts";
import { fileParser } from "./shared-parsers.ts";
import { DECLARATION_WORDS, declarationWordFor } from "./statement-words.ts";
import { syntaxError } from "./syntax-error.ts";
import { readTemplate } from "./template-reader.ts";
import { fileLexer, type Word, wordToken } from "./tokens.ts";

/** A declaration with so many mistakes that leaving them out one by one would take seconds is left out itself. */
const MOST_TOKENS_READ_AGAIN = 1_000_000;

export interface ParsedFile {
  readonly file: XmapFile;
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads one file, statement by statement. */
export class FileReader {
  private readonly diagnostics: Diagnostic[] = [];
  private readonly path: string;
  private readonly text: string;
  private owners: Layout["owners"] = new Map();
  private version: XmapFile["version"];
  private hasVersionLine = false;
  private readonly imports: Import[] = [];
  private readonly declarations: Declaration[] = [];

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  read(): ParsedFile {
    const lexed = fileLexer.tokenize(this.text);
    const found = lexicalProblems(this.path, lexed);
    for (const diagnostic of found) this.diagnostics.push(diagnostic);
    const comments = (lexed.groups.comments ?? []).map(
      (token): Comment => ({ kind: "Comment", text: token.image, span: spanOf(token) }),
    );
    const layout = layOut(lexed.tokens, this.text);
    this.owners = layout.owners;
    this.noteLayoutProblems(layout, found);
    for (const slice of layout.slices) this.readSlice(slice, comments);
    this.checkVersion();
    const { version, imports, declarations } = this;
    const source = createSourceText(this.path, this.text);
    const span = { start: 0, end: this.text.length };
    const file: XmapFile = { kind: "XmapFile", source, version, imports, declarations, comments, span };
    return { file, diagnostics: this.diagnostics.toSorted((a, b) => a.span.start - b.span.start) };
  }

  /** A statement with a strange character in it is not complained about again. */
  private noteLayoutProblems({ problems, owners }: Layout, found: readonly Diagnostic[]): void {
    const { path: file } = this;
    for (const { kind, token } of problems) {
      const code = kind === "unclosed" ? "unclosed-bracket" : "stray-bracket";
      const values = { bracket: token.image };
      this.diagnostics.push(grammarDiagnostics.create({ code, file, span: spanOf(token), values }));
    }
    const strange = found.filter(({ code }) => code === "unknown-character");
    if (strange.length === 0) return;
    const lineOf = lineNumbers(this.text);
    const lines = new Set(strange.map(({ span }) => lineOf(span.start)));
    for (const [token, statement] of owners) if (lines.has(lineOf(token.startOffset))) statement.reported = true;
  }

  private readSlice(slice: readonly IToken[], comments: readonly Comment[]): void {
    const [first] = slice;
    if (first === undefined) return;
    const parser = fileParser();
    const word = this.firstWord(first, slice[1]);
    if (word === undefined) return;
    const tokens = word === first.image ? slice : [retyped(first, word), ...slice.slice(1)];
    if (word === "xmap") {
      if (this.hasVersionLine || this.imports.length + this.declarations.length > 0) this.say("late-version", first);
      this.hasVersionLine = true;
      this.version = this.parse(tokens, () => parser.versionLine()) ?? this.version;
    } else if (word === "import") {
      if (this.declarations.length > 0) this.say("late-import", first);
      const made = this.parse(tokens, () => parser.importLine());
      if (made !== undefined) this.imports.push(made);
    } else {
      const documentation = documentationBefore(this.text, first.startOffset, comments);
      const made = this.parse(tokens, () => parser.declaration(documentation));
      if (made !== undefined) this.declarations.push(made);
    }
  }

  private say(code: "late-version" | "late-import", token: IToken): void {
    this.diagnostics.push(grammarDiagnostics.create({ code, file: this.path, span: spanOf(token), values: {} }));
  }

  /** The word that the statement begins with, or is taken to begin with; undefined when it is left out. */
  private firstWord(first: IToken, next: IToken | undefined): string | undefined {
    const known = DECLARATION_WORDS.includes(first.image) || first.image === "xmap";
    if (known) return first.image;
    const statement = this.owners.get(first);
    const meant = next?.image === "" ? undefined : declarationWordFor(first);
    if (statement?.reported !== true) {
      const { path: file } = this;
      const span = spanOf(first);
      const help = didYouMean(first.image, DECLARATION_WORDS);
      const fixes =
        meant === undefined ? [] : [{ title: `Change to ${meant}`, edits: [{ file, span, newText: meant }] }];
      const values = { found: first.image };
      this.diagnostics.push(
        grammarDiagnostics.create({ code: "unknown-declaration", file, span, values, help, fixes }),
      );
    }
    return meant;
  }

  /** Leaves out the statement around each error and tries again, so that one mistake costs one statement. */
  private parse<Node>(slice: readonly IToken[], rule: () => Node): Node | undefined {
    const { path: file } = this;
    const parser = fileParser();
    let tokens = this.withoutUnreadable(slice);
    const isLeftOut = new Set<Statement>();
    for (let budget = MOST_TOKENS_READ_AGAIN; tokens !== undefined && budget >= 0; budget -= tokens.length) {
      const templateProblems: Diagnostic[] = [];
      parser.file = file;
      parser.readTemplate = (token): Template => readTemplate(file, token, templateProblems);
      const outcome = runRule(parser, [...tokens], rule);
      if (outcome.kind === "read") {
        for (const problem of [...parser.problems, ...templateProblems]) this.diagnostics.push(problem);
        return outcome.node;
      }
      const token = this.culprit(outcome.kind === "refused" ? outcome.error.token : outcome.at, tokens);
      const statement = token === undefined ? undefined : this.owners.get(token);
      if (statement === undefined || isLeftOut.has(statement)) return undefined;
      if (!statement.reported) {
        const { first } = statement;
        const end = spanOf(tokens.at(-1) ?? first).end;
        this.diagnostics.push(
          outcome.kind === "refused"
            ? syntaxError(file, outcome.error, { first, end, isBare: false })
            : grammarDiagnostics.create({
                code: "too-deep",
                wording: "recursion",
                file,
                span: spanOf(first),
                values: {},
              }),
        );
        statement.reported = true;
      }
      isLeftOut.add(statement);
      tokens = leaveOut(statement, tokens, this.owners);
    }
    return undefined;
  }

  private culprit(token: IToken, tokens: readonly IToken[]): IToken | undefined {
    return token.tokenType === EOF ? tokens.at(-1) : token;
  }

  /** Statements whose tokens mean nothing, or that nest too deeply, are left out from the start. */
  private withoutUnreadable(slice: readonly IToken[]): readonly IToken[] | undefined {
    let tokens = slice;
    let budget = MOST_TOKENS_READ_AGAIN;
    const seen = new Map<Statement, IToken[]>();
    for (const token of slice) {
      const statement = this.owners.get(token);
      if (statement === undefined) continue;
      const own = seen.get(statement);
      if (own === undefined) seen.set(statement, [token]);
      else own.push(token);
    }
    for (const [statement, own] of seen) {
      const deep = findTooDeep(own);
      if (deep !== undefined) {
        const values = { deepest: DEEPEST_NESTING };
        const span = spanOf(deep);
        this.diagnostics.push(grammarDiagnostics.create({ code: "too-deep", file: this.path, span, values }));
        statement.reported = true;
      }
      if (!statement.unreadable && deep === undefined) continue;
      budget -= tokens.length;
      if (budget < 0) return undefined;
      tokens = leaveOut(statement, tokens, this.owners);
    }
    return tokens;
  }

  private checkVersion(): void {
    const { path: file, version } = this;
    if (!this.hasVersionLine) {
      const edits = [{ file, span: { start: 0, end: 0 }, newText: "xmap 1\n" }];
      const fixes = [{ title: "Write the version", edits }];
      const span = { start: 0, end: 0 };
      this.diagnostics.push(grammarDiagnostics.create({ code: "missing-version", file, span, values: {}, fixes }));
    } else if (version !== undefined && version.value !== 1) {
      const values = { version: version.value };
      this.diagnostics.push(grammarDiagnostics.create({ code: "unknown-version", file, span: version.span, values }));
    }
  }
}

function retyped(token: IToken, word: string): IToken {
  const tokenType = wordToken(word as Word);
  return { ...token, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx ?? 0 };
}

function lineNumbers(text: string): (offset: number) => number {
  const starts = createSourceText("", text).lineStarts;
  return (offset) => starts.findLastIndex((start) => start <= offset);
}
