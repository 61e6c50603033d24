import type { SourceText, Span } from "@xmap/diagnostics";
import { positionAt } from "@xmap/diagnostics";
import type {
  BindingSymbol,
  CheckedFile,
  CheckedProgram,
  EntitySymbol,
  FlowSymbol,
  LookupSymbol,
  MapSymbol,
  PolicySymbol,
  RulesSymbol,
} from "@xmap/language";
import type { ExportedName } from "../ir/code.ts";
import type { LookupIr, MapIr, RuleIr, RulesIr } from "../ir/module.ts";
import type { SchemaChecks } from "../validate/schema-checks.ts";
import type { NameScope } from "./names.ts";
import { camelCase, createNameScope } from "./names.ts";
import type { Usage } from "./usage.ts";
import { createUsage } from "./usage.ts";

type NamedSymbol = BindingSymbol | EntitySymbol | FlowSymbol | LookupSymbol | MapSymbol | PolicySymbol | RulesSymbol;
export type SymbolRole =
  | "constant"
  | "function"
  | "type"
  | "draft"
  | "source"
  /** Of a binding: what looks for records that are not as their schema says. */
  | "check"
  | "reverseCheck"
  /** Of a two-way binding's way back. */
  | "reverseFunction"
  | "reverseDraft"
  /** Of a binding that is asked for linked records by key, from this side. */
  | "leftLink"
  | "rightLink";

/** What lowering keeps for a whole program. */
export interface ProgramContext {
  readonly program: CheckedProgram;
  readonly sources: ReadonlyMap<string, SourceText>;
  readonly usages: ReadonlyMap<EntitySymbol, Usage>;
  /** What a symbol, in one of its roles, is called in its generated file. */
  nameOf(symbol: NamedSymbol, role: SymbolRole): ExportedName;
  /** A further name for something that a file declares. */
  declareName(file: string, wanted: string): ExportedName;
  /** The name of a symbol in a role that something asked for; undefined when nothing did. */
  askedName(symbol: NamedSymbol, role: SymbolRole): ExportedName | undefined;
  /** Every name that a file declares so far. */
  declaredNames(file: string): ReadonlySet<string>;
  /** Names of locals start from here: no local hides what a file declares or imports. */
  readonly localNames: NameScope;
  /** Maps and lookups that uses need in addition to the declared ones, by file. */
  readonly extraMaps: Map<string, MapIr[]>;
  readonly extraLookups: Map<string, LookupIr[]>;
  readonly loweredRules: Map<RulesSymbol, RulesIr>;
  /** Undefined where nothing compiles schemas. */
  readonly schemaChecks: SchemaChecks | undefined;
}

export function createProgramContext(program: CheckedProgram, schemaChecks?: SchemaChecks): ProgramContext {
  const scopes = new Map(program.files.map((file) => [pathOf(file), createNameScope(undefined)]));
  const namesByFile = new Map<string, Set<string>>();
  const names = new Map<NamedSymbol, Map<SymbolRole, ExportedName>>();
  const declareName = (file: string, wanted: string): ExportedName => {
    const name = (scopes.get(file) ?? createNameScope(undefined)).declare(wanted);
    const declared = namesByFile.get(file) ?? new Set();
    namesByFile.set(file, declared.add(name));
    return { name, file };
  };
  const nameSymbol = (symbol: NamedSymbol, roles: readonly (readonly [SymbolRole, string])[]) => {
    names.set(symbol, new Map(roles.map(([role, wanted]) => [role, declareName(symbol.file, wanted)])));
  };
  for (const file of program.files) {
    for (const symbol of file.bindings) nameSymbol(symbol, [["constant", symbol.name]]);
    for (const symbol of file.lookups) {
      nameSymbol(symbol, [["constant", symbol.name]]);
      if (symbol.inverse !== undefined) nameSymbol(symbol.inverse, [["constant", `${symbol.name}Back`]]);
    }
    for (const symbol of file.flows)
      nameSymbol(symbol, [
        ["constant", symbol.name],
        ["type", `${symbol.name}State`],
      ]);
    for (const symbol of file.policies) nameSymbol(symbol, [["constant", symbol.name]]);
    for (const symbol of file.entities)
      nameSymbol(symbol, [
        ["type", symbol.name],
        ["constant", `${camelCase(symbol.name)}Entity`],
      ]);
    for (const symbol of file.maps) {
      const nameMap = (map: MapSymbol, suffix: string) =>
        nameSymbol(map, [
          ["type", `${map.name}${suffix}`],
          ["function", `${camelCase(map.name)}${suffix}`],
        ]);
      nameMap(symbol, "");
      if (symbol.inverse !== undefined) nameMap(symbol.inverse, "Back");
    }
    for (const symbol of file.rules) {
      const nameRules = (rules: RulesSymbol, suffix: string) =>
        nameSymbol(rules, [
          ["function", `${camelCase(rules.name)}${suffix}`],
          ["draft", `${rules.name}${suffix}Draft`],
          ["source", `${rules.name}${suffix}Source`],
          ["constant", `${camelCase(rules.name)}${suffix}Rules`],
        ]);
      nameRules(symbol, "");
      if (symbol.reverse !== undefined) nameRules(symbol.reverse, "Back");
    }
    for (const symbol of file.bindings) {
      const roles = names.get(symbol);
      roles?.set("draft", declareName(symbol.file, `${symbol.name}Draft`));
      roles?.set("function", declareName(symbol.file, `map${symbol.name}`));
      roles?.set("check", declareName(symbol.file, `check${symbol.name}`));
      if (symbol.reverse === undefined) continue;
      roles?.set("reverseDraft", declareName(symbol.file, `${symbol.name}BackDraft`));
      roles?.set("reverseFunction", declareName(symbol.file, `map${symbol.name}Back`));
      roles?.set("reverseCheck", declareName(symbol.file, `check${symbol.name}Back`));
    }
  }
  const usages = new Map(
    program.files.flatMap((file) => file.entities.map((entity) => [entity, createUsage()] as const)),
  );
  return {
    program,
    sources: new Map(program.files.map((file) => [pathOf(file), file.file.source])),
    usages,
    nameOf(symbol, role) {
      const roles = names.get(symbol);
      if ((role === "leftLink" || role === "rightLink") && roles?.has(role) === false) {
        const side = role === "leftLink" ? symbol.name : `${symbol.name}Back`;
        roles.set(role, declareName(symbol.file, `${side}Link`));
      }
      const name = roles?.get(role);
      if (name === undefined) throw new TypeError(`${symbol.kind} ${symbol.name} is not in the program`);
      return name;
    },
    askedName: (symbol, role) => names.get(symbol)?.get(role),
    declareName,
    declaredNames: (file) => namesByFile.get(file) ?? new Set(),
    localNames: {
      isTaken: createNameScope(undefined).isTaken,
      declare: (wanted) => wanted,
    },
    extraMaps: new Map(),
    extraLookups: new Map(),
    loweredRules: new Map(),
    schemaChecks,
  };
}

export function pathOf(file: CheckedFile): string {
  return file.file.source.path;
}

/** A rule's description from where it is written. */
export function describeRule(id: string, target: string, span: Span, source: SourceText): RuleIr {
  const { line, column } = positionAt(source, span.start);
  const text = source.text.slice(span.start, span.end).replace(/\s+/g, " ").trim();
  return { id, target, file: source.path, line, column, text };
}

/** Adds to a list in a map. */
export function addTo<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const items = map.get(key);
  if (items === undefined) map.set(key, [item]);
  else items.push(item);
}

/** `source` of a file that the program certainly has. */
export function sourceOf(context: ProgramContext, file: string): SourceText {
  const source = context.sources.get(file);
  if (source === undefined) throw new TypeError(`${file} is not in the program`);
  return source;
}
