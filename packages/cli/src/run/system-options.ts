import type { SystemModule } from "@xmap/contract";
import { CommandError } from "../project/command-error.ts";

export type FilledOptions = Readonly<Record<string, string | number | boolean | null>>;

/** The options of declared systems with `env` and `secret` filled in; names every variable that is missing, of all systems. */
export function fillSystemOptions(
  systems: readonly SystemModule[],
  variables: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<string, FilledOptions> {
  const missing: string[] = [];
  const filled = new Map<string, FilledOptions>();
  for (const system of systems) {
    const options: Record<string, string | number | boolean | null> = {};
    for (const [name, option] of Object.entries(system.options)) {
      if ("value" in option) {
        options[name] = option.value;
        continue;
      }
      const variable = "env" in option ? option.env : option.secret;
      const value = variables[variable];
      if (value === undefined || value === "") missing.push(`${variable} (${system.name}.${name})`);
      else options[name] = value;
    }
    filled.set(system.name, options);
  }
  if (missing.length > 0) {
    throw new CommandError(
      `Not set: ${missing.join(", ")}. Set them in the environment or in the file that envFile of xmap.json names.`,
    );
  }
  return filled;
}
