import { createSourceText, type Diagnostic, hasErrors, type SourceText } from "@xmap/diagnostics";
import { type Expression, parseExpression } from "@xmap/grammar";
import { inOrder } from "../check-project.ts";
import { languageDiagnostics } from "../diagnostics/language-diagnostics.ts";
import type { ExpressionContext } from "../expressions/expression-context.ts";
import { inferExpression } from "../expressions/infer.ts";
import type { Scope } from "../expressions/scope.ts";
import { functionTable } from "../functions/function-table.ts";
import { present } from "../types/make-type.ts";
import type { RecordType, ValueType } from "../types/type.ts";
import { entitiesOf, type ProjectFiles } from "./entities-of.ts";

/** What diagnostics of the expression name as their file. */
const EXPRESSION_PATH = "expression";

/** What is known of an expression over the records of an entity. */
export type ExpressionType =
  | {
      readonly kind: "typed";
      /** Undefined when the expression has an error. */
      readonly value: ValueType | undefined;
      readonly diagnostics: readonly Diagnostic[];
      /** The expression as the diagnostics count in it. */
      readonly source: SourceText;
    }
  /** The project has no such entity, or its declaration has an error: `projectHasErrors` then. */
  | { readonly kind: "unknownEntity"; readonly entities: readonly string[]; readonly projectHasErrors: boolean };

/** The type of a JSONata expression whose `$` and `$$` are a record of the entity; never throws on bad input. */
export function typeOfExpression(project: ProjectFiles, entityName: string, text: string): ExpressionType {
  const { entities, diagnostics } = entitiesOf(project);
  const entity = entities.get(entityName);
  if (entity === undefined)
    return { kind: "unknownEntity", entities: [...entities.keys()], projectHasErrors: hasErrors(diagnostics) };
  const source = createSourceText(EXPRESSION_PATH, text);
  const parsed = parseExpression(EXPRESSION_PATH, text);
  const found = [...parsed.diagnostics];
  const value = inferOver(entity.type, parsed.expression, source, found);
  return {
    kind: "typed",
    value: hasErrors(found) ? undefined : value,
    diagnostics: inOrder(found, [EXPRESSION_PATH]),
    source,
  };
}

function inferOver(
  record: RecordType,
  expression: Expression,
  source: SourceText,
  diagnostics: Diagnostic[],
): ValueType {
  const types = new Map<Expression, ValueType>();
  const context: ExpressionContext = {
    path: source.path,
    types,
    functions: functionTable(),
    reads: new Map(),
    recorder: undefined,
    report: (report) => {
      diagnostics.push(languageDiagnostics.create({ ...report, file: source.path }));
    },
    textOf: (span) => source.text.slice(span.start, span.end).replace(/\s+/g, " ").trim(),
    infer: (inner, scope, using = context) => {
      const value = inferExpression(inner, scope, using);
      types.set(inner, value);
      return value;
    },
  };
  const scope: Scope = { context: present(record), root: present(record), lets: new Map(), flow: false };
  return context.infer(expression, scope);
}
