import type { Expression } from "@xmap/grammar";
import { readEvaluatedText } from "./compile-expression.ts";
import { emitNode } from "./emit-expression.ts";
import { Emitter } from "./emitter.ts";
import { resolveExpression } from "./resolve.ts";
import type { Value } from "./value.ts";
import type { Lines } from "./writer.ts";

/** What an expression's code is written into. */
export interface EmbedOptions {
  /** The name that `@xmap/runtime/jsonata` is imported under. */
  readonly namespace: string;
  /** False: JavaScript. */
  readonly typed: boolean;
  /** Variables that are handed over. */
  readonly bound: ReadonlySet<string>;
  /** Functions beside JSONata's own. */
  readonly functions: ReadonlySet<string>;
}

/** A line of code; a list of lines is one block further in. */
export type EmbeddedLine = string | readonly EmbeddedLine[];

/** Compiles an expression with JSONata's exact sequences: the body of a function of `run`, `context` and `bindings`. Throws SyntaxProblem. */
export function embedExpression(expression: Expression, options: EmbedOptions): readonly EmbeddedLine[] {
  const root = resolveExpression(expression, readEvaluatedText);
  const { namespace, typed, bound, functions } = options;
  const module = { namespace, typed, functions, start: expression.span.start };
  const emitter = new Emitter(root, { bound, module }, emitNode);
  const { lines, result } = emitter.writer.collect((): Value => {
    const scope = emitter.openScope(undefined, [root]);
    const value = emitter.emit(root, { context: "context", scope });
    emitter.closeScope(scope);
    return value;
  });
  const all = plainLines([...lines, `return ${result.code};`]);
  return typed ? withoutUnused(all) : all;
}

function plainLines(lines: Lines): readonly EmbeddedLine[] {
  return lines.flatMap((line): readonly EmbeddedLine[] => {
    if (typeof line === "string") return [line];
    if (Array.isArray(line)) return [plainLines(line)];
    return line.text === undefined ? [] : [line.text];
  });
}

const NAME = /\b[A-Za-z]\w*_\d+\b/g;

/** Strict TypeScript wants every name read: those that nothing reads are marked so. */
function withoutUnused(lines: readonly EmbeddedLine[]): readonly EmbeddedLine[] {
  const counts = new Map<string, number>();
  const assigned = new Map<string, number>();
  visitLines(lines, (line) => {
    for (const [name] of line.matchAll(NAME)) counts.set(name, (counts.get(name) ?? 0) + 1);
    const target = /^([A-Za-z]\w*_\d+) = /.exec(line)?.[1];
    if (target !== undefined) assigned.set(target, (assigned.get(target) ?? 0) + 1);
  });
  const isUnread = (name: string): boolean => (counts.get(name) ?? 0) - (assigned.get(name) ?? 0) <= 1;
  return marked(lines, isUnread);
}

function visitLines(lines: readonly EmbeddedLine[], visit: (line: string) => void): void {
  for (const line of lines) {
    if (typeof line === "string") visit(line);
    else visitLines(line, visit);
  }
}

function marked(lines: readonly EmbeddedLine[], isUnread: (name: string) => boolean): readonly EmbeddedLine[] {
  const result: EmbeddedLine[] = [];
  let pending: readonly string[] = [];
  for (const line of lines) {
    if (typeof line !== "string") {
      result.push(marked(line, isUnread));
      continue;
    }
    result.push(withMarkedParameters(line, isUnread));
    if (/^(?:const|let) /.test(line)) pending = declaredNames(line).filter(isUnread);
    // A function's declaration ends with its closing line.
    if (line.endsWith("{")) continue;
    for (const name of pending) result.push(`void ${name};`);
    pending = [];
  }
  return result;
}

/** `let a_1: unknown = …, b_2: unknown = …;` declares several. */
function declaredNames(line: string): readonly string[] {
  const several = /^let (?:\w+_\d+[^,=;]* = [\w.]*UNBOUND(?:, |;))+$/.test(line);
  if (several) return [...line.matchAll(NAME)].map(([name]) => name);
  const first = /^(?:const|let) (\w+_\d+)/.exec(line)?.[1];
  return first === undefined ? [] : [first];
}

/** An underscore says that a parameter or a loop's item is not read. */
function withMarkedParameters(line: string, isUnread: (name: string) => boolean): string {
  const mark = (text: string): string => text.replace(NAME, (name) => (isUnread(name) ? `_${name}` : name));
  const loop = /^for \(const \w+_\d+ of /.exec(line)?.[0];
  if (loop !== undefined) return mark(loop) + line.slice(loop.length);
  return line.replace(/\((?:\w+_\d+: [\w.]+(?:, )?)+\): unknown =>/g, mark);
}
