import type { Diagnostic, Fix, Severity } from "./diagnostic.ts";
import { usualWording } from "./explanation.ts";
import type { DiagnosticDefinition, DiagnosticTable } from "./registry.ts";
import { positionAt, type SourceText } from "./source-text.ts";
import type { Span } from "./span.ts";

const LEVELS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", information: "note" };

/** What a SARIF log needs beside the diagnostics. */
export interface SarifSurroundings {
  /** Every code that the tool knows; each becomes a rule. */
  readonly definitions: DiagnosticTable;
  sourceOf(file: string): SourceText | undefined;
}

/**
 * Diagnostics as a SARIF 2.1.0 log, indented JSON. Paths become URIs relative to the folder that the log is read in;
 * lines and columns count from 1, columns in UTF-16 units, and ends are exclusive.
 * Format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderSarif(diagnostics: readonly Diagnostic[], surroundings: SarifSurroundings): string {
  const codes = Object.keys(surroundings.definitions).toSorted();
  const rules = codes.flatMap((code) => {
    const definition = surroundings.definitions[code];
    return definition === undefined ? [] : [ruleOf(code, definition)];
  });
  const results = diagnostics.map((diagnostic) => resultOf(diagnostic, codes, surroundings));
  const run = { tool: { driver: { name: "xmap", rules } }, columnKind: "utf16CodeUnits", results };
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [run],
  };
  return JSON.stringify(log, null, 2);
}

function ruleOf(code: string, definition: DiagnosticDefinition): object {
  const { explanation, severity } = definition;
  return {
    id: code,
    shortDescription: { text: usualWording(definition) },
    fullDescription: { text: explanation },
    help: { text: explanation, markdown: explanation },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function resultOf(diagnostic: Diagnostic, codes: readonly string[], surroundings: SarifSurroundings): object {
  const { code, message, help, severity, related, fixes } = diagnostic;
  const index = codes.indexOf(code);
  const relatedLocations = related.map((place, position) => ({
    id: position,
    ...locationOf(place.file, place.span, surroundings),
    message: { text: place.message },
  }));
  return {
    ruleId: code,
    ...(index < 0 ? {} : { ruleIndex: index }),
    level: LEVELS[severity],
    message: { text: help === undefined ? message : `${message}\nhelp: ${help}` },
    locations: [locationOf(diagnostic.file, diagnostic.span, surroundings)],
    ...(relatedLocations.length === 0 ? {} : { relatedLocations }),
    ...sarifFixes(fixes, surroundings),
  };
}

/** Fixes whose every edit can be placed. */
function sarifFixes(fixes: readonly Fix[], surroundings: SarifSurroundings): { readonly fixes?: readonly object[] } {
  const placed = fixes.filter(
    ({ edits }) => edits.length > 0 && edits.every((edit) => surroundings.sourceOf(edit.file) !== undefined),
  );
  if (placed.length === 0) return {};
  return { fixes: placed.map((fix) => fixOf(fix, surroundings)) };
}

function fixOf({ title, edits }: Fix, surroundings: SarifSurroundings): object {
  const byFile = Map.groupBy(edits, (edit) => edit.file);
  const artifactChanges = [...byFile].map(([file, changes]) => ({
    artifactLocation: { uri: uriOf(file) },
    replacements: changes.map((edit) => ({
      deletedRegion: regionOf(file, edit.span, surroundings),
      insertedContent: { text: edit.newText },
    })),
  }));
  return { description: { text: title }, artifactChanges };
}

function locationOf(file: string, span: Span, surroundings: SarifSurroundings): object {
  const region = regionOf(file, span, surroundings);
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...(region === undefined ? {} : { region }) },
  };
}

function regionOf(file: string, span: Span, surroundings: SarifSurroundings): object | undefined {
  const source = surroundings.sourceOf(file);
  if (source === undefined) return undefined;
  const start = positionAt(source, span.start);
  const end = positionAt(source, span.end);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** A relative URI reference of a path with forward slashes. */
function uriOf(file: string): string {
  return file.split("/").map(encodeURIComponent).join("/");
}
