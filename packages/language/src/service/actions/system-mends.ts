import type { EntitySchema } from "@xmap/contract";
import { settingName } from "../setting-name.ts";
import { calledOn, callTarget } from "../symbols/call-target.ts";
import { recordOrigins } from "../symbols/record-origins.ts";
import { type Finding, insertion, type Mend, mend } from "./code-action.ts";
import { nodeOf, startsAt } from "./node-of-finding.ts";
import { appendToBlock } from "./text-places.ts";

/** The options that a connector requires and the system does not give; or the name of the connector that was pulled. */
export function optionMends(finding: Finding): readonly Mend[] {
  const byConnector = nodeOf(finding, "SystemDeclaration", ({ connector }) => startsAt(finding)(connector));
  if (byConnector !== undefined) {
    const pulled = finding.project.host.readDescription(byConnector.name.name)?.connector;
    return pulled === undefined ? [] : [mend(finding, `Change to ${pulled}`, pulled)];
  }
  const system = nodeOf(finding, "SystemDeclaration", ({ name }) => startsAt(finding)(name));
  const options = system === undefined ? undefined : finding.project.host.readDescription(system.name.name)?.options;
  if (system === undefined || options === undefined) return [];
  const given = new Set(system.options.map((option) => option.name.name));
  const missing = (options.required ?? []).filter((name) => !given.has(name));
  if (missing.length === 0) return [];
  const items = missing.map((name) => {
    const source = options.properties?.[name]?.["x-xmap-secret"] === true ? "secret" : "env";
    return `${name}: ${source}("${settingName(system.name.name, name)}")`;
  });
  const { offset, newText } = appendToBlock(finding.file.loaded.file.source.text, system.span.end, items, true);
  return [insertion(finding, `Add ${missing.join(", ")}`, offset, newText)];
}

/** Takes a secret out of the file. */
export function secretMends(finding: Finding): readonly Mend[] {
  const system = nodeOf(finding, "SystemDeclaration", ({ options }) =>
    options.some(({ value }) => startsAt(finding)(value)),
  );
  const option = system?.options.find(({ value }) => startsAt(finding)(value));
  if (system === undefined || option === undefined) return [];
  const code = `secret("${settingName(system.name.name, option.name.name)}")`;
  return [mend(finding, `Write ${code}`, code)];
}

function exampleOf(schema: EntitySchema | undefined): string {
  const [first] = schema?.enum ?? [];
  if (first !== undefined) return JSON.stringify(first);
  const type = typeof schema?.type === "string" ? schema.type : schema?.type?.[0];
  if (type === "boolean") return "false";
  return type === "integer" || type === "number" ? "0" : '""';
}

/** Arguments that an operation requires and the call does not give. */
export function argumentMends(finding: Finding): readonly Mend[] {
  const call = nodeOf(finding, "CallEffect", ({ target }) => startsAt(finding)(target));
  const [target, operation] = call?.target.names ?? [];
  if (call === undefined || target === undefined || operation === undefined) return [];
  const called = callTarget(finding.file, target, recordOrigins(finding.project));
  const schema = calledOn(called, operation.name)?.arguments;
  const given = new Set(call.arguments.map(({ name }) => name.name));
  const missing = (schema?.required ?? []).filter((name) => !given.has(name));
  if (missing.length === 0) return [];
  const written = missing.map((name) => `${name}: ${exampleOf(schema?.properties?.[name])}`).join(", ");
  const separator = call.arguments.length === 0 ? "" : ", ";
  const title = missing.length === 1 ? `Add the argument ${missing.join()}` : "Add the missing arguments";
  return [insertion(finding, title, call.span.end - 1, `${separator}${written}`)];
}
