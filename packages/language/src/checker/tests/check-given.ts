import type { DataRecord, Value } from "@xmap/contract";
import type { Span } from "@xmap/diagnostics";
import type { StringLiteral } from "@xmap/grammar";
import { resolveImportPath } from "../../binder/import-path.ts";
import type { EntitySymbol } from "../../program.ts";
import { present } from "../../types/make-type.ts";
import type { CheckContext } from "../check-context.ts";
import type { TestFixture } from "./checked-test.ts";
import { findMisfits, type Misfit, type Needs, pathText, valueText } from "./find-misfits.ts";

/** The record that a test starts from: the file is there, is JSON, and fits the entity. */
export function checkGiven(given: StringLiteral, entity: EntitySymbol, context: CheckContext): TestFixture | undefined {
  const { span } = given;
  const path = resolveImportPath(context.path, given.value);
  const text = path === undefined ? undefined : context.project.host.readFile(path);
  if (path === undefined || text === undefined) {
    context.report({ code: "missing-fixture", span, values: { path: given.value } });
    return undefined;
  }
  const parsed = parseJson(text);
  if ("problem" in parsed) {
    const values = { path: given.value, problem: parsed.problem };
    context.report({ code: "missing-fixture", wording: "json", span, values });
    return undefined;
  }
  const { value } = parsed;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const values = { path: given.value, found: valueText(value) };
    context.report({ code: "missing-fixture", wording: "record", span, values });
    return undefined;
  }
  const read: Needs = (record, field) => context.project.reads.get(record)?.has(field) === true;
  const keys = new Set(entity.key.map(({ field }) => field));
  const needs: Needs = (record, field) => (record === entity.type && keys.has(field)) || read(record, field);
  for (const misfit of findMisfits(value, present(entity.type), needs))
    reportMisfit(misfit, given.value, span, context);
  return { path, record: value as DataRecord };
}

function parseJson(text: string): { readonly value: Value } | { readonly problem: string } {
  try {
    return { value: JSON.parse(text) as Value };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function reportMisfit(misfit: Misfit, path: string, span: Span, context: CheckContext): void {
  const place = pathText(misfit.path);
  switch (misfit.kind) {
    case "value": {
      const { wanted, found, help } = misfit;
      context.report({ code: "fixture-mismatch", span, values: { path, place, wanted, found }, help });
      return;
    }
    case "missing": {
      const values = { path, place: pathText([...misfit.path, misfit.field]), record: misfit.record };
      context.report({ code: "fixture-mismatch", wording: "missing", span, values });
      return;
    }
    case "outside": {
      const { wanted, found, help } = misfit;
      context.report({ code: "unusual-fixture", wording: "value", span, values: { path, place, wanted, found }, help });
      return;
    }
    case "unknown":
      context.report({
        code: "unusual-fixture",
        span,
        values: { path, place, record: misfit.record },
        help: misfit.help,
      });
  }
}
