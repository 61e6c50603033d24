import { readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { backupFolderOf, backupsIn, type PersonalData } from "@xmap/runtime/node";
import type { Command } from "commander";
import { actorOf } from "../operations/actor.ts";
import { jsonLine } from "../operations/json-lines.ts";
import { type OperatorOptions, operatedStore } from "../operations/operated-store.ts";
import { changingCommand, type Ended, operatorCommand } from "../operations/operator-command.ts";
import { withOperations } from "../operations/with-operations.ts";
import { type PersonOptions, personIn } from "../privacy/named-person.ts";
import { countsOf, erasurePlan, personTable } from "../privacy/show-person.ts";

interface NamedOptions extends OperatorOptions, PersonOptions {
  readonly project: string;
}

interface ExportOptions extends NamedOptions {
  readonly out?: string;
}

interface EraseOptions extends NamedOptions {
  readonly word: readonly string[];
  readonly yes: boolean;
}

/** `xmap person find|export|erase EMAIL --env name`: what the store holds of a person. */
export function declarePerson(parent: Command, ended: Ended): void {
  const person = parent.command("person").description("Find, export and erase what the store holds of a person.");
  naming(operatorCommand(person, "find", "List where data of a person lies.")).action(
    async (email: string | undefined, options: NamedOptions) => ended(await find(email, options)),
  );
  naming(operatorCommand(person, "export", "Write what is kept of a person as JSON."))
    .option("--out <file>", "the file to make (standard output)")
    .action(async (email: string | undefined, options: ExportOptions) => ended(await exportPerson(email, options)));
  naming(changingCommand(person, "erase", "Erase what is kept of a person; the audit log stays whole."))
    .option("--word <word...>", "further words to take out of notes, such as a name", [])
    .option("--yes", "do it", false)
    .action(async (email: string | undefined, options: EraseOptions) => ended(await erase(email, options)));
}

function naming(command: Command): Command {
  return command
    .argument("[email]", "the person's e-mail address")
    .option("--phone <number>", "the person's telephone number, instead")
    .option("--record <reference>", "a record of the person, such as shop/Order/5207, instead")
    .option("--project <path>", "project folder", ".");
}

async function find(email: string | undefined, options: NamedOptions): Promise<ExitCode> {
  const data = await personIn(operatedStore(options.project, options), email, options);
  if (options.json)
    for (const { kind, place, records } of data.rows)
      process.stdout.write(jsonLine("personal-data", { kind, place, records }));
  else if (data.rows.length > 0) process.stdout.write(`${personTable(data)}\n`);
  process.stderr.write(
    data.rows.length === 0
      ? "Nothing is kept of this person.\n"
      : `${data.rows.length} places, of ${data.records.length} records.\n`,
  );
  return EXIT_CODES.fine;
}

async function exportPerson(email: string | undefined, options: ExportOptions): Promise<ExitCode> {
  const { records, rows } = await personIn(operatedStore(options.project, options), email, options);
  const text = `${JSON.stringify({ schema: "xmap.person/1", records, data: rows }, null, 2)}\n`;
  if (options.out === undefined) process.stdout.write(text);
  else writeFileSync(options.out, text, { mode: 0o600, flag: "wx" });
  return EXIT_CODES.fine;
}

async function erase(email: string | undefined, options: EraseOptions): Promise<ExitCode> {
  const actor = actorOf(options.as);
  const store = operatedStore(options.project, options);
  const data = await personIn(store, email, options);
  if (data.rows.length === 0) {
    process.stderr.write("Nothing is kept of this person.\n");
    return EXIT_CODES.fine;
  }
  const plan: PersonalData = { ...data, texts: [...new Set([...data.texts, ...options.word])] };
  if (!options.yes) {
    if (options.json) process.stdout.write(jsonLine("erasure", { ...toldOf(plan), done: false }));
    else process.stdout.write(`${erasurePlan(plan)}\n`);
    process.stderr.write("This is the plan. Nothing was changed; add --yes to carry it out.\n");
    return EXIT_CODES.personMustDecide;
  }
  const { records, texts } = plan;
  const report = await withOperations(store, (operations) => operations.erasePerson({ records, texts }, actor));
  const left = (await personIn(store, email, options)).rows.filter(({ kind }) => kind !== "audit");
  const copies = copiesOf(store.path, options.env);
  if (options.json)
    process.stdout.write(jsonLine("erasure", { ...toldOf(plan), ...report, left: left.length, copies, done: true }));
  for (const line of conclusion(report, left.length, copies)) process.stderr.write(`${line}\n`);
  return report.clean && left.length === 0 ? EXIT_CODES.fine : EXIT_CODES.findings;
}

function toldOf(plan: PersonalData): object {
  return { records: plan.records, kinds: countsOf(plan) };
}

function conclusion(
  { rows, audits, clean }: { readonly rows: number; readonly audits: number; readonly clean: boolean },
  left: number,
  copies: readonly string[],
): readonly string[] {
  const lines = [
    `${rows} rows were erased; the values of ${audits} audit records cannot be proven or guessed any more.`,
  ];
  if (!clean) lines.push("Another process reads the store, so its log still holds what was erased. Do it again later.");
  if (left > 0) lines.push(`${left} places name the person again: a run that was under way. Do it again.`);
  if (copies.length > 0) lines.push(`Copies from before still hold the data; remove them: ${copies.join(", ")}`);
  return lines;
}

/** Files beside the store that were made of it before. */
function copiesOf(path: string, environment: string): readonly string[] {
  const name = basename(path);
  const beside = readdirSync(dirname(path)).filter(
    (other) => other.startsWith(`${name}.replaced-`) || other.startsWith(`${name}.version-`),
  );
  const whole = beside.filter((other) => !other.endsWith("-wal") && !other.endsWith("-shm"));
  return [...whole.map((other) => join(dirname(path), other)), ...backupsIn(backupFolderOf(path), path, environment)];
}
