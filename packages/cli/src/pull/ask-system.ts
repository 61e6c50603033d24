import { existsSync, readdirSync } from "node:fs";
import { type ConnectorDescription, EXIT_CODES, Failure, hashText, type SchemaDocument } from "@xmap/contract";
import { checkProject, type ProjectHost } from "@xmap/language";
import { roleOfFile } from "@xmap/language/schemas";
import { CommandError } from "../project/command-error.ts";
import type { ProjectConfiguration } from "../project/configuration-file.ts";
import { environmentNamed } from "../project/environment-named.ts";
import { createNodeHost } from "../project/node-host.ts";
import { showDiagnostics } from "../project/show-diagnostics.ts";
import { connectorNamed } from "../run/connectors.ts";
import { loadModules } from "../run/load-modules.ts";
import { openSessions } from "../run/open-sessions.ts";
import type { DeclaredSystem } from "./declared-systems.ts";

export interface SystemQuestion {
  readonly project: ProjectConfiguration;
  readonly system: DeclaredSystem;
  /** Of xmap.json. */
  readonly environment: string;
  /** The resources to ask for; none means those that have been pulled before. */
  readonly resources: readonly string[];
  readonly schemaFolder: string;
}

/** What was asked for, and what the system says of it. */
export interface SystemAnswer {
  readonly resources: readonly string[];
  readonly documents: readonly SchemaDocument[];
  /** What the system's connector can do. */
  readonly description: ConnectorDescription;
}

/** What a system tells of its records; throws a CommandError when it tells nothing or cannot be asked. */
export async function askSystem(question: SystemQuestion): Promise<SystemAnswer> {
  const { project, system, environment, schemaFolder } = question;
  const resources = question.resources.length > 0 ? question.resources : pulledBefore(schemaFolder);
  if (resources.length === 0)
    throw new CommandError(`Nothing has been pulled of ${system.name} yet: name what to pull with --resource.`);
  const { description } = await connectorNamed(system.connector, project.folder);
  const modules = await loadModules(systemAlone(project, system, description));
  const sessions = await openSessions(project, environmentNamed(project.configuration, environment), modules);
  const session = sessions[system.name];
  try {
    if (session?.schemaDocuments === undefined)
      throw new CommandError(`${system.name} does not tell the form of its records: give files with --from.`);
    const documents = await session.schemaDocuments(resources);
    return { resources, documents, description: (await session.describe?.(resources)) ?? description };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new CommandError(`${system.name} could not be asked: ${error.message}`, EXIT_CODES.unreachable);
  } finally {
    await session?.close();
  }
}

/** A project of one declaration: what refers to records may not compile before their schemas are there. */
function systemAlone(
  project: ProjectConfiguration,
  { text }: DeclaredSystem,
  description: ConnectorDescription,
): Parameters<typeof loadModules>[0] {
  const path = "system.xmap";
  const host: ProjectHost = {
    ...createNodeHost(project.folder),
    readFile: (asked) => (asked === path ? `xmap ${project.configuration.language}\n\n${text}\n` : undefined),
    readSchema: () => undefined,
    listSchemas: () => [],
    readDescription: () => description,
  };
  const { program, diagnostics, files } = checkProject([path], host);
  const sourceText = (asked: string) => files.find(({ source }) => source.path === asked)?.source;
  const loaded = { ...project, sources: [path], program, diagnostics, schemaHash: hashText(text), sourceText };
  if (program === undefined) throw new CommandError(showDiagnostics(loaded, "pretty"), EXIT_CODES.findings);
  return loaded;
}

function pulledBefore(schemaFolder: string): readonly string[] {
  if (!existsSync(schemaFolder)) return [];
  return readdirSync(schemaFolder).flatMap((file) => {
    const role = roleOfFile(file);
    return role.kind === "schema" ? [role.resource] : [];
  });
}
