import { EXIT_CODES, type ExitCode, type OperationsStatus, type PauseState, type WaitingGroup } from "@xmap/contract";
import { SYSTEM_CLOCK } from "@xmap/runtime/node";
import type { Command } from "commander";
import { ageOf } from "../operations/age.ts";
import { jsonLine } from "../operations/json-lines.ts";
import { type OperatorOptions, operatedStore } from "../operations/operated-store.ts";
import { type Ended, operatorCommand } from "../operations/operator-command.ts";
import { groupTable } from "../operations/show-waiting.ts";
import { textTable } from "../operations/text-table.ts";
import { withOperations } from "../operations/with-operations.ts";

/** `xmap status [path]`: whether it runs, what is pending, how runs ended, what is paused and what waits for a person. */
export function declareStatus(program: Command, ended: Ended): void {
  operatorCommand(program, "status", "Whether it runs, what is pending, paused, and waits for a person.")
    .argument("[path]", "project folder", ".")
    .action(async (path: string, options: OperatorOptions) => {
      ended(await status(path, options));
    });
}

async function status(path: string, options: OperatorOptions): Promise<ExitCode> {
  const { state, groups } = await withOperations(operatedStore(path, options), async (operations) => ({
    state: await operations.status(),
    groups: await operations.groups({}),
  }));
  if (options.json) process.stdout.write(jsonLine("status", { ...state, groups }));
  else process.stdout.write(`${describeStatus(state, groups, SYSTEM_CLOCK.now())}\n`);
  return EXIT_CODES.fine;
}

function describeStatus(state: OperationsStatus, groups: readonly WaitingGroup[], now: number): string {
  const { outcomes, pending, waiting, running, paused } = state;
  const ended = Object.entries(outcomes).filter(([, count]) => count > 0);
  return [
    `engine   ${running ? "running" : "not running"}`,
    `pending  ${pending}`,
    `waiting  ${waiting}`,
    `ended    ${ended.length === 0 ? "none yet" : ended.map(([outcome, count]) => `${count} ${outcome}`).join(", ")}`,
    ...(paused.length === 0 ? [] : ["", pauseTable(paused, now)]),
    ...(groups.length === 0 ? [] : ["", groupTable(groups, now)]),
  ].join("\n");
}

function pauseTable(paused: readonly PauseState[], now: number): string {
  const rows = paused.map(({ kind, name, since, actor, reason }) => [
    `${kind} ${name}`,
    ageOf(since, now),
    actor ?? "xmap, until it works again",
    reason,
  ]);
  return textTable(["PAUSED", "SINCE", "BY", "REASON"], rows);
}
