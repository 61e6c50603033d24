import type { SystemDeclaration, SystemOption } from "@xmap/grammar";
import { nearNames } from "../diagnostics/near-names.ts";
import type { SystemSymbol } from "../program.ts";
import { schemaToRecord } from "../schema/schema-to-type.ts";
import { BOOLEAN, enumeration, INTEGER, NULL, NUMBER } from "../types/make-type.ts";
import type { Type } from "../types/type.ts";
import { typeToText } from "../types/type-to-text.ts";
import type { CheckContext } from "./check-context.ts";
import { planConversion } from "./conversion.ts";
import { secretLook, secretName } from "./looks-secret.ts";

function optionType(option: SystemOption): Type | undefined {
  const { value } = option;
  if (value.kind === "StringLiteral") return enumeration([value.value]);
  if (value.kind === "NumberLiteral") return Number.isInteger(value.value) ? INTEGER : NUMBER;
  if (value.kind === "BooleanLiteral") return BOOLEAN;
  return value.kind === "NullLiteral" ? NULL : undefined;
}

function checkOption(
  option: SystemOption,
  symbol: Pick<SystemSymbol, "name" | "description">,
  context: CheckContext,
): void {
  const { name, span } = option.name;
  const { connector, options } = symbol.description;
  const schema = options.properties?.[name];
  if (schema === undefined || !Object.hasOwn(options.properties ?? {}, name)) {
    const help = nearNames(name, Object.keys(options.properties ?? {}));
    context.report({ code: "unknown-option", span, values: { connector, name }, help });
    return;
  }
  const given = optionType(option);
  const help = secretHelp(symbol.name, name);
  if (schema["x-xmap-secret"] === true && option.value.kind !== "OptionReference") {
    context.report({ code: "secret-as-literal", span: option.value.span, values: { name }, help });
    return;
  }
  const what = option.value.kind === "StringLiteral" ? secretLook(name, option.value.value) : undefined;
  if (what !== undefined) {
    const values = { name, what };
    context.report({ code: "secret-as-literal", wording: "looks", span: option.value.span, values, help });
    return;
  }
  if (given === undefined) return;
  const record = schemaToRecord(
    { type: "object", properties: { [name]: schema } },
    { entity: connector, system: symbol.name, omitted: new Set() },
  );
  const wanted = record.fields.get(name)?.value.type;
  if (wanted === undefined || wanted.kind === "unknown") return;
  const plan = planConversion(given, wanted, true);
  if (plan.kind === "fits" && plan.conversion === "none") return;
  context.report({
    code: "type-mismatch",
    wording: "target",
    span: option.value.span,
    values: { target: name, wanted: typeToText(wanted), found: typeToText(given) },
  });
}

function secretHelp(system: string, option: string): string {
  return `write \`secret("${system.toUpperCase()}_${option.toUpperCase()}")\``;
}

/** Of a connector that is not known yet, an option's name has to say enough. */
function checkSecretsByName({ name: { name: system }, options }: SystemDeclaration, context: CheckContext): void {
  for (const { name, value } of options) {
    if (value.kind !== "StringLiteral") continue;
    const what = secretLook(name.name, value.value) ?? secretName(name.name);
    if (what === undefined) continue;
    const values = { name: name.name, what };
    const help = secretHelp(system, name.name);
    context.report({ code: "secret-as-literal", wording: "looks", span: value.span, values, help });
  }
}

function checkRequired(declaration: SystemDeclaration, symbol: SystemSymbol, context: CheckContext): void {
  const given = new Set(declaration.options.map((option) => option.name.name));
  for (const name of symbol.description.options.required ?? []) {
    if (given.has(name)) continue;
    const { connector } = symbol.description;
    const { span } = declaration.name;
    context.report({ code: "unknown-option", wording: "missing", span, values: { connector, name } });
  }
}

/** A system against its connector's pulled description. */
export function checkSystem(declaration: SystemDeclaration, context: CheckContext): SystemSymbol | undefined {
  const { name, span } = declaration.name;
  const description = context.project.host.readDescription(name);
  if (description === undefined) {
    context.report({
      code: "unknown-connector",
      span,
      values: { name },
      help: `put its connector's description into schemas/${name}/connector.json`,
    });
    checkSecretsByName(declaration, context);
    return undefined;
  }
  const symbol: SystemSymbol = { kind: "system", name, file: context.path, declaration, description };
  if (declaration.connector.name !== description.connector && declaration.connector.name !== "") {
    const values = { name, found: description.connector, connector: declaration.connector.name };
    context.report({ code: "unknown-option", wording: "connector", span: declaration.connector.span, values });
    return symbol;
  }
  const seen = new Map<string, SystemOption>();
  for (const option of declaration.options) {
    if (seen.has(option.name.name)) {
      context.report({ code: "duplicate-name", span: option.name.span, values: { name: option.name.name } });
      continue;
    }
    seen.set(option.name.name, option);
    if (option.name.name !== "") checkOption(option, symbol, context);
  }
  checkRequired(declaration, symbol, context);
  return symbol;
}
