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
  /** The exit code once it has ended, by itself or not. */
  ended(): Promise<number | null>;
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
  /** Any free one unless given. */
  readonly port?: number;
}

/** Processes that have not ended; none of them outlives this one. */
const living = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of living) child.kill("SIGKILL");
});

/** Characters that are kept of the log: the newest. */
const LONGEST_LOG = 5_000_000;

/** One that is not ready by then is killed, and so refused without an exit code. */
const LONGEST_START_MILLISECONDS = 90_000;

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
    String(options.port ?? 0),
    "--poll-every",
    options.pollEvery,
    "--serve-status",
  ];
  const child = spawn(process.execPath, [command, ...parameters], {
    env: { ...process.env, ...options.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  living.add(child);
  child.once("close", () => living.delete(child));
  let log = "";
  child.stderr.on("data", (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-LONGEST_LOG);
  });
  const ended = once(child, "close").then(([code]) => code as number | null);
  const impatience = setTimeout(() => child.kill("SIGKILL"), LONGEST_START_MILLISECONDS);
  const url = await Promise.race([
    readyUrl(child),
    ended.then((code) => {
      throw new RuntimeRefused(code, log);
    }),
  ]).finally(() => clearTimeout(impatience));
  return {
    url,
    log: () => log,
    ended: () => ended,
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
