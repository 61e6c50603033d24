import { type Command, Option } from "commander";
import type { DiffOptions } from "../difference/diff-project.ts";
import type { Ended } from "../operations/operator-command.ts";

/** `xmap diff BASE`: what a change of the mappings changes for sample records. */
export function declareDiff(program: Command, ended: Ended): void {
  program
    .command("diff")
    .description("Say what a change of the mappings changes for sample records: 0 nothing, 1 something, 2 failures.")
    .argument("<base>", "a folder with the project as it was, or a git revision")
    .option("--project <path>", "project folder", ".")
    .option("--records <folder>", "sample records (what xmap.json says, else every folder `fixtures`)")
    .option("--answers <file>", "what lookups and bindings answer, as JSON")
    .addOption(new Option("--format <format>", "how it is shown").choices(["text", "markdown", "json"]).default("text"))
    .option("--json", "the same as --format json", false)
    .action(async (base: string, options: DiffOptions) => {
      const { diffProject } = await import("../difference/diff-project.ts");
      ended(await diffProject(base, options));
    });
}
