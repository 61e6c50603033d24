import { type Diagnostic, didYouMean } from "@xmap/diagnostics";
import type { Declaration } from "@xmap/grammar";
import { languageDiagnostics } from "../diagnostics/language-diagnostics.ts";
import type { DeclaredName, SymbolKind, VisibleName } from "./any-symbol.ts";
import type { LoadedFile } from "./load-files.ts";

const KINDS: Readonly<Record<Exclude<Declaration["kind"], "TestDeclaration">, SymbolKind>> = {
  SystemDeclaration: "system",
  EntityDeclaration: "entity",
  MapDeclaration: "map",
  LookupDeclaration: "lookup",
  RulesDeclaration: "rules",
  BindingDeclaration: "binding",
  PolicyDeclaration: "policy",
  FlowDeclaration: "flow",
};

/** Kinds whose names are kept in the store: one of a name in the whole project. */
const STORED: ReadonlySet<SymbolKind> = new Set(["system", "entity", "binding", "flow"]);

export type VisibleNames = ReadonlyMap<string, VisibleName>;

/** A file's own names. */
export function declareFile(loaded: LoadedFile, diagnostics: Diagnostic[]): Map<string, DeclaredName> {
  const names = new Map<string, DeclaredName>();
  for (const declaration of loaded.file.declarations) {
    if (declaration.kind === "TestDeclaration" || declaration.name.name === "") continue;
    const { name, span } = declaration.name;
    const first = names.get(name);
    if (first === undefined) {
      const was = "was" in declaration ? declaration.was : undefined;
      names.set(name, { name, kind: KINDS[declaration.kind], file: loaded.path, span, was, symbol: undefined });
      continue;
    }
    const related = [{ file: loaded.path, span: first.span, message: "first declared here" }];
    diagnostics.push(
      languageDiagnostics.create({ code: "duplicate-name", file: loaded.path, span, values: { name }, related }),
    );
  }
  return names;
}

/** Reports names that must be unique over all files, and old names (`was`) that are still declared. */
export function reportProjectDuplicates(files: Iterable<Map<string, DeclaredName>>, diagnostics: Diagnostic[]): void {
  const all = [...files];
  const first = new Map<string, DeclaredName>();
  for (const names of all) {
    for (const declared of names.values()) {
      if (!STORED.has(declared.kind)) continue;
      const key = `${declared.kind} ${declared.name}`;
      const other = first.get(key);
      if (other === undefined) {
        first.set(key, declared);
        continue;
      }
      diagnostics.push(
        languageDiagnostics.create({
          code: "duplicate-name",
          wording: "project",
          file: declared.file,
          span: declared.span,
          values: { name: declared.name, path: other.file },
          related: [{ file: other.file, span: other.span, message: "first declared here" }],
        }),
      );
    }
  }
  reportOldNames(all, first, diagnostics);
}

/** What is stored under an old name is handed over once: nothing else has the name now, and nothing else had it. */
function reportOldNames(
  files: readonly ReadonlyMap<string, DeclaredName>[],
  now: ReadonlyMap<string, DeclaredName>,
  diagnostics: Diagnostic[],
): void {
  const heirs = new Map<string, DeclaredName>();
  for (const declared of files.flatMap((names) => [...names.values()])) {
    if (declared.was === undefined) continue;
    const { name, span } = declared.was;
    const key = `${declared.kind} ${name}`;
    const other = now.get(key) ?? heirs.get(key);
    if (other === undefined) {
      heirs.set(key, declared);
      continue;
    }
    const message = now.has(key) ? "declared here" : "this was called so, too";
    diagnostics.push(
      languageDiagnostics.create({
        code: "old-name-in-use",
        wording: now.has(key) ? "default" : "twice",
        file: declared.file,
        span,
        values: { name },
        related: [{ file: other.file, span: other.span, message }],
      }),
    );
  }
}

function importNames(
  loaded: LoadedFile,
  declared: ReadonlyMap<string, ReadonlyMap<string, DeclaredName>>,
  visible: Map<string, VisibleName>,
  diagnostics: Diagnostic[],
): void {
  for (const { declaration, path } of loaded.imports) {
    const offered = declared.get(path);
    for (const { name, span } of declaration.names) {
      if (name === "" || offered === undefined) continue;
      const found = offered.get(name);
      const present = visible.get(name);
      if (found === undefined) {
        const help = didYouMean(name, offered.keys());
        const report = { wording: "imported", file: loaded.path, span, values: { name, path }, help } as const;
        diagnostics.push(languageDiagnostics.create({ code: "unknown-name", ...report }));
      } else if (present !== undefined) {
        const related = [{ file: present.declared.file, span: present.declared.span, message: "first declared here" }];
        diagnostics.push(
          languageDiagnostics.create({ code: "duplicate-name", file: loaded.path, span, values: { name }, related }),
        );
      } else {
        visible.set(name, { declared: found, used: false });
      }
    }
  }
}

/** Declares every file's names and links the imports: the names that each file sees, by its path. */
export function declareNames(
  files: readonly LoadedFile[],
  diagnostics: Diagnostic[],
): ReadonlyMap<string, Map<string, VisibleName>> {
  const declared = new Map(files.map((loaded) => [loaded.path, declareFile(loaded, diagnostics)]));
  reportProjectDuplicates(declared.values(), diagnostics);
  const all = new Map<string, Map<string, VisibleName>>();
  for (const loaded of files) {
    all.set(loaded.path, visibleNames(loaded, declared, diagnostics));
  }
  return all;
}

/** The names that one file sees: its own and those that it imports. */
export function visibleNames(
  loaded: LoadedFile,
  declared: ReadonlyMap<string, ReadonlyMap<string, DeclaredName>>,
  diagnostics: Diagnostic[],
): Map<string, VisibleName> {
  const visible = new Map<string, VisibleName>();
  for (const [name, own] of declared.get(loaded.path) ?? []) visible.set(name, { declared: own, used: true });
  importNames(loaded, declared, visible, diagnostics);
  return visible;
}

/** Warns of imported names that nothing used; only meaningful after the file was checked. */
export function reportUnusedImports(loaded: LoadedFile, visible: VisibleNames, diagnostics: Diagnostic[]): void {
  for (const { declaration, path } of loaded.imports) {
    for (const { name, span } of declaration.names) {
      const entry = visible.get(name);
      if (entry === undefined || entry.used || entry.declared.file !== path) continue;
      diagnostics.push(
        languageDiagnostics.create({ code: "unused-import", file: loaded.path, span, values: { name } }),
      );
    }
  }
}
