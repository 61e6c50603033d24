import type { Command } from "commander";
import type { Ended } from "../operations/operator-command.ts";
import type { WebhooksOptions } from "./webhooks.ts";

/** `xmap webhooks list|sync|remove [system]`: what triggers wait for, against what the systems send. */
export function declareWebhooks(program: Command, ended: Ended): void {
  const webhooks = program
    .command("webhooks")
    .description("Set up in the systems the webhooks that triggers wait for.");
  webhooksCommand(
    webhooks,
    "list",
    "What triggers wait for and what is set up; with --url also what people have to enter.",
  )
    .option("--url <address>", "where this xmap is reached: https://xmap.example.com")
    .option("--json", "one JSON object a line, each with a schema", false)
    .action(async (system: string | undefined, options: WebhooksOptions) => {
      const { listWebhooks } = await import("./webhooks.ts");
      ended(await listWebhooks(system, options));
    });
  webhooksCommand(webhooks, "sync", "Make the systems tell this xmap of what triggers wait for, and of nothing else.")
    .requiredOption("--url <address>", "where this xmap is reached: https://xmap.example.com")
    .option("--yes", "carry the plan out", false)
    .action(async (system: string | undefined, options: WebhooksOptions) => {
      const { syncWebhooks } = await import("./webhooks.ts");
      ended(await syncWebhooks(system, options));
    });
  webhooksCommand(webhooks, "remove", "Take all webhooks of xmap away again.")
    .option("--yes", "carry the plan out", false)
    .action(async (system: string | undefined, options: WebhooksOptions) => {
      const { removeWebhooks } = await import("./webhooks.ts");
      ended(await removeWebhooks(system, options));
    });
}

function webhooksCommand(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .argument("[system]", "name of a system; all of them when it is not given")
    .requiredOption("--env <name>", "environment of xmap.json")
    .option("--project <path>", "project folder", ".");
}
