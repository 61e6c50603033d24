import type { Command } from "commander";
import type { Ended } from "../operations/operator-command.ts";
import type { RunOptions } from "./run.ts";

/** `xmap run`: the flows until the process is asked to stop. */
export function declareRun(program: Command, ended: Ended): void {
  program
    .command("run")
    .description("Run the flows until stopped.")
    .argument("[path]", "project folder", ".")
    .requiredOption("--env <name>", "environment of xmap.json")
    .option("--store <file>", "the SQLite file, instead of the environment's")
    .option("--port <number>", "the port for webhooks, instead of the environment's")
    .option("--poll-every <duration>", "poll all systems this often, instead of what the flows say (such as 500ms, 5s)")
    .option("--serve-status", "also answer GET /status with what waits and why; it may name customers", false)
    .option("--forget <names...>", "forget what is kept of bindings and flows that are no more", [])
    .option("--read-only", "read live systems and write nothing", false)
    .option("--dry", "say what would be written, write nothing, and end", false)
    .option("--json", "with --dry: one JSON object a line", false)
    .action(async (path: string, options: RunOptions) => {
      const { run } = await import("./run.ts");
      ended(await run(path, options));
    });
}
