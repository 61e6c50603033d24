import type { PauseTarget } from "@xmap/contract";
import { CommandError } from "../project/command-error.ts";
import type { OperatorOptions } from "./operated-store.ts";

export interface PauseOptions extends OperatorOptions {
  readonly flow?: string;
  readonly system?: string;
}

/** What is to be paused or resumed; throws a CommandError unless it is one thing. */
export function pauseTargetOf({ flow, system }: PauseOptions): PauseTarget {
  if (flow !== undefined && system === undefined) return { flow };
  if (system !== undefined && flow === undefined) return { system };
  throw new CommandError("Say what: either --flow or --system.");
}
