import { type Decision, type DecisionReport, EXIT_CODES, type ExitCode } from "@xmap/contract";
import { CommandError } from "../project/command-error.ts";
import { actorOf } from "./actor.ts";
import { jsonLine } from "./json-lines.ts";
import { type OperatorOptions, operatedStore } from "./operated-store.ts";
import { SHORT_RUN } from "./show-waiting.ts";
import { textTable } from "./text-table.ts";
import { filterOf, NO_LIMIT, resolveRuns, type SelectionOptions, type WaitingKind } from "./waiting-selection.ts";
import { withOperations } from "./with-operations.ts";

export interface DecideOptions extends OperatorOptions, SelectionOptions {
  readonly path: string;
  readonly all?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/**
 * Carries a decision out over single runs, or over all that the options select. Whatever destroys or means more than
 * the runs that were named is only shown until `--yes` is given.
 */
export async function decide(
  kind: WaitingKind,
  decision: Decision,
  runs: readonly string[],
  options: DecideOptions,
): Promise<ExitCode> {
  refuseUnclear(runs, options);
  const actor = actorOf(options.as);
  return withOperations(operatedStore(options.path, options), async (operations) => {
    const filter =
      runs.length > 0
        ? { runs: await resolveRuns(operations, kind, runs), limit: NO_LIMIT }
        : filterOf(kind, options, NO_LIMIT);
    const needsYes = runs.length === 0 || decision.decision === "discard" || decision.decision === "reject";
    const isPlan = options.dryRun === true || (needsYes && options.yes !== true);
    const reports = await operations.decide(decision, filter, actor, isPlan);
    show(reports, isPlan, options.json);
    return conclude(reports, isPlan, options);
  });
}

function refuseUnclear(runs: readonly string[], { all, flow, record, group, outcome }: DecideOptions): void {
  const selects = [flow, record, group, outcome].some((option) => option !== undefined);
  if (runs.length > 0 && (all === true || selects))
    throw new CommandError("Give runs or a selection (--group, --flow, --record, --outcome, --all), not both.");
  if (runs.length === 0 && all !== true && !selects)
    throw new CommandError("Say which: runs, --group, --flow, --record, --outcome or --all.");
}

function show(reports: readonly DecisionReport[], isPlan: boolean, asJson: boolean): void {
  if (asJson) {
    for (const report of reports)
      process.stdout.write(jsonLine("decision", { ...report, done: isDone(report, isPlan) }));
    return;
  }
  if (reports.length === 0) return;
  const rows = reports.map(({ run, flow, record, result, reason }) => [
    result === "refused" ? `refused: ${reason ?? ""}` : isPlan ? `would be ${result}` : result,
    flow,
    record,
    run.slice(0, SHORT_RUN),
  ]);
  process.stdout.write(`${textTable(["DECISION", "FLOW", "RECORD", "RUN"], rows)}\n`);
}

function conclude(reports: readonly DecisionReport[], isPlan: boolean, options: DecideOptions): ExitCode {
  const refused = reports.filter(({ result }) => result === "refused").length;
  const done = reports.length - refused;
  const counted = `${done} of ${reports.length}`;
  if (reports.length === 0) process.stderr.write("Nothing waits that this means.\n");
  else if (!isPlan) process.stderr.write(`Done for ${counted}.\n`);
  else if (options.dryRun === true) process.stderr.write(`It would be done for ${counted}. Nothing was changed.\n`);
  else process.stderr.write(`This is the plan, for ${counted}. Nothing was changed; add --yes to carry it out.\n`);
  if (reports.length > 0 && isPlan && options.dryRun !== true) return EXIT_CODES.personMustDecide;
  return refused > 0 ? EXIT_CODES.findings : EXIT_CODES.fine;
}

function isDone({ result }: DecisionReport, isPlan: boolean): boolean {
  return !isPlan && result !== "refused";
}
