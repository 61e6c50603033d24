import {
  LINEAGE_SCHEMA,
  type Lineage,
  lineageOf,
  type MappingLineage,
  renderLineageMarkdown,
  renderLineageMermaid,
} from "@xmap/compiler/lineage";
import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { didYouMean } from "@xmap/diagnostics";
import { CommandError } from "../project/command-error.ts";
import { checkedProject } from "./checked-project.ts";

export interface LineageOptions {
  readonly format: "json" | "markdown" | "mermaid";
  readonly binding?: string;
}

/** Shows the lineage of the mappings in the named files; what they import counts only when it is named too. */
export function showLineage(paths: readonly string[], options: LineageOptions): ExitCode {
  const mappings = new Map<string, MappingLineage>();
  for (const path of paths.length === 0 ? ["."] : paths) {
    const project = checkedProject(path);
    for (const mapping of lineageOf(project.program).mappings) {
      if (!project.sources.includes(mapping.place.file)) continue;
      mappings.set(`${project.folder}\n${mapping.place.file}\n${mapping.direction} ${mapping.name}`, mapping);
    }
  }
  const lineage: Lineage = { schema: LINEAGE_SCHEMA, mappings: wanted([...mappings.values()], options.binding) };
  process.stdout.write(render(lineage, options.format));
  return EXIT_CODES.fine;
}

function render(lineage: Lineage, format: LineageOptions["format"]): string {
  switch (format) {
    case "json":
      return `${JSON.stringify(lineage, null, 2)}\n`;
    case "markdown":
      return renderLineageMarkdown(lineage);
    case "mermaid":
      return renderLineageMermaid(lineage);
  }
}

function wanted(mappings: readonly MappingLineage[], name: string | undefined): readonly MappingLineage[] {
  if (name === undefined) return mappings;
  const found = mappings.filter((mapping) => mapping.name === name || mapping.name.startsWith(`${name}/`));
  if (found.length > 0) return found;
  const known = [...new Set(mappings.map((mapping) => mapping.name.split("/")[0] ?? mapping.name))];
  const mend = didYouMean(name, known) ?? `there are ${known.join(", ")}.`;
  throw new CommandError(`No binding or flow that writes is called \`${name}\`; ${mend}`);
}
