import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

const command = resolve(import.meta.dirname, "../../packages/cli/bin/xmap.js");

/** A running `xmap run` of its own process, so that it can be killed. */
export interface RuntimeProcess {
  /** Where webhooks and status are served. */
  readonly url: string;
  /** What it has said on stderr so far. */
  log(): string;
  /** SIGKILL: no chance to finish anything. */
  kill(): Promise<void>;
  /** SIGTERM: finishes the steps under way. */
  stop(): Promise<number | null>;
}

export interface RuntimeOptions {
  readonly project: string;
  readonly store: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly pollEvery: string;
}

/** Ended before it was ready; says why. */
export class RuntimeRefused extends Error {
  override readonly name = "RuntimeRefused";
  readonly exitCode: number | null;

  constructor(exitCode: number | null, log: string) {
    super(log);
    this.exitCode = exitCode;
  }
}

/** Starts `xmap run` and resolves when it is ready; rejects with RuntimeRefused when it ends before. */
export async function startRuntime(options: RuntimeOptions): Promise<RuntimeProcess> {
  const parameters = [
    "run",
    options.project,
    "--env",
    "sandbox",
    "--store",
    options.store,
    "--port",
    "0",
    "--poll-every",
    options.pollEvery,
    "--serve-status",
  ];
  const child = spawn(process.execPath, [command, ...parameters], {
    env: { ...process.env, ...options.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  child.stderr.on("data", (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-200_000);
  });
  const ended = once(child, "close").then(([code]) => code as number | null);
  const url = await Promise.race([
    readyUrl(child),
    ended.then((code) => {
      throw new RuntimeRefused(code, log);
    }),
  ]);
  return {
    url,
    log: () => log,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    async stop() {
      child.kill("SIGTERM");
      return await ended;
    },
  };
}

/** The first line on stdout is `{"ready":true,"url":"http://…"}`. */
async function readyUrl(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error("the runtime has no stdout");
  for await (const line of createInterface({ input: child.stdout })) {
    const message = JSON.parse(line) as { ready?: boolean; url?: string };
    if (message.ready === true && message.url !== undefined) return message.url;
  }
  return await new Promise<never>(() => {});
}
