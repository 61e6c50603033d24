import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { Command, CommanderError, Option } from "commander";
import { check } from "./commands/check.ts";
import { compile } from "./commands/compile.ts";
import { run } from "./commands/run.ts";
import { CommandError } from "./project/command-error.ts";
import type { DiagnosticFormat } from "./project/show-diagnostics.ts";

/** Runs the command line and answers the exit code; data goes to stdout, talk to stderr. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT_CODES.fine;
  const program = new Command("xmap")
    .description("Compiles and runs .xmap mappings between systems.")
    .exitOverride()
    .configureHelp({ showGlobalOptions: true });

  program
    .command("check")
    .description("Say everything that is wrong with the mappings.")
    .argument("[path]", "project folder or .xmap file", ".")
    .addOption(new Option("--format <format>", "how findings are shown").choices(["pretty", "json"]).default("pretty"))
    .action((path: string, options: { format: DiagnosticFormat }) => {
      exitCode = check(path, options);
    });

  program
    .command("compile")
    .description("Write the TypeScript that the mappings stand for.")
    .argument("[path]", "project folder or .xmap file", ".")
    .option("--out <folder>", "where the TypeScript goes", "generated")
    .option("--check", "write nothing; fail when the folder is stale", false)
    .action((path: string, options: { out: string; check: boolean }) => {
      exitCode = compile(path, options);
    });

  program
    .command("run")
    .description("Run the flows until stopped.")
    .argument("[path]", "project folder", ".")
    .requiredOption("--env <name>", "environment of xmap.json")
    .option("--store <file>", "the SQLite file, instead of the environment's")
    .option("--port <number>", "the port for webhooks, instead of the environment's")
    .option("--poll-every <duration>", "poll all systems this often, instead of what the flows say (such as 500ms, 5s)")
    .option("--serve-status", "also answer GET /status with what waits and why; it may name customers", false)
    .option("--read-only", "read live systems and write nothing", false)
    .action(async (path: string, options: Parameters<typeof run>[1]) => {
      exitCode = await run(path, options);
    });

  try {
    await program.parseAsync([...argv], { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.fine : EXIT_CODES.usage;
    if (error instanceof CommandError) {
      process.stderr.write(`${error.message}\n`);
      return error.exitCode;
    }
    process.stderr.write(
      `xmap met an error of its own; please report it.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return EXIT_CODES.internal;
  }
  return exitCode;
}

process.exitCode = await main(process.argv.slice(2));
