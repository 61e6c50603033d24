import { type Decision, EXIT_CODES, type ExitCode, type WaitingDetails } from "@xmap/contract";
import { SYSTEM_CLOCK } from "@xmap/runtime/node";
import type { Command } from "commander";
import { timeOf } from "./age.ts";
import { type DecideOptions, decide } from "./decide.ts";
import { jsonLine } from "./json-lines.ts";
import { type OperatedStore, type OperatorOptions, operatedStore, storeOptionsOf } from "./operated-store.ts";
import { decidingCommand, type Ended, limited, moreWords, operatorCommand, selecting } from "./operator-command.ts";
import { describeWaiting } from "./show-details.ts";
import { groupTable, waitingTable, withTime } from "./show-waiting.ts";
import { filterOf, OUTCOMES, resolveRuns, type SelectionOptions, type WaitingKind } from "./waiting-selection.ts";
import { withOperations } from "./with-operations.ts";

interface ListOptions extends OperatorOptions, SelectionOptions {
  readonly groups: boolean;
  readonly limit: number;
}

/** `list` and `show`, which holds and dead letters have alike. */
export function declareReading(parent: Command, kind: WaitingKind, ended: Ended): void {
  limited(selecting(operatorCommand(parent, "list", "What waits, the oldest first."), OUTCOMES[kind]))
    .argument("[path]", "project folder", ".")
    .option("--groups", "by cause, the most frequent first", false)
    .action(async (path: string, options: ListOptions) => {
      ended(await list(kind, path, options));
    });
  operatorCommand(parent, "show", "Everything about one of them.")
    .argument("<run>", "id of a run, or its beginning")
    .argument("[path]", "project folder", ".")
    .action(async (run: string, path: string, options: OperatorOptions) => {
      ended(await show(kind, run, path, options));
    });
}

/** A decision over any number of them. */
export function declareDecision<Options extends object>(
  parent: Command,
  kind: WaitingKind,
  [name, description]: readonly [string, string],
  decisionOf: (options: Options) => Decision,
  ended: Ended,
): Command {
  return decidingCommand(parent, name, description, OUTCOMES[kind]).action(
    async (runs: readonly string[], options: Omit<DecideOptions, "path"> & Options & { readonly project: string }) => {
      ended(await decide(kind, decisionOf(options), runs, { ...options, path: options.project }));
    },
  );
}

/** The details of a run that is given by the beginning of its id. */
export async function detailsOf(
  kind: WaitingKind,
  store: OperatedStore,
  beginning: string,
): Promise<WaitingDetails | undefined> {
  return withOperations(store, async (operations) => {
    const [run] = await resolveRuns(operations, kind, [beginning]);
    return run === undefined ? undefined : operations.show(run);
  });
}

async function list(kind: WaitingKind, path: string, options: ListOptions): Promise<ExitCode> {
  const store = operatedStore(path, options);
  const filter = filterOf(kind, options, options.limit);
  const now = SYSTEM_CLOCK.now();
  if (options.groups) {
    const groups = await withOperations(store, (operations) => operations.groups(filter));
    if (options.json) for (const group of groups) process.stdout.write(jsonLine("group", group));
    else if (groups.length > 0) process.stdout.write(`${groupTable(groups, now)}\n`);
    tellCount(groups.length, options.limit, "cause");
    return EXIT_CODES.fine;
  }
  const waiting = await withOperations(store, (operations) => operations.list(filter));
  if (options.json) for (const one of waiting) process.stdout.write(jsonLine("waiting", withTime(one)));
  else if (waiting.length > 0) process.stdout.write(`${waitingTable(waiting, now)}\n`);
  tellCount(waiting.length, options.limit, kind === "dead" ? "dead letter" : "hold");
  return EXIT_CODES.fine;
}

async function show(kind: WaitingKind, run: string, path: string, options: OperatorOptions): Promise<ExitCode> {
  const store = operatedStore(path, options);
  const details = await detailsOf(kind, store, run);
  if (details === undefined) {
    process.stderr.write(`The run ${run} has just been decided upon.\n`);
    return EXIT_CODES.findings;
  }
  if (options.json) process.stdout.write(jsonLine("waiting-details", { ...details, time: timeOf(details.since) }));
  else
    process.stdout.write(
      `${describeWaiting({ kind, projectFolder: store.folder, details, storeOptions: storeOptionsOf(options), now: SYSTEM_CLOCK.now() })}\n`,
    );
  return EXIT_CODES.fine;
}

function tellCount(count: number, limit: number, what: string): void {
  const more = moreWords(count, limit);
  process.stderr.write(count === 0 ? "Nothing waits.\n" : `${count} ${what}${count === 1 ? "" : "s"}${more}\n`);
}
