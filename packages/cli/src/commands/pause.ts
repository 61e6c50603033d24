import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import type { Command } from "commander";
import { actorOf } from "../operations/actor.ts";
import { jsonLine } from "../operations/json-lines.ts";
import { operatedStore } from "../operations/operated-store.ts";
import { changingCommand, type Ended } from "../operations/operator-command.ts";
import { type PauseOptions, pauseTargetOf } from "../operations/pause-target.ts";
import { withOperations } from "../operations/with-operations.ts";

/** `xmap pause --flow name | --system name`: begins no run of it, or uses it no more, until a person resumes it. */
export function declarePause(program: Command, ended: Ended): void {
  changingCommand(program, "pause", "Begin no run of a flow, or leave a system alone, until it is resumed.")
    .argument("[path]", "project folder", ".")
    .option("--flow <name>", "the flow")
    .option("--system <name>", "the system")
    .option("--reason <text>", "why, for those who come later", "paused by hand")
    .action(async (path: string, options: PauseOptions & { readonly reason: string }) => {
      ended(await pause(path, options));
    });
}

async function pause(path: string, options: PauseOptions & { readonly reason: string }): Promise<ExitCode> {
  const target = pauseTargetOf(options);
  const actor = actorOf(options.as);
  const store = operatedStore(path, options);
  const { checkDeclared } = await import("../operations/declared-names.ts");
  checkDeclared(path, target);
  await withOperations(store, (operations) => operations.pause(target, options.reason, actor));
  if (options.json) process.stdout.write(jsonLine("pause", { ...target, reason: options.reason, actor }));
  process.stderr.write("Paused. What comes in meanwhile is kept.\n");
  return EXIT_CODES.fine;
}
