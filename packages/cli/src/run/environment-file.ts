import { existsSync, readFileSync, statSync } from "node:fs";
import { CommandError } from "../project/command-error.ts";

const OTHERS = 0o077;

/** Warns of a file that other users of the machine may read or change; throws a CommandError instead in production. */
export function checkEnvironmentFile(file: string, isProduction: boolean, warn: (message: string) => void): void {
  // Windows keeps no such rights in the mode.
  if (process.platform === "win32" || !existsSync(file)) return;
  const { mode } = statSync(file);
  if ((mode & OTHERS) === 0) return;
  const rights = (mode & 0o777).toString(8).padStart(3, "0");
  const found = `${file} can be used by other users of this machine (mode ${rights}). Take that away: chmod 600 ${file}`;
  if (isProduction) throw new CommandError(found);
  warn(found);
}

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
