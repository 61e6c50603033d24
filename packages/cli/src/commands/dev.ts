import type { Command } from "commander";
import type { DevOptions } from "../development/develop.ts";
import type { Ended } from "../operations/operator-command.ts";

/** `xmap dev [path] --env name`: runs the flows and takes over every change of the mappings as it is saved. */
export function declareDev(program: Command, ended: Ended): void {
  program
    .command("dev")
    .description("Run the flows and take over changes of the mappings as they are saved.")
    .argument("[path]", "project folder", ".")
    .requiredOption("--env <name>", "environment of xmap.json")
    .option("--store <file>", "the SQLite file, instead of the environment's")
    .option("--port <number>", "the port for webhooks, instead of the environment's")
    .option("--poll-every <duration>", "poll all systems this often, instead of what the flows say (such as 500ms, 5s)")
    .option("--sandbox", "start sandboxes in the place of X-Cart and Odoo, with a store of their own", false)
    .action(async (path: string, options: DevOptions) => {
      const { dev } = await import("../development/develop.ts");
      ended(await dev(path, options));
    });
}
