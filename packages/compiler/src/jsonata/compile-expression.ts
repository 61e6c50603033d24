import { createSourceText, positionAt } from "@xmap/diagnostics";
import { parseExpression } from "@xmap/grammar";
import { emitNode } from "./emit-expression.ts";
import { Emitter } from "./emitter.ts";
import { findSyntaxProblem } from "./find-syntax-problem.ts";
import { makesLists } from "./makes-lists.ts";
import type { EvaluatedText, Node } from "./node.ts";
import { resolveExpression } from "./resolve.ts";
import { SyntaxProblem } from "./syntax-problem.ts";

export interface CompileOptions {
  /** Variables that come from outside; those that are called like built-in functions hide them. */
  readonly bound?: Iterable<string> | undefined;
}

/** An expression as JavaScript. */
export interface CompiledCode {
  readonly kind: "compiled";
  /** A module whose default export is the expression; it imports `@xmap/runtime/jsonata` only. */
  readonly source: string;
  /** What it imports from there. */
  readonly imports: readonly string[];
  /** The exported value as a JavaScript expression. */
  readonly code: string;
  /** Built-in functions that the code calls directly: no variable from outside may be called so. */
  readonly builtIns: ReadonlySet<string>;
  readonly text: string;
}

/** Why a text is no expression. */
export interface RefusedText {
  readonly kind: "refused";
  /** JSONata's code, `S0…`. */
  readonly code: string;
  readonly message: string;
  readonly token: string | undefined;
  readonly position: { readonly line: number; readonly column: number };
}

const MODULE = "@xmap/runtime/jsonata";

/** Compiles a JSONata expression to synchronous JavaScript. */
export function compileExpression(text: string, options: CompileOptions = {}): CompiledCode | RefusedText {
  let root: Node;
  try {
    root = readExpression(text);
  } catch (error) {
    return refused(text, error);
  }
  const emitter = new Emitter(root, { bound: new Set(options.bound ?? []) }, emitNode);
  const scope = emitter.openScope(undefined, [root]);
  const { code: result } = emitter.emit(root, { context: "context", scope });
  emitter.closeScope(scope);
  emitter.use("defineExpression");
  const body = `${emitter.writer.print(1)}  return ${result};\n`;
  const lineStarts = createSourceText("expression", text).lineStarts.join(", ");
  const definition = `{ lineStarts: [${lineStarts}], makesLists: ${makesLists(root)} }`;
  const code = `defineExpression(${definition}, (run, context, bindings) => {\n${body}})`;
  const imports = emitter.helpers;
  const source = `import { ${imports.join(", ")} } from "${MODULE}";\n\nexport default ${code};\n`;
  return { kind: "compiled", source, imports, code, builtIns: emitter.builtIns, text };
}

/** Reads and resolves a text. Throws SyntaxProblem. */
function readExpression(text: string): Node {
  const { expression, diagnostics } = parseExpression("expression", text);
  if (diagnostics.length > 0) throw findSyntaxProblem(text, diagnostics);
  return resolveExpression(expression, readEvaluatedText);
}

/** Reads and resolves the texts of `$eval` that stand in an expression. */
export function readEvaluatedText(text: string): EvaluatedText {
  try {
    return { kind: "read", node: readExpression(text) };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    return { kind: "refused", code: error.code, message: error.message };
  }
}

function refused(text: string, error: unknown): RefusedText {
  if (!(error instanceof SyntaxProblem)) throw error;
  const { code, message, token, at } = error;
  const position = positionAt(createSourceText("expression", text), at);
  return { kind: "refused", code, message, token, position };
}
