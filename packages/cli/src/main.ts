import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { Command, CommanderError, Option } from "commander";
import type { AuditListOptions, AuditVerifyOptions } from "./commands/audit.ts";
import type { CompileCommandOptions } from "./commands/compile.ts";
import { declareDead } from "./commands/dead.ts";
import { declareDev } from "./commands/dev.ts";
import { declareDiff } from "./commands/diff.ts";
import { declareDocs } from "./commands/docs.ts";
import type { ExplainOptions } from "./commands/explain.ts";
import { declareHold } from "./commands/hold.ts";
import { declareLanguageServer } from "./commands/language-server.ts";
import { declareLineage } from "./commands/lineage.ts";
import { declareLinks } from "./commands/links.ts";
import { declareMap } from "./commands/map.ts";
import { declarePause } from "./commands/pause.ts";
import { declarePull } from "./commands/pull.ts";
import { declareReconcile } from "./commands/reconcile.ts";
import { declareRelink } from "./commands/relink.ts";
import { declareResume } from "./commands/resume.ts";
import type { RunOptions } from "./commands/run.ts";
import { declareStatus } from "./commands/status.ts";
import { declareSync } from "./commands/sync.ts";
import { declareTest } from "./commands/test.ts";
import { declareTrace } from "./commands/trace.ts";
import { declareTrigger } from "./commands/trigger.ts";
import type { TypesOptions } from "./commands/types.ts";
import type { Ended } from "./operations/operator-command.ts";
import { CommandError } from "./project/command-error.ts";
import { DIAGNOSTIC_FORMATS, type DiagnosticFormat } from "./project/diagnostic-format.ts";

// A command loads what it needs by itself: the compiler is large, and an operator does not wait for it.

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
    .addOption(
      new Option("--format <format>", "how findings are shown").choices([...DIAGNOSTIC_FORMATS]).default("pretty"),
    )
    .action(async (path: string, options: { format: DiagnosticFormat }) => {
      const { check } = await import("./commands/check.ts");
      exitCode = check(path, options);
    });

  program
    .command("explain")
    .description("Say what a code of a finding means and what to do.")
    .argument("[code]", "such as unknown-field")
    .option("--all", "list every code", false)
    .option("--json", "one JSON object a line", false)
    .action(async (code: string | undefined, options: ExplainOptions) => {
      const { explain } = await import("./commands/explain.ts");
      exitCode = explain(code, options);
    });

  program
    .command("types")
    .description("Say which type a JSONata expression over an entity has.")
    .argument("<expression>", "such as '$sum(items.(price * amount))'")
    .argument("[path]", "project folder or .xmap file", ".")
    .requiredOption("--entity <name>", "the entity whose record is $")
    .option("--json", "as JSON Schema 2020-12", false)
    .action(async (expression: string, path: string, options: TypesOptions) => {
      const { types } = await import("./commands/types.ts");
      exitCode = types(expression, path, options);
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
      const { compile } = await import("./commands/compile.ts");
      exitCode = await compile(path, options);
    });

  program
    .command("fmt")
    .description("Put .xmap files into the canonical form.")
    .argument("[path]", "project folder or .xmap file; - reads standard input", ".")
    .option("--check", "write nothing; name the files that differ and fail", false)
    .action(async (path: string, options: { check: boolean }) => {
      const { fmt } = await import("./commands/fmt.ts");
      exitCode = await fmt(path, options);
    });

  const audit = program.command("audit").description("Verify and read the log of all writes.");
  audit
    .command("verify")
    .description("Say whether the audit log is whole.")
    .argument("[path]", "project folder", ".")
    .option("--env <name>", "environment of xmap.json")
    .option("--store <file>", "the SQLite file, instead of the environment's")
    .option("--expect <hash>", "a hash that a record must have still")
    .option("--json", "one line of JSON", false)
    .action(async (path: string, options: AuditVerifyOptions) => {
      const { auditVerify } = await import("./commands/audit.ts");
      exitCode = auditVerify(path, options);
    });
  audit
    .command("list")
    .description("List the writes of a record or run.")
    .argument("[path]", "project folder", ".")
    .option("--env <name>", "environment of xmap.json")
    .option("--store <file>", "the SQLite file, instead of the environment's")
    .option("--record <reference>", "the written record, or the one that the flow ran for")
    .option("--run <id>", "the run")
    .option("--json", "one JSON object a line", false)
    .action(async (path: string, options: AuditListOptions) => {
      const { auditList } = await import("./commands/audit.ts");
      exitCode = auditList(path, options);
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
    .option("--forget <names...>", "forget what is kept of bindings and flows that are no more", [])
    .option("--read-only", "read live systems and write nothing", false)
    .option("--dry", "say what would be written, write nothing, and end", false)
    .option("--json", "with --dry: one JSON object a line", false)
    .action(async (path: string, options: RunOptions) => {
      const { run } = await import("./commands/run.ts");
      exitCode = await run(path, options);
    });

  const ended: Ended = (code) => {
    exitCode = code;
  };
  declareTest(program, ended);
  declareDev(program, ended);
  declarePull(program, ended);
  declareStatus(program, ended);
  declareDead(program, ended);
  declareHold(program, ended);
  declareLinks(program, ended);
  declareTrigger(program, ended);
  declareSync(program, ended);
  declareRelink(program, ended);
  declareReconcile(program, ended);
  declarePause(program, ended);
  declareResume(program, ended);
  declareTrace(program, ended);
  declareMap(program, ended);
  declareLanguageServer(program);
  declareLineage(program, ended);
  declareDocs(program, ended);
  declareDiff(program, ended);

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

// The reader of a pipe, such as head, has seen enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(EXIT_CODES.fine);
});

process.exitCode = await main(process.argv.slice(2));
