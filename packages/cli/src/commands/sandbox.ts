import type { Command } from "commander";
import type { Ended } from "../operations/operator-command.ts";
import type { SandboxOptions } from "../sandbox/run-sandbox.ts";

/** `xmap sandbox`: an X-Cart and an ERP to try mappings with, until the process is asked to stop. */
export function declareSandbox(program: Command, ended: Ended): void {
  program
    .command("sandbox")
    .description("Run an X-Cart and an ERP with demo content, to look at and to try mappings with.")
    .option("--pair <erp>", "the ERP beside the shop: odoo or acumatica", "odoo")
    .option("--port <number>", "the shop's port, the ERP has the next one; 0: any that are free", "8801")
    .option("--seed <number>", "what the demo orders and the faults are drawn from", "1")
    .option("--faults <file>", "JSON that says what goes wrong when on either side")
    .option("--tell <url>", "the address of a running xmap that is told of changes")
    .action(async (options: SandboxOptions) => {
      const { runSandbox } = await import("../sandbox/run-sandbox.ts");
      ended(await runSandbox(options));
    });
}
