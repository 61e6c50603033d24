import type { Command } from "commander";
import type { Ended } from "../operations/operator-command.ts";
import type { InitOptions } from "./questions.ts";

/** `xmap init [folder]`: the beginning of a project. */
export function declareInit(program: Command, ended: Ended): void {
  program
    .command("init")
    .description("Start a project from a template: a shop, an ERP, and what is to be kept in step.")
    .argument("[folder]", "a new or empty folder", ".")
    .option("--pair <name>", "shop and ERP, such as xcart-odoo")
    .option("--touchpoints <list>", "what is kept in step: orders,stock,… or all")
    .option("--name <name>", "what the installation is called; the folder's name when not given")
    .option("--yes", "ask nothing and take what is usual", false)
    .action(async (folder: string, options: InitOptions) => {
      const { initProject } = await import("./init-project.ts");
      ended(await initProject(folder, options));
    });
}
