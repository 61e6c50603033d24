import { existsSync, readFileSync } from "node:fs";
import { CommandError } from "../project/command-error.ts";

/** Reads NAME=value lines; blank lines and lines that begin with # are skipped, one pair of quotes is taken off. */
export function readEnvironmentFile(file: string): Readonly<Record<string, string>> {
  if (!existsSync(file)) return {};
  const values: Record<string, string> = {};
  readFileSync(file, "utf8")
    .split(/\r?\n/)
    .forEach((line, index) => {
      if (line.trim() === "" || line.trimStart().startsWith("#")) return;
      const match = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line);
      const [, name, value] = match ?? [];
      if (name === undefined || value === undefined)
        throw new CommandError(`${file}:${index + 1} is not of the form NAME=value`);
      values[name] = /^"(.*)"$|^'(.*)'$/.test(value) ? value.slice(1, -1) : value;
    });
  return values;
}
