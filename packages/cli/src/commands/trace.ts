import type { Command } from "commander";
import type { TraceOptions } from "../lineage/trace-file.ts";
import type { Ended } from "../operations/operator-command.ts";

/** `xmap trace FILE --input record.json`: how one record is mapped, field by field. */
export function declareTrace(program: Command, ended: Ended): void {
  program
    .command("trace")
    .description("Map one record and say for each field of the output which rule made it, from what.")
    .argument("<file>", ".xmap file")
    .requiredOption("--input <file>", "the record as JSON; - reads standard input")
    .option("--binding <name>", "the binding (those of the file that take such a record unless given)")
    .option("--flow <name>", "a flow instead of bindings: what each of its steps looks at and would do")
    .option("--back", "from right to left, for two-way bindings", false)
    .option("--answers <file>", "what lookups and bindings answer, as JSON")
    .option("--json", "one JSON object a line, one for each binding", false)
    .action(async (file: string, options: TraceOptions) => {
      const { traceFile } = await import("../lineage/trace-file.ts");
      ended(await traceFile(file, options));
    });
}
