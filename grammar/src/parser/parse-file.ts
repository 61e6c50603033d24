import { createSourceText, type Diagnostic, didYouMean, type Span } from "@xmap/diagnostics";
import { EOF, type ILexingError, type IRecognitionException, type IToken } from "chevrotain";
import { grammarDiagnostics } from "../diagnostics.ts";
import type { Comment, Declaration, Import, Template, TemplateText, XmapFile } from "../tree/declarations.ts";
import type { Expression } from "../tree/expressions.ts";
import { DeclarationParser } from "./declaration-parser.ts";
import { spanOf } from "./expression-parser.ts";
import { layOut, statementAround } from "./layout.ts";
import { expressionLexer, fileLexer, LineEnd, UnclosedString } from "./tokens.ts";

/** The deepest nesting of brackets that is read. */
const DEEPEST = 200;
const DECLARATIONS = ["import", "system", "entity", "map", "lookup", "rules", "binding", "policy", "flow", "test"];

let shared: { outer: DeclarationParser; inner: DeclarationParser } | undefined;

/** Building a parser costs some 50 ms, so there is one for files and one for the expressions inside templates. */
function parsers(): { outer: DeclarationParser; inner: DeclarationParser } {
  shared ??= { outer: new DeclarationParser(), inner: new DeclarationParser() };
  return shared;
}

export interface ParsedFile {
  readonly file: XmapFile;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a `.xmap` file. Never throws; a statement that cannot be read is left out and said so, the others stand. */
export function parseFile(path: string, text: string): ParsedFile {
  return new FileReader(path, text).read();
}

/** Reads a bare JSONata expression. Never throws. */
export function parseExpression(
  path: string,
  text: string,
): { expression: Expression; diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const { tokens, errors } = expressionLexer.tokenize(text);
  const expression = readExpression(parsers().outer, tokens, path, { start: 0, end: text.length }, diagnostics);
  diagnostics.push(...lexingProblems(path, tokens, errors));
  return { expression, diagnostics };
}

function readExpression(
  parser: DeclarationParser,
  tokens: readonly IToken[],
  path: string,
  whole: Span,
  diagnostics: Diagnostic[],
): Expression {
  const missing: Expression = { kind: "MissingExpression", span: whole };
  const deep = findTooDeep(tokens);
  if (deep !== undefined) {
    diagnostics.push(
      grammarDiagnostics.create({ code: "too-deep", file: path, span: spanOf(deep), values: { deepest: DEEPEST } }),
    );
    return missing;
  }
  parser.input = [...tokens];
  const expression = parser.wholeExpression();
  const [error] = parser.errors;
  if (error === undefined) return expression;
  diagnostics.push(syntaxError(path, error, tokens, whole.end));
  return missing;
}

class FileReader {
  private readonly diagnostics: Diagnostic[] = [];
  private readonly path: string;
  private readonly text: string;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  read(): ParsedFile {
    const { tokens, errors, groups } = fileLexer.tokenize(this.text);
    this.diagnostics.push(...lexingProblems(this.path, tokens, errors));
    const comments = (groups.comments ?? []).map(
      (token): Comment => ({ kind: "Comment", text: token.image, span: spanOf(token) }),
    );
    const { slices, problems } = layOut(
      tokens.filter((token) => token.tokenType !== UnclosedString),
      this.text,
    );
    for (const { kind, token } of problems) {
      this.diagnostics.push(
        kind === "unclosed"
          ? grammarDiagnostics.create({
              code: "unclosed-bracket",
              file: this.path,
              span: spanOf(token),
              values: { bracket: token.image },
            })
          : grammarDiagnostics.create({
              code: "stray-bracket",
              file: this.path,
              span: spanOf(token),
              values: { bracket: token.image },
            }),
      );
    }
    let version: XmapFile["version"];
    const imports: Import[] = [];
    const declarations: Declaration[] = [];
    for (const slice of slices) {
      const word = slice[0]?.image;
      if (word === "xmap") version = this.readSlice(slice, () => parsers().outer.versionLine()) ?? version;
      else if (word === "import")
        push(
          imports,
          this.readSlice(slice, () => parsers().outer.importLine()),
        );
      else if (word !== undefined && DECLARATIONS.includes(word)) {
        const documentation = this.documentationBefore(slice, comments);
        push(
          declarations,
          this.readSlice(slice, () => parsers().outer.declaration(documentation)),
        );
      } else this.reportStrayText(slice);
    }
    if (version === undefined && !slices.some((slice) => slice[0]?.image === "xmap")) {
      this.diagnostics.push(
        grammarDiagnostics.create({ code: "missing-version", file: this.path, span: { start: 0, end: 0 }, values: {} }),
      );
    } else if (version !== undefined && version.value !== 1) {
      this.diagnostics.push(
        grammarDiagnostics.create({
          code: "unknown-version",
          file: this.path,
          span: version.span,
          values: { version: version.value },
        }),
      );
    }
    const span = { start: 0, end: this.text.length };
    const source = createSourceText(this.path, this.text);
    const file: XmapFile = { kind: "XmapFile", source, version, imports, declarations, comments, span };
    return { file, diagnostics: [...this.diagnostics].sort((a, b) => a.span.start - b.span.start) };
  }

  /** Parses a declaration; leaves out the statement around each error and tries again, so that one mistake costs one line. */
  private readSlice<Node>(slice: readonly IToken[], parse: () => Node): Node | undefined {
    let tokens = [...slice];
    const deep = findTooDeep(tokens);
    if (deep !== undefined) {
      this.diagnostics.push(
        grammarDiagnostics.create({
          code: "too-deep",
          file: this.path,
          span: spanOf(deep),
          values: { deepest: DEEPEST },
        }),
      );
      return undefined;
    }
    const { outer } = parsers();
    while (tokens.length > 0) {
      const templateProblems: Diagnostic[] = [];
      outer.readTemplate = (token) => this.readTemplate(token, templateProblems);
      outer.input = tokens;
      const node = parse();
      const [error] = outer.errors;
      if (error === undefined) {
        this.diagnostics.push(...templateProblems);
        return node;
      }
      const end = spanOf(tokens.at(-1) ?? (slice[0] as IToken)).end;
      this.diagnostics.push(syntaxError(this.path, error, tokens, end));
      const position = error.token.tokenType === EOF ? tokens.length - 1 : tokens.indexOf(error.token);
      const range = statementAround(tokens, position < 0 ? tokens.length - 1 : position);
      if (range.from <= 0 || range.to <= range.from) return undefined;
      tokens = [...tokens.slice(0, range.from), ...tokens.slice(range.to)];
    }
    return undefined;
  }

  private readTemplate(token: IToken, problems: Diagnostic[]): Template {
    const parts: (TemplateText | Expression)[] = [];
    const { image, startOffset } = token;
    let text = "";
    let textStart = 1;
    let at = 1;
    const flush = (end: number): void => {
      if (text !== "")
        parts.push({ kind: "TemplateText", text, span: { start: startOffset + textStart, end: startOffset + end } });
      text = "";
    };
    while (at < image.length - 1) {
      const letter = image[at] ?? "";
      if (letter === "{" && image[at + 1] === "{") {
        text += "{";
        at += 2;
      } else if (letter === "{") {
        flush(at);
        const close = closingBrace(image, at);
        const span = { start: startOffset + at + 1, end: startOffset + (close === -1 ? image.length - 1 : close) };
        if (close === -1)
          problems.push(
            grammarDiagnostics.create({
              code: "unclosed-bracket",
              file: this.path,
              span: { start: startOffset + at, end: startOffset + at + 1 },
              values: { bracket: "{" },
            }),
          );
        // Blanks before the expression keep its positions those of the file.
        const { tokens } = fileLexer.tokenize(" ".repeat(span.start) + this.text.slice(span.start, span.end));
        parts.push(readExpression(parsers().inner, tokens, this.path, span, problems));
        at = close === -1 ? image.length - 1 : close + 1;
        textStart = at;
      } else if (letter === "\\") {
        text += unescapeLetter(image[at + 1] ?? "");
        at += 2;
      } else {
        text += letter;
        at += 1;
      }
    }
    flush(at);
    return { kind: "Template", parts, span: spanOf(token) };
  }

  private documentationBefore(slice: readonly IToken[], comments: readonly Comment[]): string | undefined {
    const start = slice[0]?.startOffset ?? 0;
    const before = comments.findLast((comment) => comment.span.end <= start);
    if (before === undefined || !before.text.startsWith("/**") || this.text.slice(before.span.end, start).trim() !== "")
      return undefined;
    return before.text
      .slice(3, -2)
      .split("\n")
      .map((line) => line.replace(/^\s*\*? ?/, "").trimEnd())
      .join("\n")
      .trim();
  }

  private reportStrayText(slice: readonly IToken[]): void {
    const first = slice[0];
    if (first === undefined || first.tokenType === LineEnd) return;
    this.diagnostics.push(
      grammarDiagnostics.create({
        code: "unknown-declaration",
        file: this.path,
        span: spanOf(first),
        values: { found: first.image },
        help: didYouMean(first.image, DECLARATIONS),
      }),
    );
  }
}

function unescapeLetter(letter: string): string {
  return letter === "n" ? "\n" : letter === "t" ? "\t" : letter;
}

function push<Item>(list: Item[], item: Item | undefined): void {
  if (item !== undefined) list.push(item);
}

function closingBrace(image: string, open: number): number {
  let depth = 0;
  for (let at = open; at < image.length - 1; at += 1) {
    if (image[at] === "{") depth += 1;
    if (image[at] === "}") depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

function findTooDeep(tokens: readonly IToken[]): IToken | undefined {
  let depth = 0;
  for (const token of tokens) {
    if (token.image === "(" || token.image === "[" || token.image === "{" || token.image === "-") depth += 1;
    else if (token.image === ")" || token.image === "]" || token.image === "}") depth -= 1;
    else if (token.tokenType === LineEnd) continue;
    if (depth > DEEPEST) return token;
  }
  return undefined;
}

function lexingProblems(path: string, tokens: readonly IToken[], errors: readonly ILexingError[]): Diagnostic[] {
  const unclosed = tokens
    .filter((token) => token.tokenType === UnclosedString)
    .map((token) =>
      grammarDiagnostics.create({ code: "unclosed-string", file: path, span: spanOf(token), values: {} }),
    );
  const unknown = errors.map((error) => {
    const span = { start: error.offset, end: error.offset + error.length };
    return grammarDiagnostics.create({ code: "unknown-character", file: path, span, values: {} });
  });
  return [...unclosed, ...unknown];
}

function syntaxError(path: string, error: IRecognitionException, tokens: readonly IToken[], end: number): Diagnostic {
  const atEnd = error.token.tokenType === EOF || error.token.tokenType === LineEnd;
  const before = error.token.tokenType === EOF ? tokens.at(-1) : tokens[tokens.indexOf(error.token) - 1];
  const place = atEnd && before !== undefined ? spanOf(before).end : end;
  const span = atEnd ? { start: Math.max(0, place - 1), end: place } : spanOf(error.token);
  const found = atEnd ? "the end of the line" : `\`${error.token.image}\``;
  const expected = /\$\{(.*)\}/.exec(error.message)?.[1];
  return expected === undefined
    ? grammarDiagnostics.create({ code: "syntax-error", file: path, span, values: { found } })
    : grammarDiagnostics.create({
        code: "syntax-error",
        wording: "expected",
        file: path,
        span,
        values: { found, expected },
      });
}
