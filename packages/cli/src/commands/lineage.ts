import { type Command, Option } from "commander";
import type { LineageOptions } from "../lineage/show-lineage.ts";
import type { Ended } from "../operations/operator-command.ts";

/** `xmap lineage [paths] --format json|markdown|mermaid`: where each target field comes from. */
export function declareLineage(program: Command, ended: Ended): void {
  program
    .command("lineage")
    .description("Say for each target field which rule writes it, from which fields, through what.")
    .argument("[paths...]", "project folders or .xmap files (the folder you are in unless given)")
    .addOption(
      new Option("--format <format>", "how it is shown").choices(["json", "markdown", "mermaid"]).default("markdown"),
    )
    .option("--binding <name>", "only this binding, or this flow's writes")
    .action(async (paths: readonly string[], options: LineageOptions) => {
      const { showLineage } = await import("../lineage/show-lineage.ts");
      ended(showLineage(paths, options));
    });
}
