import { arrow, exported, list, literal, object } from "../ir/code.ts";
import type { EntityIr, FlowIr, LookupIr, ModuleIr, RulesIr, SystemIr } from "../ir/module.ts";
import { type Document, join } from "./document.ts";
import { emitBinding } from "./emit-binding.ts";
import { emitMap } from "./emit-map.ts";
import { constant, documented, emitFunction, emitInterfaces, given, ruleList, texts } from "./emit-parts.ts";
import { createFileNames, type FileNames, type Target } from "./file-names.ts";
import { printCode } from "./print-code.ts";
import { quoted } from "./text-literals.ts";

export interface EmitOptions {
  readonly target: Target;
  readonly hash: string;
  readonly sourceFiles: readonly string[];
}

/** A generated file: its declarations in order, with a blank line between them. */
export function emitModule(module: ModuleIr, { target, hash, sourceFiles }: EmitOptions): Document {
  const names = createFileNames(module, target);
  const head: Document = [
    "export const contract = 1;\n",
    `export const id = ${quoted(module.id)};\n`,
    `export const hash = ${quoted(hash)};\n`,
    constant("sourceFiles", "", list(sourceFiles.map((file) => literal(file))), names),
  ];
  const body = [
    head,
    emitSystems(module.systems, names),
    ...module.entities.flatMap((entity) => emitEntity(entity, names)),
    ...module.maps.flatMap((map) => emitMap(map, names)),
    ...module.lookups.map((lookup) => emitLookup(lookup, names)),
    ...module.rules.flatMap((rules) => emitRules(rules, names)),
    ...module.bindings.flatMap((binding) => emitBinding(binding, names)),
    ...module.policies.map((policy) =>
      documented(
        policy.documentation,
        constant(policy.constant.name, names.helperType("PolicyModule"), policy.value, names),
      ),
    ),
    ...module.flows.flatMap((flow) => emitFlow(flow, names)),
    emitTable("bindings", "BindingModule", module.bindings, names),
    emitTable("flows", "FlowModule", module.flows, names),
  ];
  const header = headerOf(module.file);
  const imports = names.imports();
  const declarations = [header, ...(imports === undefined ? [] : [imports]), ...body, ...names.prelude()];
  return [join("\n\n", declarations), "\n"];
}

/** What generated files begin with. */
export function headerOf(file: string): string {
  return `// Generated from ${documentText(file)}. Do not edit: change the mapping and compile again.`;
}

/** One line of a line comment. */
function documentText(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/[\u2028\u2029\u0085]/g, " ");
}

function emitSystems(systems: readonly SystemIr[], names: FileNames): Document {
  const type = `Readonly<Record<string, ${names.helperType("SystemModule")}>>`;
  const members = systems.map((system) => ({
    name: system.name,
    value: object([
      { name: "name", value: literal(system.name) },
      { name: "connector", value: literal(system.connector) },
      {
        name: "options",
        value: object(
          system.options.map((option) => ({
            name: option.name,
            value: object(Object.entries(option.value).map(([name, value]) => ({ name, value: literal(value) }))),
          })),
        ),
      },
    ]),
  }));
  return constant("systems", type, object(members, members.length > 0), names);
}

function emitEntity(entity: EntityIr, names: FileNames): readonly Document[] {
  const value = object(
    [
      { name: "name", value: literal(entity.name) },
      { name: "system", value: literal(entity.system) },
      { name: "resource", value: literal(entity.resource) },
      {
        name: "key",
        value: list(
          entity.key.map((key) =>
            object([
              { name: "field", value: literal(key.field) },
              { name: "type", value: literal(key.type) },
            ]),
          ),
        ),
      },
      { name: "fields", value: texts(entity.fields) },
      { name: "joins", value: texts(entity.joins) },
    ],
    true,
  );
  return [
    ...emitInterfaces(entity.interfaces, names),
    constant(entity.constant.name, names.helperType("EntityModule"), value, names),
  ];
}

function emitLookup(lookup: LookupIr, names: FileNames): Document {
  const answers = [
    { name: "none", value: lookup.none },
    { name: "many", value: lookup.many },
  ];
  const members =
    lookup.base === undefined
      ? [
          { name: "name", value: literal(lookup.name) },
          { name: "entity", value: exported(lookup.entity) },
          { name: "columns", value: texts(lookup.columns) },
          { name: "result", value: literal(lookup.result) },
          { name: "cacheMilliseconds", value: literal(lookup.cacheMilliseconds) },
          ...given("indexMilliseconds", lookup.indexMilliseconds),
          ...answers,
        ]
      : [{ spread: exported(lookup.base) }, { name: "none", value: lookup.none }];
  return documented(
    lookup.documentation,
    constant(lookup.constant.name, names.helperType("LookupModule"), object(members, true), names),
  );
}

function emitRules(rules: RulesIr, names: FileNames): readonly Document[] {
  return [
    ...emitInterfaces([...rules.source(), ...rules.interfaces, rules.draft], names),
    documented(rules.documentation, emitFunction(rules.function, rules.code, names, true)),
    ...rules.gathers.map(({ function: name, gather }) =>
      emitFunction(name, arrow(gather.parameters, undefined, gather.statements), names, true),
    ),
    constant(
      rules.constant.name,
      `readonly ${names.helperType("RuleModule")}[]`,
      ruleList(rules.rules, rules.includes),
      names,
    ),
  ];
}

function emitFlow(flow: FlowIr, names: FileNames): readonly Document[] {
  return [
    ...emitInterfaces([...flow.interfaces, flow.state], names),
    documented(flow.documentation, constant(flow.constant.name, names.helperType("FlowModule"), flow.value, names)),
  ];
}

function emitTable(
  name: string,
  type: string,
  symbols: readonly { readonly name: string; readonly constant: { readonly name: string; readonly file: string } }[],
  names: FileNames,
): Document {
  const members = symbols.map((symbol) => ({ name: symbol.name, value: exported(symbol.constant) }));
  const plain = symbols.every((symbol) => symbol.name === symbol.constant.name && /^[A-Za-z_$]/.test(symbol.name));
  const text: Document = plain
    ? ["{", symbols.length === 0 ? "" : ` ${symbols.map((symbol) => symbol.name).join(", ")} `, "}"]
    : printCode(object(members), names);
  const typed = names.typed ? `: Readonly<Record<string, ${names.helperType(type)}>>` : "";
  return [`export const ${name}${typed} = `, text, ";"];
}
