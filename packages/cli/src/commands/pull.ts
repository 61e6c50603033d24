import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { didYouMean } from "@xmap/diagnostics";
import type { Command } from "commander";
import { jsonLine } from "../operations/json-lines.ts";
import type { Ended } from "../operations/operator-command.ts";
import { CommandError } from "../project/command-error.ts";
import { readConfiguration } from "../project/configuration-file.ts";

interface PullOptions {
  readonly project: string;
  readonly from: readonly string[];
  readonly resource: readonly string[];
  readonly all: boolean;
  readonly enumeration: readonly string[];
  readonly check: boolean;
  readonly json: boolean;
}

/** `xmap pull system --from file…`: schemas of a system's records from files that tell of them. */
export function declarePull(program: Command, ended: Ended): void {
  program
    .command("pull")
    .description("Write the schemas of a system's records from files, and say what is different.")
    .argument("<system>", "name of the system")
    .option("--project <path>", "project folder", ".")
    .option("--from <files...>", "OpenAPI, OData metadata, answers of fields_get, JSON Schema, JSON or CSV samples", [])
    .option("--resource <names...>", "the resources to pull; for a file that tells of one, its name", [])
    .option("--all", "every resource that the files tell of", false)
    .option("--enumeration <paths...>", "fields of a sample that hold one of a closed set", [])
    .option("--check", "write nothing; fail when something is different", false)
    .option("--json", "one JSON object a line", false)
    .action(async (system: string, options: PullOptions) => {
      ended(await pull(system, options));
    });
}

async function pull(system: string, options: PullOptions): Promise<ExitCode> {
  if (options.from.length === 0) {
    throw new CommandError(
      `No connector can be asked for its schemas yet: give files with --from, such as --from openapi.json.`,
    );
  }
  const { chooseResources } = await import("../pull/choose-resources.ts");
  const { pulledResource } = await import("../pull/pulled-resource.ts");
  const { readSources } = await import("../pull/read-sources.ts");
  const { count, pulledText } = await import("../pull/show-pulled.ts");
  const schemaFolder = await folderOf(system, options);
  const [first, ...others] = options.resource;
  const catalog = readSources({
    paths: options.from,
    resource: options.from.length === 1 && others.length === 0 ? first : undefined,
    enumerations: options.enumeration,
    schemaFolder,
  });
  const chosen = chooseResources(catalog, { named: options.resource, all: options.all, schemaFolder });
  const pulled = chosen.map((resource) => pulledResource(resource, catalog, schemaFolder));
  const stale = pulled.filter(({ isStale }) => isStale);
  for (const each of stale) {
    const { resource, changes } = each;
    const line = () => jsonLine("pull", { system, resource, new: changes === undefined, changes: changes ?? [] });
    process.stdout.write(options.json ? line() : `${pulledText(system, each)}\n`);
  }
  if (options.check) return stale.length === 0 ? EXIT_CODES.fine : EXIT_CODES.findings;
  mkdirSync(schemaFolder, { recursive: true });
  for (const { file, text } of stale) writeFileSync(file, text);
  process.stderr.write(`${count(stale.length, "schema")} written, ${pulled.length - stale.length} as before\n`);
  return EXIT_CODES.fine;
}

/** The folder of a system's schemas; refuses a system that neither has one nor is declared. */
async function folderOf(system: string, options: PullOptions): Promise<string> {
  const { schemaFolder } = await import("../project/node-host.ts");
  const project = readConfiguration(options.project);
  const folder = schemaFolder(project.folder, system);
  if (/^\w+$/.test(system) && existsSync(folder)) return folder;
  const { declaredSystems } = await import("../pull/declared-systems.ts");
  const declared = declaredSystems(project);
  if (declared.includes(system)) return folder;
  const known = declared.length === 0 ? "the project declares none." : `there are ${declared.join(", ")}.`;
  throw new CommandError(`There is no system ${system}; ${didYouMean(system, declared) ?? known}`);
}
