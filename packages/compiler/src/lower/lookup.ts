import type { Answer } from "@xmap/grammar";
import type { LookupSymbol } from "@xmap/language";
import type { Code, ExportedName, Local } from "../ir/code.ts";
import { arrow, at, literal, local, method, object } from "../ir/code.ts";
import type { AnswerIr, LookupIr } from "../ir/module.ts";
import { localsIn } from "../ir/walk-code.ts";
import { lowerAnswer } from "./answers.ts";
import { textPart } from "./construct.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { lowered, TEXT, UNKNOWN } from "./lowered.ts";
import type { ProgramContext } from "./program-context.ts";

const KEY: Local = { name: "key", reported: false };
const KEY_PARTS: Local = { name: "...key", reported: false };

/** A lookup as a constant; `base` when only its answer for a miss differs from another one's. */
export function lowerLookupWith(
  lookup: LookupSymbol,
  constant: ExportedName,
  base: ExportedName | undefined,
  none: Answer,
  scope: ExpressionScope,
  context: ProgramContext,
): LookupIr {
  // In messages `$` is the key; the values of several columns stand one after the other.
  const single = lookup.columns.length === 1;
  const parts = method(method(local(KEY), "map", { kind: "helper", name: "text" }), "join", literal(", "));
  const shown = single ? lowered(local(KEY), UNKNOWN) : lowered(parts, TEXT);
  const inner = { ...scope, context: shown, root: shown, contextFields: new Map() };
  const several: AnswerIr = {
    kind: "outcome",
    word: "hold",
    message: { kind: "text", parts: [`${lookup.name} finds several for `, textPart(shown)] },
  };
  const many = lookup.many === undefined ? several : lowerAnswer(lookup.many, inner, `${lookup.name} finds several`);
  return {
    constant,
    documentation: base === undefined ? lookup.declaration.documentation : undefined,
    name: lookup.name,
    base,
    entity: context.nameOf(lookup.entity, "constant"),
    columns: lookup.columns.map((column) => column.path),
    result: lookup.result.path,
    cacheMilliseconds: lookup.cacheMilliseconds,
    indexMilliseconds: lookup.indexMilliseconds,
    none: ofKey(answerObject(lowerAnswer(none, inner, `${lookup.name} finds nothing`)), single),
    many: ofKey(answerObject(many), single),
  };
}

function ofKey(value: Code, single: boolean): Code {
  const parameter = single ? KEY : KEY_PARTS;
  return arrow(localsIn([value]).has(KEY) ? [{ local: parameter, type: undefined }] : [], value);
}

function answerObject(answer: AnswerIr): Code {
  return at(answer.place, bareAnswerObject(answer));
}

function bareAnswerObject(answer: AnswerIr): Code {
  switch (answer.kind) {
    case "value":
      return object([{ name: "answer", value: literal(answer.value) }]);
    case "outcome":
      return object([
        { name: "word", value: literal(answer.word) },
        { name: "message", value: answer.message },
      ]);
    case "keep":
      return object([{ name: "keep", value: literal(true) }]);
    case "absent":
      return object([{ name: "answer", value: literal(null) }]);
  }
}
