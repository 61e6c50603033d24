import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import type { Command } from "commander";
import { actorOf } from "../operations/actor.ts";
import { jsonLine } from "../operations/json-lines.ts";
import { operatedStore } from "../operations/operated-store.ts";
import { changingCommand, type Ended } from "../operations/operator-command.ts";
import { type PauseOptions, pauseTargetOf } from "../operations/pause-target.ts";
import { withOperations } from "../operations/with-operations.ts";
import { CommandError } from "../project/command-error.ts";
import { readDuration } from "../run/duration.ts";

interface ResumeOptions extends PauseOptions {
  readonly allowMassChange?: string;
}

/** `xmap resume --flow name | --system name`: goes on with what was paused, by a person or by xmap itself. */
export function declareResume(program: Command, ended: Ended): void {
  changingCommand(program, "resume", "Go on with a paused flow or system.")
    .argument("[path]", "project folder", ".")
    .option("--flow <name>", "the flow")
    .option("--system <name>", "the system")
    .option("--allow-mass-change <duration>", "for so long the flow may empty fields of many records at once: 1h")
    .action(async (path: string, options: ResumeOptions) => {
      ended(await resume(path, options));
    });
}

async function resume(path: string, options: ResumeOptions): Promise<ExitCode> {
  const target = pauseTargetOf(options);
  const { allowMassChange } = options;
  if (allowMassChange !== undefined && !("flow" in target))
    throw new CommandError("A mass change is allowed for a flow: say --flow.");
  const allowed = allowMassChange === undefined ? undefined : readDuration(allowMassChange);
  const actor = actorOf(options.as);
  const [kind, name] = "flow" in target ? ["flow", target.flow] : ["system", target.system];
  const wasPaused = await withOperations(operatedStore(path, options), async (operations) => {
    const before = await operations.paused();
    await operations.resume(target, actor, allowed);
    return before.some((pause) => pause.kind === kind && pause.name === name);
  });
  if (options.json) process.stdout.write(jsonLine("resume", { ...target, wasPaused, actor }));
  process.stderr.write(wasPaused ? "Resumed.\n" : `The ${kind} ${name} was not paused.\n`);
  return EXIT_CODES.fine;
}
