import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { type ConnectorDescription, EXIT_CODES, type ExitCode, type SchemaDocument } from "@xmap/contract";
import { didYouMean } from "@xmap/diagnostics";
import type { Command } from "commander";
import { jsonLine } from "../operations/json-lines.ts";
import type { Ended } from "../operations/operator-command.ts";
import { CommandError } from "../project/command-error.ts";
import { readConfiguration } from "../project/configuration-file.ts";

interface PullOptions {
  readonly project: string;
  readonly env?: string;
  readonly from: readonly string[];
  readonly resource: readonly string[];
  readonly all: boolean;
  readonly enumeration: readonly string[];
  readonly check: boolean;
  readonly json: boolean;
}

/** `xmap pull system --env name`, or `--from file…`: schemas of a system's records, from itself or from files that tell of them. */
export function declarePull(program: Command, ended: Ended): void {
  program
    .command("pull")
    .description("Write the schemas of a system's records, and say what is different.")
    .argument("<system>", "name of the system")
    .option("--project <path>", "project folder", ".")
    .option("--env <name>", "environment of xmap.json in which the system is asked")
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
  const { chooseResources } = await import("../pull/choose-resources.ts");
  const { pulledResource } = await import("../pull/pulled-resource.ts");
  const { pulledDescription } = await import("../pull/pulled-description.ts");
  const { readSources } = await import("../pull/read-sources.ts");
  const { count, pulledText } = await import("../pull/show-pulled.ts");
  const { folder: schemaFolder, documents, resources, description } = await documentsOf(system, options);
  const [first, ...others] = resources;
  const catalog = readSources({
    documents,
    resource: options.from.length === 1 && others.length === 0 ? first : undefined,
    enumerations: options.enumeration,
    schemaFolder,
  });
  const chosen = chooseResources(catalog, { named: resources, all: options.all, schemaFolder });
  const pulled = chosen.map((resource) => pulledResource(resource, catalog, schemaFolder));
  const stale = pulled.filter(({ isStale }) => isStale);
  for (const each of stale) {
    const { resource, changes } = each;
    const line = () => jsonLine("pull", { system, resource, new: changes === undefined, changes: changes ?? [] });
    process.stdout.write(options.json ? line() : `${pulledText(system, each)}\n`);
  }
  const connector = description === undefined ? undefined : pulledDescription(description, schemaFolder);
  if (connector?.isStale)
    process.stdout.write(
      options.json ? jsonLine("pull", { system, connector: true }) : `${system}: what its connector can do\n`,
    );
  const isStale = stale.length > 0 || connector?.isStale === true;
  if (options.check) return isStale ? EXIT_CODES.findings : EXIT_CODES.fine;
  mkdirSync(schemaFolder, { recursive: true });
  for (const { file, text } of [...stale, ...(connector?.isStale ? [connector] : [])]) writeFileSync(file, text);
  process.stderr.write(`${count(stale.length, "schema")} written, ${pulled.length - stale.length} as before\n`);
  return EXIT_CODES.fine;
}

interface Pulled {
  /** Of the system's schemas. */
  readonly folder: string;
  readonly documents: readonly SchemaDocument[];
  /** Those that were named, and none when all that the files tell of are meant. */
  readonly resources: readonly string[];
  /** What the system's connector can do; undefined when files are pulled from. */
  readonly description?: ConnectorDescription;
}

/** What is pulled from: the given files, else what the system itself tells. Refuses a system that neither has schemas nor is declared. */
async function documentsOf(name: string, options: PullOptions): Promise<Pulled> {
  const { schemaFolder } = await import("../project/node-host.ts");
  const { readFiles } = await import("../pull/read-sources.ts");
  const project = readConfiguration(options.project);
  const folder = schemaFolder(project.folder, name);
  const isLive = options.from.length === 0;
  const read = () => ({ documents: readFiles(options.from), resources: options.resource });
  if (!isLive && /^\w+$/.test(name) && existsSync(folder)) return { folder, ...read() };
  const { declaredSystems } = await import("../pull/declared-systems.ts");
  const declared = declaredSystems(project);
  const system = declared.find((one) => one.name === name);
  if (system === undefined) {
    const names = declared.map((one) => one.name);
    const known = names.length === 0 ? "the project declares none." : `there are ${names.join(", ")}.`;
    throw new CommandError(`There is no system ${name}; ${didYouMean(name, names) ?? known}`);
  }
  if (!isLive) return { folder, ...read() };
  if (options.env === undefined)
    throw new CommandError("Say whom to ask: --env and a name of xmap.json; or give files with --from.");
  const { askSystem } = await import("../pull/ask-system.ts");
  const question = { project, system, environment: options.env, resources: options.resource, schemaFolder: folder };
  return { folder, ...(await askSystem(question)) };
}
