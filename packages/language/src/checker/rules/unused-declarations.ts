import type { Diagnostic } from "@xmap/diagnostics";
import type { BindingDeclaration, Step, Via, XmapFile } from "@xmap/grammar";
import type { SymbolKind, VisibleName } from "../../binder/any-symbol.ts";
import { languageDiagnostics } from "../../diagnostics/language-diagnostics.ts";

/** A file with the names that it sees. */
export interface NamedFile {
  readonly file: XmapFile;
  readonly visible: ReadonlyMap<string, VisibleName>;
}

/** Kinds of which one that nothing uses has no effect. */
const HELPERS: ReadonlySet<SymbolKind> = new Set(["map", "lookup", "rules", "policy"]);

function addVia(via: Via | undefined, names: Set<string>): void {
  const [name] = via?.target.kind === "TypeReference" ? via.target.names : [];
  if (name !== undefined) names.add(name.name);
}

function addItems(items: BindingDeclaration["items"], names: Set<string>): void {
  for (const item of items) {
    if (item.kind === "LetItem") addVia(item.value.via, names);
    else if (item.kind === "IncludeItem") names.add(item.rules.name);
    else if (item.kind === "Rule") {
      addVia(item.via, names);
      addItems(item.body?.items ?? [], names);
    }
  }
}

function addSteps(steps: readonly Step[], names: Set<string>): void {
  for (const step of steps) {
    if (step.kind === "ValueStep") addVia(step.value.via, names);
    else if (step.kind === "WriteStep") addItems(step.items, names);
    else if (step.kind === "WhenStep" || step.kind === "EachStep") addSteps(step.steps, names);
  }
}

/** Names of helpers that a file's bindings, rules and flows use. */
function usedNames({ declarations }: XmapFile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const declaration of declarations) {
    if (declaration.kind === "BindingDeclaration" || declaration.kind === "RulesDeclaration")
      addItems(declaration.items, names);
    if (declaration.kind !== "FlowDeclaration") continue;
    if (declaration.policy !== undefined) names.add(declaration.policy.name);
    addSteps(declaration.steps, names);
  }
  return names;
}

/** Maps, lookups, rules and policies that no file uses; only meaningful when these are all files of a project. */
export function reportUnusedDeclarations(files: readonly NamedFile[], diagnostics: Diagnostic[]): void {
  const used = new Set<string>();
  for (const { file, visible } of files) {
    for (const name of usedNames(file)) {
      const declared = visible.get(name)?.declared;
      if (declared !== undefined) used.add(`${declared.file}\n${name}`);
    }
  }
  for (const { file, visible } of files) {
    for (const { declared } of visible.values()) {
      const { name, span } = declared;
      if (declared.file !== file.source.path || !HELPERS.has(declared.kind) || used.has(`${declared.file}\n${name}`))
        continue;
      const report = { wording: "declaration", file: declared.file, span, values: { name } } as const;
      diagnostics.push(languageDiagnostics.create({ code: "unused-name", ...report }));
    }
  }
}
