import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

const command = resolve(import.meta.dirname, "../../packages/cli/bin/xmap.js");

export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `xmap` as a user does, in its own process. */
export function runCommand(parameters: readonly string[], folder: string): CommandResult {
  const result = spawnSync(process.execPath, [command, ...parameters], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  return { exitCode: result.status, stdout: result.stdout, stderr: result.stderr };
}
