import type { ParameterKind } from "../../functions/function-signature.ts";
import { functionTable } from "../../functions/function-table.ts";
import type { EntitySymbol } from "../../program.ts";
import { schemaToRecord } from "../../schema/schema-to-type.ts";
import { UNKNOWN_VALUE } from "../../types/make-type.ts";
import { typeToText } from "../../types/type-to-text.ts";
import { cursorPlace, type OpenBracket } from "../completion/cursor-place.ts";
import { findMark, MARK, markText } from "../completion/probe.ts";
import { signatureText } from "../describe/describe-symbol.ts";
import type { ProjectState } from "../project/project-state.ts";
import { calledOn, callTarget } from "../symbols/call-target.ts";
import { recordOrigins } from "../symbols/record-origins.ts";

export interface SignatureParameter {
  /** As it stands in the signature's label. */
  readonly label: string;
  readonly documentation: string;
}

/** A function, operation or key whose arguments are being written. */
export interface SignatureHelp {
  readonly label: string;
  readonly documentation: string;
  readonly parameters: readonly SignatureParameter[];
  /** Index of the parameter at the cursor; past the last one when there are too many arguments. */
  readonly active: number;
}

const FUNCTIONS = functionTable();

const TAKES: Readonly<Record<ParameterKind, string>> = {
  any: "Any value.",
  text: "Text.",
  number: "A number.",
  boolean: "True or false.",
  record: "A record.",
  list: "A list, or one value.",
  numbers: "A list of numbers.",
  plainNumbers: "A list of numbers without a currency.",
  amount: "An amount of money, or a number.",
  texts: "A list of texts.",
  records: "A record, or a list of records.",
  function: "A function.",
  pattern: "Text, or a regular expression.",
  replacement: "Text, or a function of a match.",
};

function ofFunction(name: string, active: number): SignatureHelp | undefined {
  const signature = FUNCTIONS.get(name);
  if (signature === undefined) return undefined;
  const parameters = signature.parameters.map((parameter) => ({
    label: `${parameter.name}${parameter.optional === true ? "?" : ""}`,
    documentation: `${TAKES[parameter.takes]}${parameter.optional === true ? " May be left out." : ""}`,
  }));
  return { label: signatureText(signature), documentation: signature.documentation, parameters, active };
}

function ofKey(entity: EntitySymbol, active: number): SignatureHelp {
  const parameters = entity.key.map(({ field, type }) => ({
    label: field,
    documentation: type === "integer" ? "A whole number." : "Text.",
  }));
  const label = `read ${entity.name}(${parameters.map((parameter) => parameter.label).join(", ")})`;
  return { label, documentation: "The record as it is now.", parameters, active };
}

/** The operation of the `call` around the cursor, found by the text with a mark in the cursor's place. */
function ofOperation(state: ProjectState, path: string, text: string, offset: number, bracket: OpenBracket) {
  const markedText = markText(text, cursorPlace(text, offset), MARK);
  const supposed = markedText === undefined ? undefined : state.supposing(path, markedText.text);
  const file = supposed?.files.get(path);
  const around = file === undefined ? undefined : findMark(file.loaded.file);
  const call = around?.findLast((node) => node.kind === "CallEffect");
  if (supposed === undefined || file === undefined || call?.kind !== "CallEffect") return undefined;
  const [target, operation] = call.target.names;
  const called = target === undefined ? undefined : callTarget(file, target, recordOrigins(supposed));
  const name = operation?.name ?? "";
  const description = calledOn(called, name);
  if (description === undefined) return undefined;
  const required = new Set(description.arguments.required ?? []);
  const origin = { entity: name, system: called?.system.name ?? "", omitted: new Set<string>() };
  const types = schemaToRecord(description.arguments, origin).fields;
  const parameters = Object.entries(description.arguments.properties ?? {}).map(([argument, schema]) => ({
    label: required.has(argument) ? argument : `${argument}?`,
    documentation: schema.description ?? typeToText(types.get(argument)?.value.type ?? UNKNOWN_VALUE.type),
  }));
  const label = `call ${target?.name}.${name}(${parameters.map((parameter) => parameter.label).join(", ")})`;
  const written = /(\w+)\s*:[^,]*$/.exec(text.slice(bracket.at + 1, offset))?.[1];
  const named = parameters.findIndex((parameter) => parameter.label.replace("?", "") === written);
  const active = named < 0 ? bracket.commas : named;
  return { label, documentation: description.description, parameters, active };
}

/** The call whose brackets are open at an offset. */
export function signatureHelp(state: ProjectState, path: string, offset: number): SignatureHelp | undefined {
  const file = state.analysis().files.get(path);
  if (file === undefined) return undefined;
  const { text } = file.loaded.file.source;
  const place = cursorPlace(text, Math.max(0, Math.min(offset, text.length)));
  if (place.inside === "comment") return undefined;
  for (const bracket of place.brackets.toReversed()) {
    if (bracket.image !== "(") continue;
    const before = text.slice(place.statement, bracket.at);
    const called = /\$([\p{Letter}\p{Number}_]+)\s*$/u.exec(before)?.[1];
    if (called !== undefined) return ofFunction(called, bracket.commas);
    const read = /\bread\s+(\w+)\s*$/.exec(before)?.[1];
    const symbol = read === undefined ? undefined : file.visible.get(read)?.declared.symbol;
    if (symbol?.kind === "entity") return ofKey(symbol, bracket.commas);
    if (/\bcall\s+[\w.`]+\s*$/.test(before)) return ofOperation(state, path, text, offset, bracket);
  }
  return undefined;
}
