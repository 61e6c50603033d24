import { type Command, Option } from "commander";
import type { Ended } from "../operations/operator-command.ts";
import { DIAGNOSTIC_FORMATS, type DiagnosticFormat } from "../project/diagnostic-format.ts";
import type { CompileCommandOptions } from "./compile.ts";
import type { ExplainOptions } from "./explain.ts";
import type { TypesOptions } from "./types.ts";

/** `xmap check`, `explain`, `types`, `compile` and `fmt`: what needs nothing but the project's files. */
export function declareLanguageCommands(program: Command, ended: Ended): void {
  program
    .command("check")
    .description("Say everything that is wrong with the mappings.")
    .argument("[path]", "project folder or .xmap file", ".")
    .addOption(
      new Option("--format <format>", "how findings are shown").choices([...DIAGNOSTIC_FORMATS]).default("pretty"),
    )
    .action(async (path: string, options: { format: DiagnosticFormat }) => {
      const { check } = await import("./check.ts");
      ended(check(path, options));
      const { warnOfExpiringKeys } = await import("../secrets/warn-of-expiring-keys.ts");
      await warnOfExpiringKeys(path);
    });

  program
    .command("explain")
    .description("Say what a code of a finding means and what to do.")
    .argument("[code]", "such as unknown-field")
    .option("--all", "list every code", false)
    .option("--json", "one JSON object a line", false)
    .action(async (code: string | undefined, options: ExplainOptions) => {
      const { explain } = await import("./explain.ts");
      ended(explain(code, options));
    });

  program
    .command("types")
    .description("Say which type a JSONata expression over an entity has.")
    .argument("<expression>", "such as '$sum(items.(price * amount))'")
    .argument("[path]", "project folder or .xmap file", ".")
    .requiredOption("--entity <name>", "the entity whose record is $")
    .option("--json", "as JSON Schema 2020-12", false)
    .action(async (expression: string, path: string, options: TypesOptions) => {
      const { types } = await import("./types.ts");
      ended(types(expression, path, options));
    });

  program
    .command("compile")
    .description("Write the TypeScript or JavaScript that the mappings stand for.")
    .argument("[path]", "project folder or .xmap file", ".")
    .option("--out <folder>", "where the generated files go", "generated")
    .addOption(new Option("--target <language>", "what is written").choices(["ts", "js"]).default("ts"))
    .option("--check", "write nothing; fail when the folder is stale", false)
    .option("--watch", "go on, and compile again what changes", false)
    .action(async (path: string, options: CompileCommandOptions) => {
      const { compile } = await import("./compile.ts");
      ended(await compile(path, options));
    });

  program
    .command("fmt")
    .description("Put .xmap files into the canonical form.")
    .argument("[path]", "project folder or .xmap file; - reads standard input", ".")
    .option("--check", "write nothing; name the files that differ and fail", false)
    .action(async (path: string, options: { check: boolean }) => {
      const { fmt } = await import("./fmt.ts");
      ended(await fmt(path, options));
    });
}
