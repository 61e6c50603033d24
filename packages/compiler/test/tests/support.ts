import { type CheckedProgram, checkProject } from "@xmap/language";
import { type ExtraSystems, fixture } from "../compile.ts";
import { fixtureDescription, fixtureSchema } from "../fixtures/schemas.ts";

/** The fixture project with more files; what the checker says is an error of the test. */
export function programOf(
  files: Readonly<Record<string, string>>,
  extra: ExtraSystems = { schemas: {}, descriptions: {} },
): CheckedProgram {
  const paths = Object.keys(files).filter((path) => path.endsWith(".xmap"));
  const { program, diagnostics } = checkProject(paths, {
    readFile: (path) => files[path],
    readSchema: (system, resource) => extra.schemas[`${system}/${resource}`] ?? fixtureSchema(system, resource),
    listSchemas: () => [],
    readDescription: (system) => extra.descriptions[system] ?? fixtureDescription(system),
  });
  if (program === undefined)
    throw new Error(diagnostics.map((each) => `${each.file} ${each.code} ${each.message}`).join("\n"));
  return program;
}

/** The fixture project's own files. */
export const ORDER_FILES: Readonly<Record<string, string>> = {
  "systems.xmap": fixture("systems.xmap"),
  "orders.xmap": fixture("orders.xmap"),
};
