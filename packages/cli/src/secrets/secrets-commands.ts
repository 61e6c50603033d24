import { type Command, InvalidArgumentError } from "commander";
import type { Ended } from "../operations/operator-command.ts";

/** `xmap secrets …` and `xmap authorize`: where secrets come from, and those that are kept encrypted. */
export function declareSecrets(program: Command, ended: Ended): void {
  const secrets = program.command("secrets").description("Where secrets come from; no command ever shows one.");
  secrets
    .command("list")
    .description("The secrets that the systems need and where each comes from.")
    .argument("[path]", "project folder", ".")
    .requiredOption("--env <name>", "environment of xmap.json")
    .option("--json", "one JSON object a line, each with a schema", false)
    .action(async (path: string, options: { readonly env: string; readonly json: boolean }) => {
      const { listSecrets } = await import("./list-secrets.ts");
      ended(await listSecrets(path, options));
    });
  changing(secrets, "set", "Keep a secret in the encrypted store, as it is given on standard input.")
    .argument("<name>", "name of the secret, as in secret(…)")
    .action(async (name: string, options: ChangeOptions) => {
      const { setSecret } = await import("./change-secrets.ts");
      ended(await setSecret(name, options));
    });
  changing(secrets, "remove", "Take a secret out of the encrypted store.")
    .argument("<name>", "name of the secret, or SYSTEM/NAME of a token")
    .action(async (name: string, options: ChangeOptions) => {
      const { removeSecret } = await import("./change-secrets.ts");
      ended(await removeSecret(name, options));
    });
  changing(
    secrets,
    "rotate-key",
    "Write the encrypted store with the key in XMAP_NEW_SECRET_KEY, while xmap does not run.",
  ).action(async (options: ChangeOptions) => {
    const { rotateKey } = await import("./change-secrets.ts");
    ended(await rotateKey(options));
  });
  changing(program, "authorize", "Let xmap into a system by a browser (OAuth 2), and keep the token encrypted.")
    .argument("<system>", "name of the system")
    .option("--port <number>", "the port of this machine that the browser comes back to", readPort)
    .action(async (system: string, options: ChangeOptions & { readonly port?: number }) => {
      const { authorizeSystem } = await import("./authorize-system.ts");
      ended(await authorizeSystem(system, options));
    });
}

interface ChangeOptions {
  readonly project: string;
  readonly env: string;
}

function changing(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .requiredOption("--env <name>", "environment of xmap.json")
    .option("--project <path>", "project folder", ".");
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new InvalidArgumentError("Write a port, 1 to 65535.");
  return port;
}
