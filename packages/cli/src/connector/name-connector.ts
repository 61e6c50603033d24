import { readFileSync, writeFileSync } from "node:fs";
import { CommandError } from "../project/command-error.ts";

/** Adds a connector to `connectors` of an `xmap.json` and leaves the rest of its text as it is. */
export function nameConnector(file: string, name: string, path: string): void {
  const text = readFileSync(file, "utf8");
  const entry = `${JSON.stringify(name)}: ${JSON.stringify(path)}`;
  const changed = /"connectors"\s*:\s*\{/.test(text)
    ? text.replace(/("connectors"\s*:\s*\{)(\s*)(\}?)/, (_all, start: string, space: string, end: string) =>
        end === "" ? `${start}${space}${entry},${space === "" ? " " : space}` : `${start} ${entry} ${end}`,
      )
    : text.replace(/^(\s*\{)/, `$1\n  "connectors": { ${entry} },`);
  if (!holds(changed, name, path))
    throw new CommandError(`The connector is written. Name it in ${file} by hand: "connectors": { ${entry} }`);
  writeFileSync(file, changed);
}

function holds(text: string, name: string, path: string): boolean {
  try {
    const { connectors } = JSON.parse(text) as { readonly connectors?: Readonly<Record<string, string>> };
    return connectors?.[name] === path;
  } catch {
    return false;
  }
}
