import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { Command, CommanderError } from "commander";
import { declareAudit } from "./commands/audit-commands.ts";
import { declareBackup } from "./commands/backup.ts";
import { declareDead } from "./commands/dead.ts";
import { declareDev } from "./commands/dev.ts";
import { declareDiff } from "./commands/diff.ts";
import { declareDocs } from "./commands/docs.ts";
import { declareHold } from "./commands/hold.ts";
import { declareLanguageCommands } from "./commands/language-commands.ts";
import { declareLanguageServer } from "./commands/language-server.ts";
import { declareLineage } from "./commands/lineage.ts";
import { declareLinks } from "./commands/links.ts";
import { declareMap } from "./commands/map.ts";
import { declarePause } from "./commands/pause.ts";
import { declarePerson } from "./commands/person.ts";
import { declarePlayground } from "./commands/playground.ts";
import { declarePull } from "./commands/pull.ts";
import { declareReconcile } from "./commands/reconcile.ts";
import { declareRelink } from "./commands/relink.ts";
import { declareRestore } from "./commands/restore.ts";
import { declareResume } from "./commands/resume.ts";
import { declareRun } from "./commands/run-command.ts";
import { declareSandbox } from "./commands/sandbox.ts";
import { declareStatus } from "./commands/status.ts";
import { declareSync } from "./commands/sync.ts";
import { declareTest } from "./commands/test.ts";
import { declareTrace } from "./commands/trace.ts";
import { declareTrigger } from "./commands/trigger.ts";
import { declareConnector } from "./connector/connector-commands.ts";
import { declareDoctor } from "./doctor/doctor-command.ts";
import { declareInit } from "./init/init-command.ts";
import type { Ended } from "./operations/operator-command.ts";
import { CommandError } from "./project/command-error.ts";
import { ownVersion } from "./project/own-version.ts";
import { declareSecrets } from "./secrets/secrets-commands.ts";
import { declareWebhooks } from "./webhooks/webhooks-commands.ts";

// A command loads what it needs by itself: the compiler is large, and an operator does not wait for it.

/** Runs the command line and answers the exit code; data goes to stdout, talk to stderr. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT_CODES.fine;
  const program = new Command("xmap")
    .description("Compiles and runs .xmap mappings between systems.")
    .version(ownVersion(), "-V, --version", "say the version of xmap")
    .exitOverride()
    .configureHelp({ showGlobalOptions: true });

  const ended: Ended = (code) => {
    exitCode = code;
  };
  declareInit(program, ended);
  declareLanguageCommands(program, ended);
  declareAudit(program, ended);
  declareRun(program, ended);
  declareTest(program, ended);
  declareDev(program, ended);
  declarePlayground(program, ended);
  declareSandbox(program, ended);
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
  declareBackup(program, ended);
  declareRestore(program, ended);
  declarePerson(program, ended);
  declareTrace(program, ended);
  declareMap(program, ended);
  declareLanguageServer(program);
  declareLineage(program, ended);
  declareDocs(program, ended);
  declareDiff(program, ended);
  declareConnector(program, ended);
  declareSecrets(program, ended);
  declareDoctor(program, ended);
  declareWebhooks(program, ended);

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
