import type { ArrowCode, ExportedName } from "../ir/code.ts";
import { arrow, exported, list, literal, object } from "../ir/code.ts";
import type {
  BindingIr,
  EntityIr,
  FlowIr,
  InterfaceIr,
  LookupIr,
  ModuleIr,
  RuleIr,
  RulesIr,
  SystemIr,
} from "../ir/module.ts";
import { type Document, group, indent, join, LINE, printDocument } from "./document.ts";
import { emitMap } from "./emit-map.ts";
import { createFileNames, type FileNames } from "./file-names.ts";
import { printBody, printCode, printParameters } from "./print-code.ts";
import { printType } from "./print-type.ts";
import { documentationLines, propertyName, quoted } from "./text-literals.ts";

/** The statements of a generated file, in order, formatted. */
export function emitModule(module: ModuleIr, hash: string, sourceFiles: readonly string[]): readonly string[] {
  const names = createFileNames(module);
  const body = [
    [
      "export const contract = 1;",
      `export const id = ${quoted(module.id)};`,
      `export const hash = ${quoted(hash)};`,
      constant("sourceFiles", "", list(sourceFiles.map((file) => literal(file))), names),
    ].join("\n"),
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
  const header = `// Generated from ${documentText(module.file)}. Do not edit: change the mapping and compile again.`;
  const imports = names.imports();
  return [header, ...(imports === "" ? [] : [imports]), ...body, ...names.prelude()];
}

/** One line of a line comment. */
function documentText(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/[\u2028\u2029\u0085]/g, " ");
}

function constant(name: string, type: string, value: Parameters<typeof printCode>[0], names: FileNames): string {
  return printDocument(["export const ", name, type === "" ? "" : `: ${type}`, " = ", printCode(value, names), ";"]);
}

function documented(documentation: string | undefined, text: string): string {
  const lines = documentation === undefined ? [] : documentationLines(documentation);
  return [...lines, text].join("\n");
}

function emitSystems(systems: readonly SystemIr[], names: FileNames): string {
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

function emitInterface(declared: InterfaceIr, names: FileNames): string {
  const bases =
    declared.bases.length === 0
      ? ""
      : [
          " extends ",
          join(
            ", ",
            declared.bases.map((base) => printType(base, names)),
          ),
        ];
  const members = declared.members.map(
    (member): Document => [
      ...(member.documentation === undefined
        ? []
        : documentationLines(member.documentation).flatMap((line): Document[] => [line, LINE])),
      "readonly ",
      propertyName(member.name),
      member.optional ? "?: " : ": ",
      group(indent(printType(member.type, names))),
      ";",
    ],
  );
  if (members.length === 0 && declared.bases.length === 0)
    return documented(declared.documentation, `export type ${declared.exported.name} = object;`);
  const body: Document =
    members.length === 0 ? "{}" : group(["{", indent([LINE, join(LINE, members)]), LINE, "}"], true);
  return documented(
    declared.documentation,
    printDocument(["export interface ", declared.exported.name, bases, " ", body]),
  );
}

function emitEntity(entity: EntityIr, names: FileNames): readonly string[] {
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
    ...entity.interfaces.map((declared) => emitInterface(declared, names)),
    constant(entity.constant.name, names.helperType("EntityModule"), value, names),
  ];
}

function texts(values: readonly string[]) {
  return list(values.map((value) => literal(value)));
}

function emitLookup(lookup: LookupIr, names: FileNames): string {
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
          ...answers,
        ]
      : [{ spread: exported(lookup.base) }, { name: "none", value: lookup.none }];
  return documented(
    lookup.documentation,
    constant(lookup.constant.name, names.helperType("LookupModule"), object(members, true), names),
  );
}

function functionText(name: ExportedName, code: ArrowCode, names: FileNames, isExported: boolean): string {
  const result = code.result === undefined ? "void" : printType(code.result, names);
  return printDocument([
    isExported ? "export function " : "function ",
    name.name,
    printParameters(code, names),
    ": ",
    result,
    " ",
    printBody(code.statements, code.value, names),
  ]);
}

function ruleList(rules: readonly RuleIr[], includes: readonly ExportedName[]) {
  const own = rules.map((rule) => {
    const fields: readonly (readonly [string, string | number])[] = Object.entries(rule);
    return object(fields.map(([name, value]) => ({ name, value: literal(value) })));
  });
  const shared = [...new Set(includes)].map(
    (name) => ({ kind: "unary", operator: "...", operand: exported(name) }) as const,
  );
  return list([...shared, ...own]);
}

function emitRules(rules: RulesIr, names: FileNames): readonly string[] {
  return [
    ...rules.source().map((declared) => emitInterface(declared, names)),
    ...rules.interfaces.map((declared) => emitInterface(declared, names)),
    emitInterface(rules.draft, names),
    documented(rules.documentation, functionText(rules.function, rules.code, names, true)),
    ...rules.gathers.map(({ function: name, gather }) =>
      functionText(name, arrow(gather.parameters, undefined, gather.statements), names, true),
    ),
    constant(
      rules.constant.name,
      `readonly ${names.helperType("RuleModule")}[]`,
      ruleList(rules.rules, rules.includes),
      names,
    ),
  ];
}

function emitBinding(binding: BindingIr, names: FileNames): readonly string[] {
  const lines = binding.lines.map((line) =>
    object([
      { name: "field", value: literal(line.field) },
      { name: "key", value: texts(line.key) },
      { name: "once", value: texts(line.once) },
    ]),
  );
  const value = object(
    [
      { name: "name", value: literal(binding.name) },
      { name: "link", value: literal(binding.name) },
      { name: "left", value: exported(binding.left) },
      { name: "right", value: exported(binding.right) },
      { name: "key", value: texts(binding.key) },
      { name: "once", value: texts(binding.once) },
      { name: "lines", value: list(lines) },
      { name: "rules", value: ruleList(binding.rules, binding.includes) },
      {
        name: "lookups",
        value: list(binding.gathers.map((gather) => arrow(gather.parameters, undefined, gather.statements))),
      },
      { name: "map", value: exported(binding.function) },
    ],
    true,
  );
  return [
    ...binding.interfaces.map((declared) => emitInterface(declared, names)),
    functionText(binding.function, binding.code, names, false),
    documented(binding.documentation, constant(binding.constant.name, names.helperType("BindingModule"), value, names)),
  ];
}

function emitFlow(flow: FlowIr, names: FileNames): readonly string[] {
  return [
    ...flow.interfaces.map((declared) => emitInterface(declared, names)),
    emitInterface(flow.state, names),
    documented(flow.documentation, constant(flow.constant.name, names.helperType("FlowModule"), flow.value, names)),
  ];
}

function emitTable(
  name: string,
  type: string,
  symbols: readonly { readonly name: string; readonly constant: ExportedName }[],
  names: FileNames,
): string {
  const members = symbols.map((symbol) => ({ name: symbol.name, value: exported(symbol.constant) }));
  const text = symbols.every((symbol) => symbol.name === symbol.constant.name && /^[A-Za-z_$]/.test(symbol.name))
    ? ["{", symbols.length === 0 ? "" : ` ${symbols.map((symbol) => symbol.name).join(", ")} `, "}"].join("")
    : printDocument(printCode(object(members), names));
  return `export const ${name}: Readonly<Record<string, ${names.helperType(type)}>> = ${text};`;
}
