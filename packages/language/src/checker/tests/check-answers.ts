import type { Value } from "@xmap/contract";
import type { Span } from "@xmap/diagnostics";
import type { TestAnswers, TestArm } from "@xmap/grammar";
import { nearNames } from "../../diagnostics/near-names.ts";
import type { BindingSymbol, EntitySymbol, FlowSymbol } from "../../program.ts";
import { itemOf } from "../../types/classify.ts";
import { optional, present } from "../../types/make-type.ts";
import type { Type, ValueType } from "../../types/type.ts";
import { typeToText } from "../../types/type-to-text.ts";
import type { CheckContext } from "../check-context.ts";
import { keyReference, resolveName } from "../resolve-name.ts";
import { invocationOf } from "../steps/check-invocation.ts";
import type { CheckedAnswerArm, CheckedAnswers } from "./checked-test.ts";
import { findMisfits, type Misfit, pathText, valueText } from "./find-misfits.ts";
import { type JsonLiteral, literalAt, readJsonLiteral } from "./json-literal.ts";
import type { SubjectParts } from "./subject-parts.ts";

type Answering = CheckedAnswers["of"];

/** What a question of a lookup, a binding or an entity looks like, and its answer. */
interface Signature {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly value: ValueType }[];
  /** Of an answer that is no record of `entities`. */
  readonly plain: ValueType | undefined;
  readonly entities: readonly EntitySymbol[];
  readonly mayFindNothing: boolean;
}

/** What a test lets lookups, bindings and entities answer: the subject asks them, and the types fit. */
export function checkAnswers(
  answers: TestAnswers,
  subject: BindingSymbol | FlowSymbol,
  parts: SubjectParts,
  context: CheckContext,
): CheckedAnswers | undefined {
  const of = resolveAnswering(answers, context);
  if (of === undefined) return undefined;
  if (!isAsked(of, parts))
    context.report({
      code: "unused-answer",
      span: answers.of.span,
      values: { subject: subject.name, name: nameOf(of) },
    });
  const signature = signatureOf(of, subject);
  return { of, arms: answers.arms.flatMap((arm) => checkArm(arm, signature, context)) };
}

/** What is said to answer: a declaration, or a call of a system. */
export function resolveAnswering({ of, invocation }: TestAnswers, context: CheckContext): Answering | undefined {
  if (invocation === undefined) return resolveName(context, of, ["lookup", "binding", "entity"]);
  const system = resolveName(context, of, ["system"]);
  if (system === undefined || invocation.name === "") return undefined;
  const found = invocationOf(system, invocation.name);
  if (found !== undefined) {
    const parameters = [...found.parameters.fields.keys()];
    return { kind: "invocation", system, name: invocation.name, parameters };
  }
  const help = nearNames(invocation.name, Object.keys(system.description.invocations ?? {}));
  const values = { entity: system.name, name: invocation.name };
  context.report({ code: "unknown-operation", span: invocation.span, values, help });
  return undefined;
}

function nameOf(of: Answering): string {
  return of.kind === "invocation" ? `${of.system.name}.${of.name}` : of.name;
}

function isAsked(of: Answering, parts: SubjectParts): boolean {
  switch (of.kind) {
    case "lookup":
      // The way back of a two-way lookup has a symbol of its own.
      return [...parts.lookups].some(({ declaration }) => declaration === of.declaration);
    case "binding":
      return parts.bindings.has(of);
    case "entity":
      return parts.entities.has(of);
    case "invocation":
      return parts.invocations.has(nameOf(of));
  }
}

function signatureOf(of: Answering, subject: BindingSymbol | FlowSymbol): Signature {
  const name = nameOf(of);
  switch (of.kind) {
    case "lookup": {
      const columns = of.columns.map(({ path, value }) => ({ name: path, value: optional(itemOf(value.type)) }));
      return { name, columns, plain: of.result.value, entities: [], mayFindNothing: true };
    }
    case "binding": {
      const inFlow = subject.kind === "flow";
      return {
        name,
        columns: keyColumns(of.left),
        plain: present(keyReference(of.right)),
        // A flow may look for the left record as well.
        entities: inFlow ? [of.right, of.left] : [of.right],
        mayFindNothing: inFlow,
      };
    }
    case "entity":
      return { name, columns: keyColumns(of), plain: undefined, entities: [of], mayFindNothing: true };
    case "invocation": {
      const asked = invocationOf(of.system, of.name);
      const columns = [...(asked?.parameters.fields.values() ?? [])].map(({ name: column, value }) => ({
        name: column,
        value: optional(value.type),
      }));
      return { name, columns, plain: asked?.answer, entities: [], mayFindNothing: false };
    }
  }
}

function keyColumns(entity: EntitySymbol): Signature["columns"] {
  return entity.key.map(({ field, type }) => {
    const value: Type = type === "integer" ? { kind: "number", integer: true } : { kind: "text" };
    return { name: field, value: present(value) };
  });
}

function checkArm(arm: TestArm, signature: Signature, context: CheckContext): readonly CheckedAnswerArm[] {
  const answer = checkAnswer(arm, signature, context);
  const keys = checkKeys(arm, signature, context);
  if (answer === undefined || keys === undefined) return [];
  return keys.map((key) => ({ key, answer }));
}

/** The keys that an arm names: `"US", "NY"` is one key of two columns, or two of one. */
function checkKeys(
  arm: TestArm,
  { name, columns }: Signature,
  context: CheckContext,
): readonly CheckedAnswerArm["key"][] | undefined {
  const { patterns } = arm;
  if (patterns.length === 0) return [undefined];
  if (patterns.length % columns.length !== 0) {
    const wanted = columns.map((column) => column.name).join(", ");
    const values = { name, wanted, found: patterns.length };
    context.report({ code: "wrong-answer", wording: "columns", span: arm.span, values });
    return undefined;
  }
  const literals = patterns.map((pattern, index) => {
    const literal = readJsonLiteral(pattern, context);
    const column = columns[index % columns.length];
    if (literal === undefined || column === undefined) return undefined;
    const [misfit] = findMisfits(literal.value, column.value, () => false);
    if (misfit === undefined) return literal.value;
    const values = { name, wanted: typeToText(column.value.type), found: valueText(literal.value) };
    context.report({ code: "wrong-answer", wording: "key", span: pattern.span, values });
    return undefined;
  });
  const keys: Value[][] = [];
  for (let index = 0; index < literals.length; index += columns.length) {
    const key = literals.slice(index, index + columns.length);
    if (key.some((value) => value === undefined)) return undefined;
    keys.push(key.filter((value): value is Value => value !== undefined));
  }
  return keys;
}

function checkAnswer(
  { answer }: TestArm,
  signature: Signature,
  context: CheckContext,
): CheckedAnswerArm["answer"] | undefined {
  const { name, plain, entities, mayFindNothing } = signature;
  if (answer.kind === "NoneAnswer") {
    if (mayFindNothing) return "none";
    const wording = entities.length === 0 ? "silent" : "none";
    context.report({ code: "wrong-answer", wording, span: answer.span, values: { name } });
    return undefined;
  }
  const literal = readJsonLiteral(answer, context);
  if (literal === undefined) return undefined;
  const isRecord = typeof literal.value === "object" && literal.value !== null;
  if (isRecord && entities.length > 0) {
    const tried = entities.map((entity) => findMisfits(literal.value, present(entity.type), () => false));
    const best = tried.reduce((left, right) => (right.length < left.length ? right : left));
    for (const misfit of best) reportMisfit(misfit, literal, context);
    return { value: literal.value };
  }
  const misfits = plain === undefined ? undefined : findMisfits(literal.value, plain, () => false);
  if (misfits?.length === 0) return { value: literal.value };
  if (isRecord && misfits?.every(({ path }) => path.length > 0) === true) {
    for (const misfit of misfits) reportMisfit(misfit, literal, context);
    return { value: literal.value };
  }
  const wanted =
    plain === undefined ? `a record of ${entities.map((entity) => entity.name).join(" or ")}` : typeToText(plain);
  const values = { name, wanted, found: valueText(literal.value) };
  context.report({ code: "wrong-answer", span: answer.span, values });
  return undefined;
}

function reportMisfit(misfit: Misfit, literal: JsonLiteral, context: CheckContext): void {
  const place = pathText(misfit.path);
  const span: Span = literalAt(literal, misfit.path).span;
  switch (misfit.kind) {
    case "value":
    case "outside": {
      const { wanted, found, help } = misfit;
      context.report({ code: "wrong-answer", wording: "field", span, values: { place, wanted, found }, help });
      return;
    }
    case "unknown":
      context.report({
        code: "wrong-answer",
        wording: "unknown",
        span,
        values: { place: misfit.field, record: misfit.record },
        help: misfit.help,
      });
      return;
    case "missing":
      return;
  }
}
