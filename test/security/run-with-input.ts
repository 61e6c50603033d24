import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";

const command = resolve(import.meta.dirname, "../../packages/cli/bin/xmap.js");

export interface CommandParts {
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What stands on standard input. */
  readonly input?: string;
  /** Is told of the first line on standard output as soon as it is there. */
  readonly onFirstLine?: (line: string) => void;
}

export interface CommandEnd {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `xmap` in its own process. */
export async function runWithInput(parameters: readonly string[], parts: CommandParts): Promise<CommandEnd> {
  const child = spawn(process.execPath, [command, ...parameters], {
    cwd: parts.folder,
    env: { ...process.env, NO_COLOR: "1", ...parts.environment },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.end(parts.input ?? "");
  let head = "";
  child.stdout.on("data", (chunk: Buffer) => {
    const isWhole = head.includes("\n");
    head += chunk.toString();
    if (!isWhole && head.includes("\n")) parts.onFirstLine?.(head.slice(0, head.indexOf("\n")));
  });
  const stderr = text(child.stderr);
  const exitCode = await new Promise<number | null>((done) => child.once("close", done));
  return { exitCode, stdout: head, stderr: await stderr };
}
