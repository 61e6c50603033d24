import { statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { MappingModule } from "@xmap/contract";
import {
  checkPins,
  EmbeddedEngine,
  SqliteStore,
  SYSTEM_CLOCK,
  SYSTEM_RANDOM,
  startWebhookServer,
} from "@xmap/runtime/node";
import { serve } from "../../harness/child-process.ts";
import { CpuProfile } from "../../harness/cpu-profile.ts";
import { residentMegabytes } from "../../harness/process-usage.ts";
import { PushSession } from "../connectors/push-connector.ts";
import { SinkSession } from "../connectors/sink-connector.ts";

/** The engine as it is used: a store on disk, webhooks over HTTP, compiled mappings. */
export type OursMethods = {
  /** Opens the store and starts; answers the address that webhooks go to. */
  start(input: OursOptions): Promise<string>;
  /** Resolves when nothing is pending; answers the runs' outcomes so far. */
  idle(input: undefined): Promise<Readonly<Record<string, number>>>;
  /** What became of the orders and why some wait, for reports of failed measurements. */
  describe(input: undefined): Promise<string>;
  /** Transactions so far, each of them synced to disk. */
  commits(input: undefined): number;
  /** Resident memory after a collection of garbage that was asked for. */
  settledMegabytes(input: undefined): number;
  storeBytes(input: undefined): number;
  startProfile(input: undefined): Promise<void>;
  /** Writes the profile to a file and answers where the time went. */
  stopProfile(input: { readonly file: string }): Promise<string>;
};

export interface OursOptions {
  /** The compiled mapping. */
  readonly module: string;
  /** The store's file. */
  readonly store: string;
  readonly sink: string;
  readonly secret: string;
  readonly connections: number;
  /** Records worked on at once. */
  readonly parallel: number;
}

interface Running {
  readonly store: SqliteStore;
  readonly path: string;
  readonly engine: EmbeddedEngine;
}

let running: Running | undefined;
let profile: CpuProfile | undefined;

function current(): Running {
  if (running === undefined) throw new Error("the engine is not started");
  return running;
}

serve<OursMethods>({
  async start({ module, store: path, sink, secret, connections, parallel }) {
    const mapping = (await import(pathToFileURL(module).href)) as MappingModule;
    const store = new SqliteStore({
      writesOnThread: process.env.TH === "1",
      path,
      installation: "bench",
      clock: SYSTEM_CLOCK,
    });
    const sessions = await checkPins(store, {
      shop: new PushSession("shop", secret, SYSTEM_CLOCK),
      erp: new SinkSession("erp", sink, connections),
    });
    const engine = new EmbeddedEngine({
      store,
      modules: [mapping],
      sessions,
      clock: SYSTEM_CLOCK,
      random: SYSTEM_RANDOM,
      installation: "bench",
      parallel,
    });
    const server = await startWebhookServer({ engine, sessions, port: 0 });
    await engine.start();
    running = { store, path, engine };
    return `${server.url}/webhooks/shop`;
  },
  async idle() {
    const { engine } = current();
    await engine.idle();
    return engine.summary().outcomes;
  },
  async describe() {
    const { engine } = current();
    const waiting = await engine.operations.list({ limit: 3 });
    return JSON.stringify({ ...engine.summary(), examples: waiting });
  },
  commits: () => current().store.commits,
  settledMegabytes() {
    // The usual collection keeps the memory that it frees for later.
    globalThis.gc?.({ type: "major", execution: "sync", flavor: "last-resort" });
    return residentMegabytes(process.pid);
  },
  storeBytes: () => statSync(current().path).size,
  async startProfile() {
    profile = new CpuProfile();
    await profile.start();
  },
  async stopProfile({ file }) {
    if (profile === undefined) throw new Error("no profile is being taken");
    return profile.stop(file);
  },
});
