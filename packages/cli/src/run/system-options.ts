import type { SystemModule } from "@xmap/contract";
import { CommandError } from "../project/command-error.ts";

/** The options of a declared system with `env` and `secret` filled in; names every variable that is missing. */
export function fillSystemOptions(
  system: SystemModule,
  variables: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | number | boolean | null>> {
  const missing: string[] = [];
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
  if (missing.length > 0) {
    throw new CommandError(
      `Not set: ${missing.join(", ")}. Set it in the environment or in the environment's envFile.`,
    );
  }
  return options;
}
