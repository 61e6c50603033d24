import type { Operations, WaitingFilter, WaitingRecord } from "@xmap/contract";
import { CommandError } from "../project/command-error.ts";

/** What a command is about: `dead` means what was given up, `hold` what a person is asked about. */
export type WaitingKind = "dead" | "hold";

export const OUTCOMES: Readonly<Record<WaitingKind, readonly WaitingRecord["outcome"][]>> = {
  dead: ["rejected", "dead"],
  hold: ["held"],
};

export interface SelectionOptions {
  readonly flow?: string;
  readonly record?: string;
  readonly group?: string;
  readonly outcome?: WaitingRecord["outcome"];
}

/** More than any store holds. */
export const NO_LIMIT = 1_000_000;
const SHORTEST_BEGINNING = 4;

export function filterOf(kind: WaitingKind, options: SelectionOptions, limit: number): WaitingFilter {
  const { flow, record, group, outcome } = options;
  return {
    outcomes: outcome === undefined ? OUTCOMES[kind] : [outcome],
    limit,
    ...(flow === undefined ? {} : { flow }),
    ...(record === undefined ? {} : { record }),
    ...(group === undefined ? {} : { group }),
  };
}

/** The whole ids of runs that are given by their beginnings; throws a CommandError when one means none or several. */
export async function resolveRuns(
  operations: Operations,
  kind: WaitingKind,
  given: readonly string[],
): Promise<readonly string[]> {
  const exact = await operations.list({ runs: given, limit: NO_LIMIT });
  const isKnown = new Set(exact.map(({ run }) => run));
  const all = given.every((run) => isKnown.has(run)) ? exact : await operations.list({ limit: NO_LIMIT });
  return given.map((beginning) => wholeRun(kind, beginning, all));
}

function wholeRun(kind: WaitingKind, beginning: string, waiting: readonly WaitingRecord[]): string {
  if (beginning.length < SHORTEST_BEGINNING)
    throw new CommandError(`"${beginning}" is too short for the beginning of a run's id.`);
  const found = waiting.filter(({ run }) => run.startsWith(beginning));
  const [one] = found;
  if (one === undefined) throw new CommandError(`Nothing waits under the run "${beginning}"; see "xmap ${kind} list".`);
  if (found.length > 1)
    throw new CommandError(`${found.length} runs begin with "${beginning}"; give more of the run's id.`);
  if (OUTCOMES[kind].includes(one.outcome)) return one.run;
  const other = kind === "dead" ? "a hold: use xmap hold" : "a dead letter: use xmap dead";
  throw new CommandError(`The run ${beginning} is ${other}.`);
}
