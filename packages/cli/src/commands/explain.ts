import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { type DiagnosticDefinition, didYouMean, usualWording, wordingsOf } from "@xmap/diagnostics";
import { DIAGNOSTICS } from "@xmap/language";
import { jsonLine } from "../operations/json-lines.ts";
import { textTable } from "../operations/text-table.ts";
import { CommandError } from "../project/command-error.ts";

export interface ExplainOptions {
  readonly all: boolean;
  readonly json: boolean;
}

/** `xmap explain CODE`: what a code means and what to do; `--all` lists every code. */
export function explain(code: string | undefined, options: ExplainOptions): ExitCode {
  if (options.all) {
    if (code !== undefined) throw new CommandError(`--all lists every code; leave out "${code}" or --all.`);
    process.stdout.write(options.json ? everyCodeAsJson() : `${everyCode()}\n`);
    return EXIT_CODES.fine;
  }
  if (code === undefined) throw new CommandError("Which code? `xmap explain --all` lists them.");
  const definition = definitionOf(code);
  process.stdout.write(options.json ? asJson(code, definition) : `${asText(code, definition)}\n`);
  return EXIT_CODES.fine;
}

function definitionOf(code: string): DiagnosticDefinition {
  const definition = Object.hasOwn(DIAGNOSTICS, code) ? DIAGNOSTICS[code] : undefined;
  if (definition !== undefined) return definition;
  const help = didYouMean(code, Object.keys(DIAGNOSTICS)) ?? "`xmap explain --all` lists them.";
  throw new CommandError(`There is no code \`${code}\`; ${help}`);
}

function asText(code: string, definition: DiagnosticDefinition): string {
  const wordings = Object.values(wordingsOf(definition)).map((wording) => `  ${wording}`);
  return [`${definition.severity}[${code}]`, ...wordings, "", definition.explanation].join("\n");
}

function asJson(code: string, definition: DiagnosticDefinition): string {
  const { severity, explanation } = definition;
  return jsonLine("explanation", { code, severity, wordings: wordingsOf(definition), explanation });
}

function inAlphabeticalOrder(): [string, DiagnosticDefinition][] {
  return Object.entries(DIAGNOSTICS).toSorted(([left], [right]) => (left < right ? -1 : 1));
}

function everyCode(): string {
  const rows = inAlphabeticalOrder().map(([code, definition]) => [code, definition.severity, usualWording(definition)]);
  return textTable(["CODE", "SEVERITY", "SAYS"], rows);
}

function everyCodeAsJson(): string {
  return inAlphabeticalOrder()
    .map(([code, definition]) => asJson(code, definition))
    .join("");
}
