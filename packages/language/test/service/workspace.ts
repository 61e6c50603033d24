import type { Diagnostic, TextEdit } from "@xmap/diagnostics";
import { markedSource } from "@xmap/testing";
import { LanguageWorkspace, type ServiceHost } from "../../src/service/index.ts";
import { fixtureDescription, fixtureResources, fixtureSchema } from "../fixtures/schemas.ts";
import { fixture } from "../project.ts";

/** A text without its marks, and where the first of them stood: the cursor, written `~~~~~~`, or a marked word. */
export function withCursor(marked: string): { readonly text: string; readonly offset: number } {
  const { text, spans } = markedSource(marked);
  const [first] = spans;
  if (first === undefined) throw new Error(`No cursor: ${marked}`);
  return { text, offset: first.start };
}

/** A host over files in memory and the fixture's schemas. */
export function memoryHost(files: Readonly<Record<string, string>>): ServiceHost {
  const all: Readonly<Record<string, string>> = { "systems.xmap": fixture("systems.xmap"), ...files };
  return {
    listFiles: () => Object.keys(all).filter((path) => path.endsWith(".xmap")),
    listFixtures: () => Object.keys(all).filter((path) => path.endsWith(".json")),
    readFile: (path) => (Object.hasOwn(all, path) ? all[path] : undefined),
    readSchema: (system, resource) => fixtureSchema(`${system}/${resource}`),
    listSchemas: fixtureResources,
    readDescription: fixtureDescription,
  };
}

/** A workspace over the fixture's systems with `main.xmap` open. */
export function openMain(text: string, more: Readonly<Record<string, string>> = {}): LanguageWorkspace {
  const workspace = new LanguageWorkspace(memoryHost({ "main.xmap": "xmap 1\n", ...more }));
  workspace.setText("main.xmap", text);
  return workspace;
}

/** A text after changes to it. */
export function applyEdits(text: string, edits: readonly TextEdit[], file = "main.xmap"): string {
  const own = edits.filter((edit) => edit.file === file).toSorted((a, b) => b.span.start - a.span.start);
  return own.reduce(
    (before, { span, newText }) => before.slice(0, span.start) + newText + before.slice(span.end),
    text,
  );
}

/** Findings as short lines. */
export function codesOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ file, code }) => `${file} ${code}`);
}
