import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { onTestFinished } from "vitest";

const command = resolve(import.meta.dirname, "../../packages/cli/bin/xmap.js");

/** `xmap` under way in a process of its own, while servers of this process answer it. */
export interface StartedCommand {
  stdout(): string;
  stderr(): string;
  /** The exit code once it has ended by itself. */
  ended(): Promise<number | null>;
  /** SIGINT, as Ctrl-C sends it. */
  interrupt(): Promise<number | null>;
}

/** Starts the command; it is killed when the test ends. */
export function startCommand(
  parameters: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): StartedCommand {
  const child = spawn(process.execPath, [command, ...parameters], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].on("data", (chunk: Buffer) => {
      texts[name] += chunk.toString();
    });
  }
  const ended = once(child, "close").then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return {
    stdout: () => texts.stdout,
    stderr: () => texts.stderr,
    ended: () => ended,
    async interrupt() {
      child.kill("SIGINT");
      return await ended;
    },
  };
}
