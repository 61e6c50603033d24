import type { Command } from "commander";
import type { Ended } from "../operations/operator-command.ts";
import type { PlaygroundOptions } from "../playground/playground.ts";

/** `xmap playground [path]`: the playground on the project's own files. */
export function declarePlayground(program: Command, ended: Ended): void {
  program
    .command("playground")
    .description("Open the playground on the project's own files: as text and as a picture, in the browser.")
    .argument("[path]", "project folder", ".")
    .option("--port <number>", "the port on this machine (any free one unless given)")
    .option("--no-open", "write the address and open no browser")
    .action(async (path: string, options: PlaygroundOptions) => {
      const { playground } = await import("../playground/playground.ts");
      ended(await playground(path, options));
    });
}
