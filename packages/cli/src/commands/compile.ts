import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { compileProgram, type GeneratedFile } from "@xmap/compiler";
import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { loadProject } from "../project/load-project.ts";
import { showDiagnostics, summarize } from "../project/show-diagnostics.ts";

const HEADER = "// Generated from ";

/** `xmap compile [path] --out folder`: one TypeScript file for each `.xmap` file; with `--check` only says what is stale. */
export function compile(path: string, options: { readonly out: string; readonly check: boolean }): ExitCode {
  const project = loadProject(path);
  const shown = showDiagnostics(project, "pretty");
  if (shown !== "") process.stderr.write(`${shown}\n\n`);
  if (project.program === undefined) {
    process.stderr.write(`${summarize(project)}\n`);
    return EXIT_CODES.findings;
  }
  const files = compileProgram(project.program, { schemaHash: project.schemaHash });
  return options.check ? reportStale(files, options.out) : writeFiles(files, options.out);
}

function writeFiles(files: readonly GeneratedFile[], out: string): ExitCode {
  for (const leftover of findLeftovers(files, out)) rmSync(join(out, leftover));
  for (const file of files) {
    const target = join(out, file.path);
    mkdirSync(dirname(target), { recursive: true });
    if (readIfThere(target) !== file.text) writeFileSync(target, file.text);
  }
  process.stderr.write(`${files.length} files in ${out}\n`);
  return EXIT_CODES.fine;
}

function reportStale(files: readonly GeneratedFile[], out: string): ExitCode {
  const stale = files.filter((file) => readIfThere(join(out, file.path)) !== file.text).map((file) => file.path);
  const leftovers = findLeftovers(files, out);
  for (const path of stale) process.stdout.write(`stale: ${join(out, path)}\n`);
  for (const path of leftovers) process.stdout.write(`no longer generated: ${join(out, path)}\n`);
  if (stale.length + leftovers.length === 0) return EXIT_CODES.fine;
  process.stderr.write(`Run "xmap compile --out ${out}" and commit the result.\n`);
  return EXIT_CODES.findings;
}

/** Files that an earlier compilation wrote and this one does not; other people's files are left alone. */
function findLeftovers(files: readonly GeneratedFile[], out: string): string[] {
  if (!existsSync(out)) return [];
  const wanted = new Set(files.map((file) => file.path));
  return readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(out, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !wanted.has(path) && readFileSync(join(out, path), "utf8").startsWith(HEADER))
    .sort();
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
