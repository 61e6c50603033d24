import type { ExitCode } from "@xmap/contract";
import type { Command } from "commander";
import type { GoingLiveOptions } from "../going-live/opened-project.ts";
import { actorOf } from "../operations/actor.ts";
import { changingCommand, type Ended } from "../operations/operator-command.ts";

interface RelinkOptions extends GoingLiveOptions {
  readonly as?: string;
}

/** `xmap relink`: makes the links of a store that was lost anew, from the keys that both systems hold. */
export function declareRelink(program: Command, ended: Ended): void {
  changingCommand(program, "relink", "Make lost links anew from the keys in both systems.")
    .argument("[binding...]", "bindings; all of them unless named")
    .option("--project <path>", "project folder", ".")
    .action(async (names: readonly string[], options: RelinkOptions) => {
      ended(await relink(names, options));
    });
}

async function relink(names: readonly string[], options: RelinkOptions): Promise<ExitCode> {
  const { openProject } = await import("../going-live/opened-project.ts");
  const { endingAsRefusal } = await import("../going-live/ending-as-refusal.ts");
  const { stopSignal } = await import("../going-live/stop-signal.ts");
  const { matchBindings } = await import("../going-live/match.ts");
  const opened = await openProject(options);
  const isStopped = stopSignal();
  const { json } = options;
  return endingAsRefusal(() =>
    matchBindings({ opened, names, link: true, ours: true, actor: actorOf(options.as), json, isStopped }),
  );
}
