import { join, relative, resolve, sep } from "node:path";
import type { CompileOptions } from "@xmap/compiler";
import { EXIT_CODES, type ExitCode, MODULE_CONTRACT } from "@xmap/contract";
import { createSourceText } from "@xmap/diagnostics";
import { SYSTEM_CLOCK } from "@xmap/runtime/node";
import { BuildCache } from "../compile/build-cache.ts";
import { type BuildResult, BuildSession } from "../compile/build-session.ts";
import { compilerStamp, projectInput } from "../compile/project-input.ts";
import { staleness, writeOutputs } from "../compile/write-outputs.ts";
import { watchProject } from "../development/watch-project.ts";
import { CommandError } from "../project/command-error.ts";
import { type ProjectConfiguration, readConfiguration } from "../project/configuration-file.ts";
import type { LoadedProject } from "../project/load-project.ts";
import { createNodeHost } from "../project/node-host.ts";
import { showDiagnostics, summarize } from "../project/show-diagnostics.ts";
import { stopAsked } from "../run/stop-asked.ts";

export interface CompileCommandOptions {
  readonly out: string;
  readonly check: boolean;
  readonly watch: boolean;
  readonly target: NonNullable<CompileOptions["target"]>;
}

/**
 * `xmap compile [path] --out folder`: a TypeScript or JavaScript file and its source map for each `.xmap` file. With
 * `--check` it only says what is stale, with `--watch` it goes on with every change. What has not changed is taken from
 * the project's `.xmap/cache`.
 */
export async function compile(path: string, options: CompileCommandOptions): Promise<ExitCode> {
  const project = readConfiguration(path);
  const { target, out } = options;
  const sourceRoot = relative(resolve(out), project.folder).split(sep).join("/");
  const input = projectInput(project, path);
  const key = [MODULE_CONTRACT, compilerStamp(), input.schemaStamp(), resolve(path), sourceRoot, target].join("\n");
  const cache = new BuildCache(project.folder, key);
  const session = new BuildSession(input, { target, sourceMap: { sourceRoot } }, cache.read());
  const build = (): Promise<ExitCode> => finish(project, session, cache, options);
  if (!options.watch) return build();
  await buildOnChange(project, build);
  return EXIT_CODES.fine;
}

async function finish(
  project: ProjectConfiguration,
  session: BuildSession,
  cache: BuildCache,
  options: CompileCommandOptions,
): Promise<ExitCode> {
  const started = SYSTEM_CLOCK.now();
  const result = await session.build();
  const shown = asProject(project, result);
  const findings = showDiagnostics(shown, "pretty");
  if (findings !== "") tell(`${findings}\n`);
  if (result.files === undefined) {
    tell(summarize(shown));
    return EXIT_CODES.findings;
  }
  if (session.state !== undefined && result.compiled.length > 0) cache.write(session.state);
  if (options.check) return reportStale(staleness(result.files, options.out), options.out);
  const changed = writeOutputs(result.files, options.out);
  const took = options.watch ? ` in ${SYSTEM_CLOCK.now() - started} ms` : "";
  tell(`${result.files.length} files in ${options.out}, ${changed} written${took}`);
  return EXIT_CODES.fine;
}

async function buildOnChange(project: ProjectConfiguration, build: () => Promise<ExitCode>): Promise<void> {
  const watch = watchProject({ folder: project.folder, clock: SYSTEM_CLOCK });
  void stopAsked().then(watch.stop);
  await build();
  tell("Waiting for changes; Ctrl-C ends.");
  while (await watch.next()) {
    try {
      await build();
    } catch (error) {
      // A schema that is being written is whole at the next change.
      if (!(error instanceof CommandError)) throw error;
      tell(error.message);
    }
  }
}

function reportStale({ stale, leftovers }: ReturnType<typeof staleness>, out: string): ExitCode {
  for (const path of stale) process.stdout.write(`stale: ${join(out, path)}\n`);
  for (const path of leftovers) process.stdout.write(`no longer generated: ${join(out, path)}\n`);
  if (stale.length + leftovers.length === 0) return EXIT_CODES.fine;
  tell(`Run "xmap compile --out ${out}" and commit the result.`);
  return EXIT_CODES.findings;
}

/** The project as findings are shown for. */
function asProject(project: ProjectConfiguration, { diagnostics, compiled }: BuildResult): LoadedProject {
  const host = createNodeHost(project.folder);
  return {
    ...project,
    sources: compiled,
    program: undefined,
    diagnostics,
    schemaHash: "",
    sourceText(file) {
      const text = host.readFile(file);
      return text === undefined ? undefined : createSourceText(file, text);
    },
  };
}

function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
