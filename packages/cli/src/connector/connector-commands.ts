import { EXIT_CODES } from "@xmap/contract";
import type { Command } from "commander";
import type { Ended } from "../operations/operator-command.ts";

interface NewOptions {
  readonly project: string;
  readonly out?: string;
}

/** `xmap connector new NAME`: the beginning of a connector of the project's own. */
export function declareConnector(program: Command, ended: Ended): void {
  program
    .command("connector")
    .description("Connectors of the project's own.")
    .command("new")
    .description("Write a connector that works as it is, with a sandbox and its tests, to be changed into your own.")
    .argument("<name>", "what system declarations call it: small letters, digits and _")
    .option("--project <path>", "project folder", ".")
    .option("--out <folder>", "where to write, instead of connectors/NAME of the project")
    .action(async (name: string, { project, out }: NewOptions) => {
      const { writeNewConnector } = await import("./new-connector.ts");
      const { folder, files, configuration } = writeNewConnector({ name, project, out });
      for (const file of files) process.stdout.write(`${file}\n`);
      const named = configuration === undefined ? "" : ` and named in ${configuration}`;
      process.stderr.write(
        `${files.length} files written to ${folder}${named}. Next: npm install && npm test there.\n`,
      );
      ended(EXIT_CODES.fine);
    });
}
