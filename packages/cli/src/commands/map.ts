import { type Command, InvalidArgumentError } from "commander";
import type { Ended } from "../operations/operator-command.ts";
import type { MapOptions } from "../streaming/map-stream.ts";

/** `xmap map BINDING < in.ndjson > out.ndjson`: a stream of records through one binding. */
export function declareMap(program: Command, ended: Ended): void {
  program
    .command("map")
    .description("Map records from standard input to standard output, one JSON object a line, over all cores.")
    .argument("<binding>", "name of the binding")
    .option("--project <path>", "project folder", ".")
    .option("--answers <file>", "what lookups and bindings answer, as JSON")
    .option("--threads <number>", "how many threads map (as many as the machine has cores unless given)", wholeNumber)
    .option("--errors <file>", "where lines go that could not be mapped, one JSON object a line")
    .action(async (binding: string, options: MapOptions) => {
      const { mapStream } = await import("../streaming/map-stream.ts");
      ended(await mapStream(binding, options));
    });
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 256)
    throw new InvalidArgumentError("It is a whole number from 1 to 256.");
  return number;
}
