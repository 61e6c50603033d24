import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import type { Command } from "commander";
import { actorOf } from "../operations/actor.ts";
import { jsonLine } from "../operations/json-lines.ts";
import { type OperatorOptions, operatedStore } from "../operations/operated-store.ts";
import { changingCommand, type Ended } from "../operations/operator-command.ts";
import { withOperations } from "../operations/with-operations.ts";

interface TriggerOptions extends OperatorOptions {
  readonly project: string;
}

/** `xmap trigger flow key…`: runs a flow for a record now. */
export function declareTrigger(program: Command, ended: Ended): void {
  changingCommand(program, "trigger", "Run a flow for one record now.")
    .argument("<flow>", "name of the flow")
    .argument("<key...>", "key of its subject, a value for each field")
    .option("--project <path>", "project folder", ".")
    .action(async (flow: string, key: readonly string[], options: TriggerOptions) => {
      ended(await trigger(flow, key, options));
    });
}

async function trigger(flow: string, key: readonly string[], options: TriggerOptions): Promise<ExitCode> {
  const actor = actorOf(options.as);
  const store = operatedStore(options.project, options);
  const { event, running } = await withOperations(
    store,
    async (operations) => ({
      event: await operations.trigger(flow, key, actor),
      running: (await operations.status()).running,
    }),
    async () => {
      const { projectFlows } = await import("../operations/project-flows.ts");
      return projectFlows(options.project);
    },
  );
  process.stdout.write(options.json ? jsonLine("trigger", { flow, key, event }) : `${event}\n`);
  if (!running) process.stderr.write("No engine is running; it runs when one is started.\n");
  return EXIT_CODES.fine;
}
