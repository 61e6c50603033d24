import type { LookupDeclaration, MissItem, TypeReference } from "@xmap/grammar";
import type { Scope } from "../expressions/scope.ts";
import type { LookupSymbol } from "../program.ts";
import { present, TEXT } from "../types/make-type.ts";
import type { Type } from "../types/type.ts";
import { asSentenceStart, typeToText } from "../types/type-to-text.ts";
import type { CheckContext } from "./check-context.ts";
import { checkAnswer } from "./check-outcome.ts";
import { planConversion } from "./conversion.ts";
import { type ResolvedField, resolveField } from "./resolve-name.ts";
import { invertLookup } from "./two-way/invert-lookup.ts";

function checkColumn(
  reference: TypeReference,
  result: ResolvedField,
  context: CheckContext,
): ResolvedField | undefined {
  const column = resolveField(context, reference);
  if (column === undefined) return undefined;
  if (column.entity !== result.entity) {
    const values = { wanted: `A field of ${result.entity.name}`, found: `a field of ${column.entity.name}` };
    context.report({ code: "type-mismatch", span: reference.span, values });
    return undefined;
  }
  const isKey = column.entity.key.some((key) => key.field === column.path);
  if (!column.field.searchable && !isKey)
    context.report({ code: "key-not-searchable", span: reference.span, values: { target: column.path } });
  return column;
}

function checkMiss(item: MissItem, result: Type, scope: Scope, context: CheckContext): void {
  const { answer } = item;
  const value = checkAnswer(answer, scope, context);
  if (value === undefined || planConversion(value.type, result, true).kind === "fits") return;
  context.report({
    code: "type-mismatch",
    span: answer.span,
    values: { wanted: asSentenceStart(typeToText(result)), found: typeToText(value) },
  });
}

/** A lookup: its columns can be searched by, and a miss has an answer. */
export function checkLookup(declaration: LookupDeclaration, context: CheckContext): LookupSymbol | undefined {
  const result = resolveField(context, declaration.to);
  const columns = result === undefined ? [] : declaration.from.map((column) => checkColumn(column, result, context));
  const first = columns[0];
  const key: Type = columns.length === 1 && first !== undefined ? first.type : TEXT;
  const scope: Scope = { context: present(key), root: present(key), lets: new Map(), flow: false };
  let cacheMilliseconds = 0;
  let indexMilliseconds: number | undefined;
  let none: MissItem | undefined;
  let many: MissItem | undefined;
  for (const item of declaration.items) {
    if (item.kind === "CacheItem") cacheMilliseconds = item.duration.milliseconds;
    else if (item.kind === "IndexItem") indexMilliseconds = item.every.milliseconds;
    else {
      if (item.on === "none") none = item;
      else many = item;
      if (result !== undefined) checkMiss(item, result.type, scope, context);
    }
  }
  const { name, span } = declaration.name;
  if (none === undefined) {
    context.report({
      code: "lookup-without-none",
      span,
      values: { lookup: name },
      help: 'add `none -> hold "…"`',
    });
    return undefined;
  }
  const known = columns.filter((column) => column !== undefined);
  if (result === undefined || known.length !== columns.length) return undefined;
  const lookup: Omit<LookupSymbol, "inverse"> = {
    kind: "lookup",
    name,
    file: context.path,
    declaration,
    entity: result.entity,
    columns: known.map((column) => ({ path: column.path, value: { ...column.field.value, type: column.type } })),
    result: { path: result.path, value: { ...result.field.value, type: result.type } },
    cacheMilliseconds,
    indexMilliseconds,
    none: none.answer,
    many: many?.answer,
  };
  const inverse = declaration.direction === "<->" ? invertLookup(declaration, lookup, context) : undefined;
  return { ...lookup, inverse };
}
