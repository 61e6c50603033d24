import {
  type CrossReference,
  type CrossReferenceState,
  EXIT_CODES,
  type ExitCode,
  formatRecordReference,
  type LinkDetails,
  type LinkName,
  type Operations,
} from "@xmap/contract";
import { type Command, Option } from "commander";
import { actorOf } from "../operations/actor.ts";
import { timeOf } from "../operations/age.ts";
import { jsonLine } from "../operations/json-lines.ts";
import { type OperatorOptions, operatedStore } from "../operations/operated-store.ts";
import { changingCommand, type Ended, limited, moreWords, operatorCommand } from "../operations/operator-command.ts";
import { textTable } from "../operations/text-table.ts";
import { withOperations } from "../operations/with-operations.ts";
import { CommandError } from "../project/command-error.ts";

const STATES: readonly CrossReferenceState[] = ["pending", "confirmed", "broken", "tombstone"];

interface ListOptions extends OperatorOptions {
  readonly link?: string;
  readonly record?: string;
  readonly state?: CrossReferenceState;
  readonly limit: number;
}

interface NamedOptions extends OperatorOptions {
  readonly project: string;
}

interface RepairOptions extends NamedOptions {
  readonly with?: string;
  readonly anew: boolean;
}

/** `xmap links …`: which records of two systems are the same, and what a person does when that is wrong. */
export function declareLinks(program: Command, ended: Ended): void {
  const links = program.command("links").description("Which records of two systems are held to be the same.");
  limited(operatorCommand(links, "list", "Cross-references, by link and left record."))
    .argument("[path]", "project folder", ".")
    .option("--link <name>", "those of one link (a binding's name)")
    .option("--record <reference>", "those of one record on either side, such as shop/Order/5207")
    .addOption(new Option("--state <state>", "those in one state").choices([...STATES]))
    .action(async (path: string, options: ListOptions) => {
      ended(await list(path, options));
    });
  named(operatorCommand(links, "show", "One cross-reference and what was last sent through it.")).action(
    async (link: string, left: string, options: NamedOptions) => {
      ended(await show({ link, left }, options));
    },
  );
  named(changingCommand(links, "link", "Say that two records are the same; the next run sends what differs."))
    .argument("<right>", "the right record, such as erp/SaleOrder/41")
    .action(async (link: string, left: string, right: string, options: NamedOptions) => {
      const change = (operations: Operations, actor: string): Promise<void> =>
        operations.linkRecords({ link, left }, right, actor);
      ended(await changed({ link, left }, options, change));
    });
  named(
    changingCommand(links, "unlink", "Forget a link; the next run finds the record by its key or makes it."),
  ).action(async (link: string, left: string, options: NamedOptions) => {
    const change = (operations: Operations, actor: string): Promise<void> =>
      operations.unlinkRecords({ link, left }, actor);
    ended(await changed({ link, left }, options, change));
  });
  named(changingCommand(links, "repair", "Mend a broken link and try again what waits because of it."))
    .option("--with <right>", "the record that took the place of the deleted one")
    .option("--anew", "let the next run find the record by its key or make it again", false)
    .action(async (link: string, left: string, options: RepairOptions) => {
      ended(await repair({ link, left }, options));
    });
}

function named(command: Command): Command {
  return command
    .argument("<link>", "name of the link (a binding's name)")
    .argument("<left>", "the left record, such as shop/Order/5207")
    .option("--project <path>", "project folder", ".");
}

async function list(path: string, options: ListOptions): Promise<ExitCode> {
  const { link, record, state, limit } = options;
  const filter = {
    limit,
    ...(link === undefined ? {} : { link }),
    ...(record === undefined ? {} : { record }),
    ...(state === undefined ? {} : { states: [state] }),
  };
  const links = await withOperations(operatedStore(path, options), (operations) => operations.links(filter));
  if (options.json) for (const one of links) process.stdout.write(jsonLine("link", told(one)));
  else if (links.length > 0) process.stdout.write(`${linkTable(links)}\n`);
  process.stderr.write(`${links.length} link${links.length === 1 ? "" : "s"}${moreWords(links.length, limit)}\n`);
  return EXIT_CODES.fine;
}

async function show(name: LinkName, options: NamedOptions): Promise<ExitCode> {
  const store = operatedStore(options.project, options);
  const details = await withOperations(store, (operations) => operations.showLink(name));
  if (details === undefined) throw new CommandError(`${name.left} is not linked by ${name.link}.`);
  if (options.json)
    process.stdout.write(jsonLine("link-details", { ...told(details.reference), snapshot: details.snapshot ?? null }));
  else process.stdout.write(`${describe(details)}\n`);
  return EXIT_CODES.fine;
}

async function changed(
  name: LinkName,
  options: NamedOptions,
  change: (operations: Operations, actor: string) => Promise<void>,
): Promise<ExitCode> {
  const actor = actorOf(options.as);
  await withOperations(operatedStore(options.project, options), (operations) => change(operations, actor));
  if (options.json) process.stdout.write(jsonLine("link-changed", { ...name, actor }));
  process.stderr.write("Done; it stands in the audit log.\n");
  return EXIT_CODES.fine;
}

async function repair(name: LinkName, options: RepairOptions): Promise<ExitCode> {
  const { with: right, anew } = options;
  if ((right === undefined) === !anew) throw new CommandError("Say how: either --with and a record, or --anew.");
  const actor = actorOf(options.as);
  const retried = await withOperations(operatedStore(options.project, options), async (operations) => {
    if (right === undefined) await operations.unlinkRecords(name, actor);
    else await operations.linkRecords(name, right, actor);
    return operations.decide({ decision: "retry", from: "beginning" }, { record: name.left }, actor, false);
  });
  if (options.json) process.stdout.write(jsonLine("link-repaired", { ...name, actor, retried }));
  process.stderr.write(`Mended; ${retried.length} that waited for ${name.left} will be tried again.\n`);
  return EXIT_CODES.fine;
}

function linkTable(links: readonly CrossReference[]): string {
  const head = ["LINK", "LEFT", "RIGHT", "STATE", "SINCE"];
  const rows = links.map(({ link, left, right, state, confirmedAt, createdAt }) => [
    link,
    formatRecordReference(left),
    right === undefined ? "" : formatRecordReference(right),
    state,
    timeOf(confirmedAt ?? createdAt),
  ]);
  return textTable(head, rows);
}

function describe({ reference, snapshot }: LinkDetails): string {
  const { right, left, link, state, cardinality, run, confirmedAt, lastSeenAt } = reference;
  const lines = [
    `${link}: ${formatRecordReference(left)} = ${right === undefined ? "(not made yet)" : formatRecordReference(right)}`,
    `state      ${state}${cardinality === "many" ? ", others may share the right record" : ""}`,
    `made by    ${run}`,
    `confirmed  ${confirmedAt === undefined ? "never" : timeOf(confirmedAt)}`,
    `last seen  ${timeOf(lastSeenAt)}`,
  ];
  if (snapshot === undefined) return lines.join("\n");
  const rows = Object.entries(snapshot.sent).map(([field, value]) => [
    field,
    JSON.stringify(value) ?? "",
    field in snapshot.seen ? (JSON.stringify(snapshot.seen[field]) ?? "") : "",
  ]);
  for (const [field, sent] of Object.entries(snapshot.lines))
    rows.push([field, `${Object.keys(sent).length} lines`, ""]);
  return [...lines, "", textTable(["FIELD", "SENT", "READ BACK AS"], rows)].join("\n");
}

function told(reference: CrossReference): object {
  const { left, right, confirmedAt } = reference;
  return {
    ...reference,
    left: formatRecordReference(left),
    right: right === undefined ? null : formatRecordReference(right),
    confirmedAt: confirmedAt === undefined ? null : timeOf(confirmedAt),
    createdAt: timeOf(reference.createdAt),
    lastSeenAt: timeOf(reference.lastSeenAt),
  };
}
