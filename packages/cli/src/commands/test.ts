import { type Command, InvalidArgumentError } from "commander";
import type { Ended } from "../operations/operator-command.ts";
import type { TestCommandOptions } from "../testing/test-command.ts";

/** `xmap test [paths]`: runs the `test` declarations of mappings. */
export function declareTest(program: Command, ended: Ended): void {
  program
    .command("test")
    .description("Run the tests of the mappings.")
    .argument("[paths...]", "files or folders whose tests are run; all of the project unless given")
    .option("--project <folder>", "project folder, instead of the one that the first path is in")
    .option("--watch", "run them again after each change", false)
    .option("--coverage", "also say what no test goes through, and write coverage/lcov.info", false)
    .option("--mutate", "change the mappings one by one and say which change no test notices", false)
    .option("--minimum <percent>", "with --mutate: fail below this score", readPercent)
    .option("--json", "one JSON object a line", false)
    .action(async (paths: string[], options: TestCommandOptions) => {
      const { testCommand } = await import("../testing/test-command.ts");
      ended(await testCommand(paths, options));
    });
}

function readPercent(text: string): number {
  const percent = Number(text);
  if (!(percent >= 0 && percent <= 100)) throw new InvalidArgumentError("Write a number from 0 to 100.");
  return percent;
}
