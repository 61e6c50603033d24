import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { backupFolderOf, backupNameOf, backupStore, removeOldBackups, SYSTEM_CLOCK } from "@xmap/runtime/node";
import { type Command, InvalidArgumentError } from "commander";
import { refusedStore } from "../backup/refused-store.ts";
import { jsonLine } from "../operations/json-lines.ts";
import { type OperatorOptions, operatedStore } from "../operations/operated-store.ts";
import { type Ended, operatorCommand } from "../operations/operator-command.ts";

interface BackupCommandOptions extends OperatorOptions {
  readonly out?: string;
  readonly keep?: number;
}

/** `xmap backup [path] --env name`: a checked copy of the store, also while an engine runs on it. */
export function declareBackup(parent: Command, ended: Ended): void {
  operatorCommand(parent, "backup", "Copy the store into a file and check the copy, also while xmap runs.")
    .argument("[path]", "project folder", ".")
    .option("--out <file>", "the file to make (a file named by the time, in backups beside the store)")
    .option("--keep <number>", "remove all but so many of the newest backups made without --out", readCount)
    .action(async (path: string, options: BackupCommandOptions) => ended(await backUp(path, options)));
}

async function backUp(projectPath: string, options: BackupCommandOptions): Promise<ExitCode> {
  const { path } = operatedStore(projectPath, options);
  const folder = backupFolderOf(path);
  const file = resolve(options.out ?? `${folder}/${backupNameOf(path, options.env, SYSTEM_CLOCK.now())}`);
  const found = await refusedStore(() => backupStore({ path, file, environment: options.env, clock: SYSTEM_CLOCK }));
  const removed =
    options.keep === undefined ? [] : removeOldBackups(folder, path, options.env, Math.max(1, options.keep));
  const bytes = statSync(file).size;
  if (options.json) {
    const { auditRecords, pending, waiting, links } = found;
    process.stdout.write(jsonLine("backup", { file, bytes, auditRecords, pending, waiting, links, removed }));
  } else process.stdout.write(`${file}\n`);
  const old = removed.length === 0 ? "" : ` ${removed.length} older ones in ${dirname(removed[0] ?? "")} were removed.`;
  process.stderr.write(
    `The copy is whole: ${found.links} links, ${found.pending} pending, ${found.waiting} waiting, ${found.auditRecords} audit records.${old}\n`,
  );
  return EXIT_CODES.fine;
}

function readCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError("Write a whole number from 1 on.");
  return count;
}
