import type { SystemOptionModule } from "@xmap/contract";
import type { CheckedFile, CheckedProgram, EntitySymbol, MapSymbol, SystemSymbol } from "@xmap/language";
import type { EntityIr, MapIr, ModuleIr, PolicyIr, SystemIr } from "../ir/module.ts";
import { lowerArms } from "./answers.ts";
import { lowerBinding } from "./binding.ts";
import { lowerExpression } from "./expression.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { lowerFlow } from "./flow.ts";
import { lowerInterfaces } from "./interfaces.ts";
import { lowerLookupWith } from "./lookup.ts";
import { ABSENT } from "./lowered.ts";
import { createNameScope } from "./names.ts";
import { lowerPolicy } from "./policy.ts";
import type { ProgramContext } from "./program-context.ts";
import { createProgramContext, pathOf, sourceOf } from "./program-context.ts";
import { lowerRules } from "./rules.ts";
import { createUsage, leafPaths } from "./usage.ts";

/** A checked program as modules, one a file; entities come last, when every use of their fields is known. */
export function lowerProgram(program: CheckedProgram): readonly ModuleIr[] {
  const context = createProgramContext(program);
  const rules = new Map(program.files.map((file) => [file, file.rules.map((each) => lowerRules(each, context).rules)]));
  const bindings = new Map(
    program.files.map((file) => [file, file.bindings.map((each) => lowerBinding(each, context))]),
  );
  const flows = new Map(program.files.map((file) => [file, file.flows.map((each) => lowerFlow(each, context))]));
  return program.files.map((file) => ({
    file: pathOf(file),
    id: pathOf(file).replace(/\.xmap$/, ""),
    systems: file.systems.map(lowerSystem),
    entities: file.entities.map((entity) => lowerEntity(entity, context)),
    maps: [...file.maps.map((map) => lowerMap(map, context)), ...(context.extraMaps.get(pathOf(file)) ?? [])],
    lookups: [...declaredLookups(file, context), ...(context.extraLookups.get(pathOf(file)) ?? [])],
    rules: rules.get(file) ?? [],
    bindings: bindings.get(file) ?? [],
    policies: file.policies.map((policy): PolicyIr => lowerPolicy(policy, context)),
    flows: flows.get(file) ?? [],
    names: context.declaredNames(pathOf(file)),
  }));
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
    lower: lowerExpression,
  };
}

function declaredLookups(file: CheckedFile, context: ProgramContext) {
  return file.lookups.map((lookup) =>
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

function lowerEntity(entity: EntitySymbol, context: ProgramContext): EntityIr {
  const usage = context.usages.get(entity) ?? createUsage();
  const mentioned = usage.read.size > 0 || context.typedSymbols.has(entity);
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
