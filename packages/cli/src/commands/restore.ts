import { resolve } from "node:path";
import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { planRestore, type RestorePlan, restoreStore, SYSTEM_CLOCK, SYSTEM_RANDOM } from "@xmap/runtime/node";
import type { Command } from "commander";
import { refusedStore } from "../backup/refused-store.ts";
import { actorOf } from "../operations/actor.ts";
import { timeOf } from "../operations/age.ts";
import { jsonLine } from "../operations/json-lines.ts";
import { type OperatorOptions, operatedStore } from "../operations/operated-store.ts";
import { changingCommand, type Ended } from "../operations/operator-command.ts";

interface RestoreCommandOptions extends OperatorOptions {
  readonly project: string;
  readonly yes: boolean;
}

/** `xmap restore FILE --env name`: puts a backup into the store's place; only shows what it would do until `--yes` is given. */
export function declareRestore(parent: Command, ended: Ended): void {
  changingCommand(parent, "restore", "Put a backup into the place of the store. Stop xmap first.")
    .argument("<file>", "the backup")
    .option("--project <path>", "project folder", ".")
    .option("--yes", "do it", false)
    .action(async (file: string, options: RestoreCommandOptions) => ended(await restore(file, options)));
}

async function restore(file: string, options: RestoreCommandOptions): Promise<ExitCode> {
  const { path, configuration } = operatedStore(options.project, options);
  const actor = actorOf(options.as);
  const backup = resolve(file);
  const parts = { file: backup, path, installation: configuration.installation, environment: options.env };
  const plan = await refusedStore(() => planRestore(parts));
  if (!options.yes) {
    if (options.json) process.stdout.write(jsonLine("restore", { ...told(parts, plan), done: false }));
    else process.stdout.write(`${describe(parts, plan)}\n`);
    process.stderr.write("This is the plan. Nothing was changed; add --yes to carry it out.\n");
    return EXIT_CODES.personMustDecide;
  }
  const kept = await refusedStore(() => restoreStore(parts, { actor, clock: SYSTEM_CLOCK, random: SYSTEM_RANDOM }));
  if (options.json)
    process.stdout.write(jsonLine("restore", { ...told(parts, plan), done: true, replaced: kept ?? null }));
  const before = kept === undefined ? "" : ` The store from before is kept as ${kept}.`;
  process.stderr.write(
    `${path} is the backup now.${before}\n` +
      "Start xmap: it finds again what has changed since, and tells no customer of what happened before now.\n",
  );
  return EXIT_CODES.fine;
}

interface Files {
  readonly file: string;
  readonly path: string;
}

function describe({ file, path }: Files, { backup, replaced }: RestorePlan): string {
  const { links, pending, waiting, auditRecords, backupAt } = backup;
  const made = backupAt === undefined ? "at an unknown time" : timeOf(backupAt);
  const lines = [
    `${file}, made ${made}: ${links} links, ${pending} pending, ${waiting} waiting, ${auditRecords} audit records`,
    replaced === undefined ? `there is no store at ${path} yet` : `takes the place of ${path}, which is kept beside it`,
  ];
  if (replaced?.found !== undefined) {
    const { links: linksNow, auditRecords: auditsNow } = replaced.found;
    lines.push(`what it holds now: ${linksNow} links, ${auditsNow} audit records`);
  }
  if (replaced !== undefined && replaced.found === undefined)
    lines.push("the store that is there cannot be read: people who were erased since the backup are not known");
  const erased = replaced?.erased.length ?? 0;
  if (erased > 0) lines.push(`${erased} records of people who were erased since the backup are erased again`);
  return lines.join("\n");
}

function told({ file, path }: Files, { backup, replaced }: RestorePlan): object {
  const { backupAt, links, pending, waiting, auditRecords } = backup;
  const made = backupAt === undefined ? null : timeOf(backupAt);
  const eraseAgain = replaced?.erased ?? [];
  return { file, store: path, made, links, pending, waiting, auditRecords, eraseAgain };
}
