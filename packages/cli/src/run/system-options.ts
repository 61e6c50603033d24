import type { SystemModule } from "@xmap/contract";
import { CommandError } from "../project/command-error.ts";
import type { EnvironmentSecrets } from "../secrets/environment-secrets.ts";

export type FilledOptions = Readonly<Record<string, string | number | boolean | null>>;

/**
 * The options of declared systems with `env` and `secret` filled in; names all that are missing, of all systems.
 * `revealed` takes up the secrets among them.
 */
export async function fillSystemOptions(
  systems: readonly SystemModule[],
  { variables, secrets }: Pick<EnvironmentSecrets, "variables" | "secrets">,
  revealed = new Set<string>(),
): Promise<ReadonlyMap<string, FilledOptions>> {
  const missing: string[] = [];
  const filled = new Map<string, FilledOptions>();
  for (const system of systems) {
    const options: Record<string, string | number | boolean | null> = {};
    for (const [name, option] of Object.entries(system.options)) {
      if ("value" in option) {
        options[name] = option.value;
        continue;
      }
      const isVariable = "env" in option;
      const wanted = isVariable ? option.env : option.secret;
      const found = await (isVariable ? variables : secrets).read(wanted);
      if (found === undefined) missing.push(`${wanted} (${system.name}.${name})`);
      else options[name] = found.text;
      if (found !== undefined && !isVariable) revealed.add(found.text);
    }
    filled.set(system.name, options);
  }
  if (missing.length > 0) {
    const looked = `Looked in, for secrets: ${secrets.place}; for other values: ${variables.place}.`;
    throw new CommandError(
      `Not set: ${missing.join(", ")}. Set them in the environment or in the file that envFile of xmap.json names. ${looked}`,
    );
  }
  return filled;
}
