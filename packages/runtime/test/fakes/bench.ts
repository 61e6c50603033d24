import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createEvent, type EventOrigin, type Random, type WaitingRecord } from "@xmap/contract";
import {
  EmbeddedEngine,
  type EngineOptions,
  type RunEnd,
  SqliteStore,
  type StoredWork,
  StoreOperations,
} from "@xmap/runtime/node";
import { FakeClock, FakeSystem, settle } from "@xmap/testing";
import { mappingModule, type Order } from "./order-mapping.ts";

export const HALF: Random = { fraction: () => 0.5, bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) };

/** A shop, an ERP and a real store on disk, with engines that come and go. */
export class Bench {
  readonly clock = new FakeClock();
  readonly shop = new FakeSystem("shop");
  readonly erp = new FakeSystem("erp");
  readonly path = join(mkdtempSync(join(tmpdir(), "xmap-runtime-")), "store.sqlite");
  readonly ends: RunEnd[] = [];
  store: SqliteStore;
  engine: EmbeddedEngine;
  #events = 0;

  constructor(options: Partial<EngineOptions> = {}) {
    this.erp.put("product", { id: 1, sku: "A" });
    this.erp.put("product", { id: 2, sku: "B" });
    this.store = this.#openStore();
    this.engine = this.open(options);
  }

  /** A new engine on the store; an earlier one is left as a crash would leave it. */
  open(options: Partial<EngineOptions> = {}): EmbeddedEngine {
    this.engine = new EmbeddedEngine({
      store: this.store,
      modules: [mappingModule({ triggers: [] })],
      sessions: { shop: this.shop, erp: this.erp },
      clock: this.clock,
      random: HALF,
      installation: "test",
      ...options,
    });
    this.engine.onRunEnd((end) => this.ends.push(end));
    return this.engine;
  }

  /** Gives the engine up without a word and opens the file anew. */
  async crash(options: Partial<EngineOptions> = {}): Promise<EmbeddedEngine> {
    await this.store.close();
    this.store = this.#openStore();
    return this.open(options);
  }

  order(id: number, fields: Partial<Order> = {}): void {
    const items = [{ id: 1, sku: "A", amount: 2 }];
    this.shop.put("orders", { id, email: "a@b.c", stage: "new", note: null, total: 10, items, ...fields } as never);
  }

  async change(id: number, options: { readonly event?: string; readonly origin?: EventOrigin } = {}): Promise<void> {
    this.#events += 1;
    const { event = `event-${this.#events}`, origin = "manual" } = options;
    const record = { system: "shop", entity: "Order", key: [String(id)] };
    const at = new Date(this.clock.now());
    await this.engine.accept([
      { flow: "OrderToCash", event: createEvent({ id: event, installation: "test", record, at, origin }) },
    ]);
  }

  /** Holds and dead letters. */
  waiting(): Promise<readonly WaitingRecord[]> {
    return this.engine.operations.list({});
  }

  /** What people do while no engine runs. */
  offlineOperations(): StoreOperations {
    const { store, clock } = this;
    return new StoreOperations({ store, clock, random: HALF, installation: "test", flows: () => [] });
  }

  /** Rows of a table of the store. */
  count(table: "known_event" | "ended" | "waiting"): number {
    const database = new DatabaseSync(this.path, { readOnly: true });
    const row = database.prepare(`SELECT count(*) AS count FROM ${table}`).get();
    database.close();
    return Number(row?.count);
  }

  /** Records that wait for the end of another one's hold. */
  parked(): readonly string[] {
    const database = new DatabaseSync(this.path, { readOnly: true });
    const rows = database.prepare("SELECT record FROM work WHERE parked_for LIKE 'hold/%'").all();
    database.close();
    return rows.map(({ record }) => String(record));
  }

  /** Events of the flow that no run has ended for. */
  async pending(): Promise<readonly StoredWork[]> {
    return this.store.take({ take: "ready", flow: "OrderToCash", after: 0, limit: 100 });
  }

  /** Accepts a change and works until nothing is left to do. */
  async run(id: number): Promise<RunEnd | undefined> {
    await this.change(id);
    await this.drain();
    return this.ends.at(-1);
  }

  /** Works, letting time pass as timers ask for it, until the engine is idle. */
  async drain(): Promise<void> {
    let idle = false;
    void this.engine.idle().then(() => {
      idle = true;
    });
    for (let turn = 0; turn < 200 && !idle; turn += 1) {
      await settle();
      if (!idle) await this.clock.advance(this.clock.untilNext() ?? 0);
    }
  }

  #openStore(): SqliteStore {
    return new SqliteStore({ path: this.path, installation: "test", clock: this.clock });
  }
}
