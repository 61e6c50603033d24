import type { DiagnosticDefinition, DiagnosticTable } from "./registry.ts";

/** The wordings of a code by their names, with each hole as `{name}`. */
export function wordingsOf(definition: DiagnosticDefinition): Readonly<Record<string, string>> {
  const shown = Object.entries(definition.messages).map(([wording, template]) => {
    const holes = Object.fromEntries(template.holes.map((hole) => [hole, `{${hole}}`]));
    return [wording, template.fill(holes)] as const;
  });
  return Object.fromEntries(shown);
}

/** The first wording of a code: the usual one. */
export function usualWording(definition: DiagnosticDefinition): string {
  const wordings = wordingsOf(definition);
  return wordings.default ?? Object.values(wordings)[0] ?? "";
}

/** A Markdown page of codes in alphabetical order: severity, wordings, explanation. */
export function renderDiagnosticsPage(table: DiagnosticTable): string {
  const codes = Object.keys(table).toSorted();
  const sections = codes.map((code) => {
    const definition = table[code];
    if (definition === undefined) return "";
    const wordings = Object.values(wordingsOf(definition)).map((wording) => `> ${wording}`);
    return `## ${code}\n\n${definition.severity}\n\n${wordings.join("\n>\n")}\n\n${definition.explanation}\n`;
  });
  const introduction =
    "Everything that `xmap check` and `xmap fmt` can find wrong, by its code. Words in braces stand for names of your project. `xmap explain CODE` shows the same in the terminal.";
  return `# Diagnostics\n\n${introduction}\n\n${sections.join("\n")}`;
}
