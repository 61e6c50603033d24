import { type Diagnostic, didYouMean, positionAt, type SourceText } from "@xmap/diagnostics";
import { EOF, type IToken } from "chevrotain";
import { grammarDiagnostics } from "../diagnostics.ts";
import type { Comment, Declaration, Import, Template, XmapFile } from "../tree/declarations.ts";
import { spanOf } from "./base-parser.ts";
import { BLOCK_OPENERS } from "./block-tokens.ts";
import { Documentation } from "./documentation.ts";
import { type Layout, layOut } from "./layout.ts";
import { LazySourceText } from "./lazy-source-text.ts";
import { leaveOut } from "./leave-out.ts";
import { lexicalProblems } from "./lexical-problems.ts";
import { DEEPEST_BLOCKS, DEEPEST_NESTING } from "./nesting.ts";
import { runRule } from "./run-rule.ts";
import { fileParser } from "./shared-parsers.ts";
import { DECLARATION_WORDS, declarationWordFor } from "./statement-words.ts";
import { ownerOf, retyped, type Slice, type Statement } from "./statements.ts";
import { syntaxError } from "./syntax-error.ts";
import { readTemplate } from "./template-reader.ts";
import { TokenSet } from "./token-set.ts";
import { fileLexer } from "./tokens.ts";
import { NumberToken } from "./value-tokens.ts";
import { type Word, wordToken } from "./words.ts";

/** A declaration with so many mistakes that leaving them out one by one would take seconds is left out itself. */
const MOST_TOKENS_READ_AGAIN = 1_000_000;

const BLOCKS = new TokenSet(BLOCK_OPENERS);

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
  private readonly source: SourceText;
  private version: XmapFile["version"];
  private hasVersionLine = false;
  private readonly imports: Import[] = [];
  private readonly declarations: Declaration[] = [];

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
    this.source = new LazySourceText(path, text);
  }

  read(): ParsedFile {
    const lexed = fileLexer.tokenize(this.text);
    const found = lexicalProblems(this.path, lexed);
    for (const diagnostic of found) this.diagnostics.push(diagnostic);
    const comments = (lexed.groups.comments ?? []).map(
      (token): Comment => ({ kind: "Comment", text: token.image, span: spanOf(token) }),
    );
    const layout = layOut(lexed.tokens, this.text);
    this.noteLayoutProblems(layout, found);
    const documentation = new Documentation(this.text, comments);
    for (const slice of layout.slices) this.readSlice(slice, documentation);
    this.checkVersion();
    const { source, version, imports, declarations } = this;
    const span = { start: 0, end: this.text.length };
    const file: XmapFile = { kind: "XmapFile", source, version, imports, declarations, comments, span };
    return { file, diagnostics: this.diagnostics.toSorted((a, b) => a.span.start - b.span.start) };
  }

  /** A statement with a strange character in it is not complained about again. */
  private noteLayoutProblems({ problems, slices }: Layout, found: readonly Diagnostic[]): void {
    const { path: file } = this;
    for (const { kind, token } of problems) {
      const code = kind === "unclosed" ? "unclosed-bracket" : "stray-bracket";
      const values = { bracket: token.image };
      this.diagnostics.push(grammarDiagnostics.create({ code, file, span: spanOf(token), values }));
    }
    const strange = found.filter(({ code }) => code === "unknown-character");
    if (strange.length === 0) return;
    const lineOf = (offset: number): number => positionAt(this.source, offset).line;
    const lines = new Set(strange.map(({ span }) => lineOf(span.start)));
    for (const { tokens, owners } of slices) {
      for (const [index, statement] of owners.entries()) {
        if (lines.has(lineOf(tokens[index]?.startOffset ?? 0))) statement.reported = true;
      }
    }
  }

  private readSlice(slice: Slice, documentation: Documentation): void {
    const [first, next] = slice.tokens;
    const [statement] = slice.owners;
    if (first === undefined || statement === undefined) return;
    const parser = fileParser();
    const word = this.firstWord(first, next, statement);
    if (word === undefined) return;
    const read =
      word === first.image
        ? slice
        : { ...slice, tokens: [retyped(first, wordToken(word as Word)), ...slice.tokens.slice(1)] };
    if (word === "xmap") {
      if (!this.isFirst()) this.say("late-version", first);
      this.hasVersionLine = true;
      this.version = this.parse(read, () => parser.versionLine()) ?? this.version;
    } else if (word === "import") {
      if (this.declarations.length > 0) this.say("late-import", first);
      const made = this.parse(read, () => parser.importLine());
      if (made !== undefined) this.imports.push(made);
    } else {
      const text = documentation.before(first.startOffset);
      const made = this.parse(read, () => parser.declaration(text));
      if (made !== undefined) this.declarations.push(made);
    }
  }

  private isFirst(): boolean {
    return !this.hasVersionLine && this.imports.length + this.declarations.length === 0;
  }

  private say(code: "late-version" | "late-import", token: IToken): void {
    this.diagnostics.push(grammarDiagnostics.create({ code, file: this.path, span: spanOf(token), values: {} }));
  }

  /** The word that the statement begins with, or is taken to begin with; undefined when it is left out. */
  private firstWord(first: IToken, next: IToken | undefined, statement: Statement): string | undefined {
    const known = DECLARATION_WORDS.includes(first.image) || first.image === "xmap";
    if (known) return first.image;
    const isVersion = this.isFirst() && next?.tokenType === NumberToken;
    const meant = isVersion ? "xmap" : next?.image === "" ? undefined : declarationWordFor(first);
    if (!statement.reported) {
      const { path: file } = this;
      const span = spanOf(first);
      const help = isVersion ? "did you mean `xmap`?" : didYouMean(first.image, DECLARATION_WORDS);
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
  private parse<Node>(slice: Slice, rule: () => Node): Node | undefined {
    const { path: file } = this;
    const parser = fileParser();
    let rest = this.withoutUnreadable(slice);
    const isLeftOut = new Set<Statement>();
    for (let budget = MOST_TOKENS_READ_AGAIN; rest !== undefined && budget >= 0; budget -= rest.tokens.length) {
      const templateProblems: Diagnostic[] = [];
      parser.file = file;
      parser.readTemplate = (token): Template => readTemplate(file, token, templateProblems);
      const outcome = runRule(parser, rest.tokens, rule);
      if (outcome.kind === "read") {
        for (const problem of parser.problems) this.diagnostics.push(problem);
        for (const problem of templateProblems) this.diagnostics.push(problem);
        return outcome.node;
      }
      const at = outcome.kind === "refused" ? outcome.error.token : outcome.at;
      const last = rest.tokens.at(-1);
      const culprit = at.tokenType === EOF ? last : at;
      const statement = culprit === undefined ? undefined : ownerOf(rest, culprit);
      if (statement === undefined || isLeftOut.has(statement)) return undefined;
      if (!statement.reported) {
        const { first } = statement;
        const end = spanOf(last ?? first).end;
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
      rest = leaveOut(statement, rest);
    }
    return undefined;
  }

  /** Statements whose tokens mean nothing, or that nest too deeply, are left out from the start. */
  private withoutUnreadable(slice: Slice): Slice | undefined {
    let rest = slice;
    let budget = MOST_TOKENS_READ_AGAIN;
    for (const statement of slice.unreadable) {
      const { tooDeep } = statement;
      if (tooDeep !== undefined) {
        this.sayTooDeep(tooDeep);
        statement.reported = true;
      }
      budget -= rest.tokens.length;
      if (budget < 0) return undefined;
      rest = leaveOut(statement, rest);
    }
    return rest;
  }

  private sayTooDeep(token: IToken): void {
    const place = { code: "too-deep", file: this.path, span: spanOf(token) } as const;
    this.diagnostics.push(
      BLOCKS.has(token)
        ? grammarDiagnostics.create({ ...place, wording: "blocks", values: { deepest: DEEPEST_BLOCKS } })
        : grammarDiagnostics.create({ ...place, values: { deepest: DEEPEST_NESTING } }),
    );
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
      const { span } = version;
      const help = "write `xmap 1` if the file is meant for this version";
      const fixes = [{ title: "Change to version 1", edits: [{ file, span, newText: "1" }] }];
      this.diagnostics.push(grammarDiagnostics.create({ code: "unknown-version", file, span, values, help, fixes }));
    }
  }
}
