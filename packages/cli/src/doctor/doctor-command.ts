import type { Command } from "commander";
import type { Ended } from "../operations/operator-command.ts";
import type { DoctorOptions } from "./doctor.ts";

/** `xmap doctor`: whether everything is there that the mappings need to run. */
export function declareDoctor(program: Command, ended: Ended): void {
  program
    .command("doctor")
    .description("Ask every system about itself, and say what is missing, wrong or too much for the mappings.")
    .argument("[path]", "project folder", ".")
    .option("--env <name>", "environment of xmap.json")
    .option("--store <file>", "the SQLite file, instead of the environment's")
    .option("--needs", "only say what the mappings need of the systems, without asking them", false)
    .option("--strict", "end with 1 for warnings too", false)
    .option("--json", "one JSON object a line, each with a schema", false)
    .action(async (path: string, options: DoctorOptions) => {
      if (options.needs) {
        const { showNeeds } = await import("./show-needs.ts");
        ended(await showNeeds(path, options));
      } else {
        const { doctor } = await import("./doctor.ts");
        ended(await doctor(path, options));
      }
    });
}
