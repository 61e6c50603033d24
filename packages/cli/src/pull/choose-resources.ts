import { existsSync } from "node:fs";
import { join } from "node:path";
import { didYouMean } from "@xmap/diagnostics";
import { roleOfFile, type SourceCatalog } from "@xmap/language/schemas";
import { CommandError } from "../project/command-error.ts";

const SHOWN_NAMES = 20;

export interface ResourceChoice {
  readonly named: readonly string[];
  readonly all: boolean;
  readonly schemaFolder: string;
}

/**
 * The resources to pull: those that are named, else all of a file that tells of one, else those that have been pulled
 * before. Throws a CommandError that says what the files offer where that leaves none.
 */
export function chooseResources(catalog: SourceCatalog, choice: ResourceChoice): readonly string[] {
  const { resources } = catalog;
  const chosen = chosenNames(catalog, choice);
  for (const name of chosen) refuseName(name, catalog, choice);
  if (chosen.length > 0) return chosen;
  const shown = resources.slice(0, SHOWN_NAMES).join(", ");
  const more = resources.length > SHOWN_NAMES ? ` and ${resources.length - SHOWN_NAMES} more` : "";
  throw new CommandError(
    `The file tells of ${resources.length} resources: ${shown}${more}. Name those to pull with --resource, or take --all.`,
  );
}

function chosenNames(
  { kinds, resources }: SourceCatalog,
  { named, all, schemaFolder }: ResourceChoice,
): readonly string[] {
  if (all) return resources;
  if (named.length > 0) return named;
  const isCatalog = kinds.has("openapi") || kinds.has("odata-metadata");
  return isCatalog ? resources.filter((name) => existsSync(join(schemaFolder, `${name}.json`))) : resources;
}

function refuseName(name: string, catalog: SourceCatalog, { schemaFolder }: ResourceChoice): void {
  if (catalog.read(name) === undefined) {
    const help =
      didYouMean(name, catalog.resources) ?? `there are ${catalog.resources.slice(0, SHOWN_NAMES).join(", ")}.`;
    throw new CommandError(`The file tells of no resource ${name}; ${help}`);
  }
  if (!/^[\w$][\w$.-]*$/.test(name) || roleOfFile(`${name}.json`).kind !== "schema") {
    throw new CommandError(`${name} cannot be the name of a schema file; give another one with --resource.`);
  }
  const raw = join(schemaFolder, `${name}.fields.json`);
  if (existsSync(raw))
    throw new CommandError(`${raw} is read as it is: put the new answer of fields_get there, or remove it and pull.`);
}
