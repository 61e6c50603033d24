import type { ExitCode } from "@xmap/contract";
import type { Command } from "commander";
import type { GoingLiveOptions } from "../going-live/opened-project.ts";
import { type Ended, operatorCommand } from "../operations/operator-command.ts";

interface ReconcileOptions extends GoingLiveOptions {
  readonly since: string;
  readonly until?: string;
  readonly repair: boolean;
  readonly report: boolean;
}

/** `xmap reconcile [flow] --since date`: what differs between both sides, and why. */
export function declareReconcile(program: Command, ended: Ended): void {
  operatorCommand(program, "reconcile", "Compare both sides over a period and say what differs, and why.")
    .argument("[flow]", "a flow; all of them unless named")
    .option("--project <path>", "project folder", ".")
    .requiredOption("--since <date>", "records changed since then, such as 2026-03-04")
    .option("--until <date>", "and before then")
    .option("--repair", "run the flow for what differs, and count what is mended", false)
    .option("--report", "only counts and figures", false)
    .action(async (flow: string | undefined, options: ReconcileOptions) => {
      ended(await reconcileCommand(flow, options));
    });
}

async function reconcileCommand(flow: string | undefined, options: ReconcileOptions): Promise<ExitCode> {
  const { openProject, readInstant } = await import("../going-live/opened-project.ts");
  const { endingAsRefusal } = await import("../going-live/ending-as-refusal.ts");
  const { stopSignal } = await import("../going-live/stop-signal.ts");
  const { reconcile } = await import("../going-live/reconcile.ts");
  const since = readInstant(options.since);
  const until = options.until === undefined ? undefined : readInstant(options.until);
  const { repair, report, json } = options;
  const opened = await openProject(options);
  const isStopped = stopSignal();
  return endingAsRefusal(() => reconcile({ opened, flow, since, until, repair, report, json, isStopped }));
}
