import type { SystemOptionModule } from "@xmap/contract";
import type { CheckedFile, CheckedProgram, EntitySymbol, MapSymbol, SystemSymbol } from "@xmap/language";
import type { EntityIr, MapIr, ModuleIr, PolicyIr, SystemIr } from "../ir/module.ts";
import type { SchemaChecks } from "../validate/schema-checks.ts";
import { lowerArms } from "./answers.ts";
import { lowerBinding } from "./binding.ts";
import { lowerExpression } from "./expression.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { type FileUses, UseRecorder } from "./file-uses.ts";
import { lowerFlow } from "./flow.ts";
import { lowerInterfaces } from "./interfaces.ts";
import { linksOf } from "./links.ts";
import { lowerLookupWith } from "./lookup.ts";
import { ABSENT } from "./lowered.ts";
import { createNameScope } from "./names.ts";
import { lowerPolicy } from "./policy.ts";
import type { ProgramContext } from "./program-context.ts";
import { createProgramContext, pathOf, sourceOf } from "./program-context.ts";
import { bothDirections, lowerRules } from "./rules.ts";
import { leafPaths, type Usage } from "./usage.ts";

export interface LoweredProgram {
  readonly modules: readonly ModuleIr[];
  /** By path of the file. */
  readonly uses: ReadonlyMap<string, FileUses>;
}

/**
 * A checked program as modules, one a file; entities come last, when every use of their fields is known. `others`: what
 * files use that are not in the program because they are compiled already. `schemaChecks` takes up the schemas that are to
 * be compiled.
 */
export function lowerProgram(
  program: CheckedProgram,
  others: readonly FileUses[] = [],
  schemaChecks?: SchemaChecks,
): LoweredProgram {
  const context = createProgramContext(program, schemaChecks);
  const recorder = new UseRecorder(context);
  const contextOf = (file: CheckedFile): ProgramContext => recorder.contextOf(pathOf(file));
  const rules = new Map(
    program.files.map((file) => [
      file,
      file.rules.flatMap(bothDirections).map((each) => lowerRules(each, contextOf(file)).rules),
    ]),
  );
  const bindings = new Map(
    program.files.map((file) => [
      file,
      file.bindings.map((each) => [each, lowerBinding(each, contextOf(file))] as const),
    ]),
  );
  const flows = new Map(
    program.files.map((file) => [file, file.flows.map((each) => lowerFlow(each, contextOf(file)))]),
  );
  const modules = program.files.map((file) => ({
    file: pathOf(file),
    id: pathOf(file).replace(/\.xmap$/, ""),
    systems: file.systems.map(lowerSystem),
    entities: file.entities.map((entity) => lowerEntity(entity, recorder.usageOf(entity, others), context)),
    maps: [
      ...file.maps.flatMap(withInverse).map((map) => lowerMap(map, contextOf(file))),
      ...(context.extraMaps.get(pathOf(file)) ?? []),
    ],
    lookups: [...declaredLookups(file, contextOf(file)), ...(context.extraLookups.get(pathOf(file)) ?? [])],
    rules: rules.get(file) ?? [],
    bindings: (bindings.get(file) ?? []).map(([symbol, ir]) => ({ ...ir, links: linksOf(symbol, context) })),
    policies: file.policies.map((policy): PolicyIr => lowerPolicy(policy, context)),
    flows: flows.get(file) ?? [],
    names: context.declaredNames(pathOf(file)),
    schemas: schemaChecks?.schemasOf(pathOf(file)) ?? new Map(),
  }));
  return { modules, uses: recorder.uses() };
}

function withInverse<Symbol extends { readonly inverse: Symbol | undefined }>(symbol: Symbol): readonly Symbol[] {
  return symbol.inverse === undefined ? [symbol] : [symbol, symbol.inverse];
}

function fileScope(file: string, context: ProgramContext): ExpressionScope {
  return {
    context: ABSENT,
    root: ABSENT,
    contextFields: new Map(),
    variables: new Map(),
    names: createNameScope(context.localNames),
    rule: file,
    source: sourceOf(context, file),
    typeOf: context.program.typeOf,
    lower: lowerExpression,
  };
}

function declaredLookups(file: CheckedFile, context: ProgramContext) {
  return file.lookups
    .flatMap(withInverse)
    .map((lookup) =>
      lowerLookupWith(
        lookup,
        context.nameOf(lookup, "constant"),
        undefined,
        lookup.none,
        fileScope(lookup.file, context),
        context,
      ),
    );
}

function lowerMap(map: MapSymbol, context: ProgramContext): MapIr {
  return lowerArms(
    {
      name: map.name,
      function: context.nameOf(map, "function"),
      answers: context.nameOf(map, "type"),
      documentation: map.declaration.documentation,
      input: map.input.type,
      arms: map.arms,
      otherwise: undefined,
    },
    fileScope(map.file, context),
  );
}

function lowerSystem(system: SystemSymbol): SystemIr {
  const options = system.declaration.options.map((option) => ({
    name: option.name.name,
    value: optionValue(option.value),
  }));
  return { name: system.name, connector: system.declaration.connector.name, options };
}

function optionValue(value: SystemSymbol["declaration"]["options"][number]["value"]): SystemOptionModule {
  switch (value.kind) {
    case "OptionReference":
      return value.source === "env" ? { env: value.name.value } : { secret: value.name.value };
    case "NullLiteral":
      return { value: null };
    default:
      return { value: value.value };
  }
}

function lowerEntity(
  entity: EntitySymbol,
  { usage, typed }: { readonly usage: Usage; readonly typed: boolean },
  context: ProgramContext,
): EntityIr {
  const mentioned = usage.read.size > 0 || typed;
  const type = context.nameOf(entity, "type");
  const key = new Set(entity.key.map(({ field }) => JSON.stringify(field.split("."))));
  const interfaces = lowerInterfaces({
    type: entity.type,
    usage,
    exported: type,
    documentation: entity.declaration.documentation,
    declareName: (wanted) => context.declareName(entity.file, wanted),
  });
  return {
    constant: context.nameOf(entity, "constant"),
    name: entity.name,
    documentation: entity.declaration.documentation,
    system: entity.system.name,
    resource: entity.resource,
    key: entity.key,
    fields: leafPaths([usage.read, usage.written, key]),
    joins: entity.joins,
    interfaces: mentioned ? interfaces : [],
  };
}
