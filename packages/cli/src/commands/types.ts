import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { didYouMean, renderJsonLine, renderPretty } from "@xmap/diagnostics";
import { schemaOfType, typeOfExpression, typeToText } from "@xmap/language";
import { CommandError } from "../project/command-error.ts";
import { readConfiguration } from "../project/configuration-file.ts";
import { findSources } from "../project/find-sources.ts";
import { createNodeHost } from "../project/node-host.ts";

export interface TypesOptions {
  readonly entity: string;
  readonly json: boolean;
}

/** `xmap types EXPRESSION --entity E [path]`: what the checker knows of an expression over the records of an entity. */
export function types(expression: string, path: string, options: TypesOptions): ExitCode {
  const project = readConfiguration(path);
  // The whole project: the entity may be declared in another file than the one that the path names.
  const paths = findSources(project, project.folder);
  const result = typeOfExpression({ paths, host: createNodeHost(project.folder) }, options.entity, expression);
  if (result.kind === "unknownEntity") throw unknownEntity(options.entity, path, result);
  const { value, diagnostics, source } = result;
  const asJson = options.json && value === undefined;
  for (const diagnostic of diagnostics) {
    if (asJson) process.stdout.write(`${renderJsonLine(diagnostic, source)}\n`);
    else process.stderr.write(`${renderPretty(diagnostic, () => source)}\n`);
  }
  if (value === undefined) return EXIT_CODES.findings;
  const text = typeToText(value);
  const schema = { $schema: "https://json-schema.org/draft/2020-12/schema", $comment: text, ...schemaOfType(value) };
  process.stdout.write(options.json ? `${JSON.stringify(schema, null, 2)}\n` : `${text}\n`);
  return EXIT_CODES.fine;
}

function unknownEntity(
  name: string,
  path: string,
  { entities, projectHasErrors }: { readonly entities: readonly string[]; readonly projectHasErrors: boolean },
): CommandError {
  const known = entities.length === 0 ? "the project declares none." : `there are ${entities.toSorted().join(", ")}.`;
  const mend = didYouMean(name, entities) ?? known;
  const errors = projectHasErrors
    ? `\nThe project has errors, perhaps in its declaration: run "xmap check ${path}".`
    : "";
  return new CommandError(`There is no entity \`${name}\`; ${mend}${errors}`);
}
