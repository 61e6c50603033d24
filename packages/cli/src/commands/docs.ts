import type { Command } from "commander";
import type { Ended } from "../operations/operator-command.ts";
import type { DocsOptions } from "../specification/write-specification.ts";

/** `xmap docs`: the mapping specification as one page. */
export function declareDocs(program: Command, ended: Ended): void {
  program
    .command("docs")
    .description("Write the mapping specification for analysts, one HTML page that needs no network.")
    .argument("[path]", "project folder or .xmap file", ".")
    .option("--out <folder>", "where index.html goes", "specification")
    .action(async (path: string, options: DocsOptions) => {
      const { writeSpecification } = await import("../specification/write-specification.ts");
      ended(writeSpecification(path, options));
    });
}
