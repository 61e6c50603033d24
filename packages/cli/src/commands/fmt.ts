import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Readable } from "node:stream";
import { text as textOf } from "node:stream/consumers";
import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { createSourceText, type Diagnostic, renderPretty } from "@xmap/diagnostics";
import { formatSource } from "@xmap/language";
import { readConfiguration } from "../project/configuration-file.ts";
import { findSources } from "../project/find-sources.ts";

interface Options {
  readonly check: boolean;
}

/**
 * `xmap fmt [path]`: puts a project's `.xmap` files into the canonical form, those that `xmap.json` excludes as well;
 * with `--check` only names the files that are not in it. The path `-` reads standard input and writes standard output.
 */
export async function fmt(path: string, options: Options, input: Readable = process.stdin): Promise<ExitCode> {
  return path === "-" ? formatInput(await textOf(input), options) : formatFiles(path, options);
}

function formatInput(text: string, { check }: Options): ExitCode {
  const result = formatSource("standard input", text);
  if ("diagnostics" in result) return refuse("standard input", text, result.diagnostics);
  if (!check) process.stdout.write(result.text);
  return check && result.text !== text ? EXIT_CODES.findings : EXIT_CODES.fine;
}

function formatFiles(path: string, { check }: Options): ExitCode {
  const project = readConfiguration(path);
  const { exclude: _, ...configuration } = project.configuration;
  const files = findSources({ ...project, configuration }, path).map((name) => join(project.folder, name));
  let exitCode: ExitCode = EXIT_CODES.fine;
  let changed = 0;
  for (const file of files) {
    const shown = relative(process.cwd(), file).replaceAll("\\", "/");
    const text = readFileSync(file, "utf8");
    const result = formatSource(shown, text);
    if ("diagnostics" in result) exitCode = refuse(shown, text, result.diagnostics);
    else if (result.text !== text) {
      changed += 1;
      process.stdout.write(`${shown}\n`);
      if (check) exitCode = EXIT_CODES.findings;
      else writeFileSync(file, result.text);
    }
  }
  const counted = `${changed} of ${files.length} file${files.length === 1 ? "" : "s"}`;
  process.stderr.write(check ? `${counted} to be formatted\n` : `${counted} formatted\n`);
  if (check && changed > 0) process.stderr.write(`Run "xmap fmt ${path}" and commit the result.\n`);
  return exitCode;
}

function refuse(path: string, text: string, diagnostics: readonly Diagnostic[]): ExitCode {
  const source = createSourceText(path, text);
  const shown = diagnostics.map((diagnostic) => renderPretty(diagnostic, () => source));
  process.stderr.write(`${shown.join("\n\n")}\n`);
  return EXIT_CODES.findings;
}
