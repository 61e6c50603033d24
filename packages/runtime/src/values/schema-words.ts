import { KEEP, type Report } from "@xmap/contract";
import { show } from "./input.ts";

/** Whether a text has fewer characters (code points) than that. */
export function isShorter(text: string, characters: number): boolean {
  return [...text].length < characters;
}

const patterns = new Map<string, RegExp>();

/** Whether a text matches a regular expression of JSON Schema (ECMAScript, by code points) somewhere. */
export function matchesPattern(text: string, pattern: string): boolean {
  const known = patterns.get(pattern) ?? new RegExp(pattern, "u");
  patterns.set(pattern, known);
  return known.test(text);
}

const CLOSE = 1e-9;

/** Whether a number is a whole number of steps, as decimal fractions are meant: 0.3 is three steps of 0.1. */
export function isMultipleOf(value: number, step: number): boolean {
  const steps = value / step;
  return Math.abs(steps - Math.round(steps)) <= CLOSE * Math.max(1, Math.abs(steps));
}

/** A compiled schema: true when a value fits, else `errors` says what does not. */
export interface SchemaCheck {
  (value: unknown): boolean;
  readonly errors?: readonly SchemaMisfit[] | null;
}

interface SchemaMisfit {
  /** `/tags/0` */
  readonly instancePath: string;
  /** `must NOT have duplicate items` */
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Rejects a record for which a rule has made a value that the target's schema does not allow. */
export function requireSchema(report: Report, rule: string, path: string, value: unknown, check: SchemaCheck): void {
  if (value === undefined || value === KEEP || check(value)) return;
  const [misfit] = check.errors ?? [];
  report.problem("reject", rule, `${placeOf(path, misfit)} ${sentence(misfit)}, not ${show(value)}`);
}

/**
 * The record, rejected when the target's schema does not allow its fields beside each other. `rules`: the rule of each
 * field. A record with fields that stay what they are is not known whole, and so not judged.
 */
export function requireRecord<Draft extends object>(
  draft: Draft,
  report: Report,
  check: SchemaCheck,
  rules: Readonly<Record<string, string>>,
): Draft {
  const values: readonly unknown[] = Object.values(draft);
  if (values.includes(KEEP) || check(draft)) return draft;
  const [misfit] = check.errors ?? [];
  const field = fieldOf(misfit) ?? "";
  const rule = Object.hasOwn(rules, field) ? rules[field] : Object.values(rules)[0];
  report.problem("reject", rule ?? "", `${placeOf("", misfit) || "the record"} ${sentence(misfit)}`);
  return draft;
}

function placeOf(path: string, misfit: SchemaMisfit | undefined): string {
  const inner = (misfit?.instancePath ?? "")
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`))
    .join("");
  return path === "" ? inner.replace(/^\./, "") : `${path}${inner}`;
}

/** The field that is told of: the one before which another is missing, or in which the value stands. */
function fieldOf(misfit: SchemaMisfit | undefined): string | undefined {
  const { property, missingProperty } = misfit?.params ?? {};
  const [, field] = (misfit?.instancePath ?? "").split("/");
  return [field, property, missingProperty].find((name): name is string => typeof name === "string" && name !== "");
}

function sentence(misfit: SchemaMisfit | undefined): string {
  return (misfit?.message ?? "must be as its schema says").replace("NOT", "not");
}
