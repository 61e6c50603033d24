import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import type { Command } from "commander";
import type { GoingLiveOptions } from "../going-live/opened-project.ts";
import { actorOf } from "../operations/actor.ts";
import { changingCommand, type Ended } from "../operations/operator-command.ts";
import { CommandError } from "../project/command-error.ts";

interface SyncOptions extends GoingLiveOptions {
  readonly all: boolean;
  readonly baseline: boolean;
  readonly link: boolean;
  readonly since?: string;
  readonly restart: boolean;
  readonly as?: string;
}

/** `xmap sync flow… --all` loads everything once; `xmap sync --baseline binding…` only matches what is there. */
export function declareSync(program: Command, ended: Ended): void {
  changingCommand(program, "sync", "Load all records of a flow once, or match what both sides have already.")
    .argument("[name...]", "flows with --all; bindings with --baseline, all of them unless named")
    .option("--project <path>", "project folder", ".")
    .option("--all", "run the flows for all records; nothing that a customer is told of is done", false)
    .option("--since <date>", "with --all: only records changed since then, such as 2026-03-04")
    .option("--restart", "with --all: begin at the first record though an earlier load was cut short", false)
    .option("--baseline", "match by key and report; nothing is written", false)
    .option("--link", "with --baseline: link what matches one to one", false)
    .action(async (names: readonly string[], options: SyncOptions) => {
      ended(await sync(names, options));
    });
}

async function sync(names: readonly string[], options: SyncOptions): Promise<ExitCode> {
  checkOptions(options);
  const { openProject, checkNamed, readInstant } = await import("../going-live/opened-project.ts");
  const { endingAsRefusal } = await import("../going-live/ending-as-refusal.ts");
  const { stopSignal } = await import("../going-live/stop-signal.ts");
  const since = options.since === undefined ? undefined : readInstant(options.since);
  const opened = await openProject(options);
  const isStopped = stopSignal();
  return endingAsRefusal(async () => {
    if (options.baseline) {
      const { matchBindings } = await import("../going-live/match.ts");
      const { link, json } = options;
      return matchBindings({ opened, names, link, ours: false, actor: actorOf(options.as), json, isStopped });
    }
    const flows = opened.modules.flatMap((module) => Object.keys(module.flows));
    if (names.length === 0) throw new CommandError(`Say which flow; there are: ${flows.join(", ")}.`);
    checkNamed("flow", names, flows);
    const { openEngine } = await import("../going-live/open-engine.ts");
    const { fillFlow } = await import("../going-live/fill.ts");
    const own = await openEngine(opened);
    try {
      await own.engine.start();
      let worst: ExitCode = EXIT_CODES.fine;
      for (const flow of names) {
        const code = await fillFlow({ own, flow, since, anew: options.restart, json: options.json, isStopped });
        if (code > worst) worst = code;
      }
      return worst;
    } finally {
      await own.close();
    }
  });
}

function checkOptions({ all, baseline, since, restart, link }: SyncOptions): void {
  if (all === baseline) throw new CommandError("Say either --all or --baseline.");
  if (baseline && (since !== undefined || restart)) throw new CommandError("--since and --restart go with --all.");
  if (all && link) throw new CommandError("--link goes with --baseline.");
}
