import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEvent } from "@xmap/contract";
import { type AcceptedEvent, SqliteStore, type StoreChange } from "@xmap/runtime/node";
import { FakeClock } from "@xmap/testing";
import { describe, expect, it } from "vitest";

const clock = new FakeClock();

function open(writesOnThread: boolean, path = join(mkdtempSync(join(tmpdir(), "xmap-store-")), "store.sqlite")) {
  return { path, store: new SqliteStore({ path, installation: "test", clock, writesOnThread }) };
}

function event(id: number, content?: AcceptedEvent["content"]): AcceptedEvent {
  const record = { system: "shop", entity: "Order", key: [String(id)] };
  const at = clock.now();
  const envelope = createEvent({ id: `e${id}`, installation: "test", record, at: new Date(at), origin: "webhook" });
  return { flow: "Orders", event: envelope, at, content };
}

describe.each([
  ["on the event loop", false],
  ["on a thread of its own", true],
])("a writer %s", (_name, writesOnThread) => {
  it("keeps what it has acknowledged, whoever opens the file next", async () => {
    const { path, store } = open(writesOnThread);
    const accepted = await Promise.all(
      Array.from({ length: 200 }, (_, id) => store.accept([event(id, { total: id })])),
    );
    expect(accepted.flat().every((one) => one?.isNew === true)).toBe(true);
    const rows = await store.take({ take: "ready", flow: "Orders", after: 0, limit: 1_000 });
    expect(rows.map(({ content }) => content?.total)).toEqual(Array.from({ length: 200 }, (_, id) => id));
    const [first] = rows;
    await store.end(
      {
        run: "r",
        work: first?.work ?? 0,
        flow: "Orders",
        record: first?.record ?? "",
        outcome: "delivered",
        at: 1,
        version: 1,
        journaled: false,
        waiting: undefined,
      },
      [{ change: "cursor", system: "shop", resource: "orders", cursor: "7" }],
    );
    await store.close();
    const { store: next } = open(false, path);
    expect(await next.state()).toMatchObject({ pending: 199, outcomes: { delivered: 1 } });
    expect(await next.cursor("shop", "orders")).toBe("7");
    await next.close();
  });

  it("erases between other commands, and leaves nothing of it in the file", async () => {
    const { path, store } = open(writesOnThread);
    const record = "shop/Order/1";
    await store.accept([event(1, { email: "ada@example.com" }), event(2, { email: "bob@example.com" })]);
    const erasure = { records: [record], texts: ["ada@example.com"] };
    const [, report] = await Promise.all([
      store.accept([event(3)]),
      store.erase(erasure, []),
      store.accept([event(4)]),
    ]);
    expect(report).toEqual({ rows: 1, audits: 0, clean: true });
    const rows = await store.take({ take: "ready", flow: "Orders", after: 0, limit: 10 });
    expect(rows.map(({ content }) => content?.email)).toEqual([undefined, "bob@example.com", undefined, undefined]);
    const bytes = [path, `${path}-wal`].map((file) => readFileSync(file, "latin1")).join("");
    expect([bytes.includes("ada@"), bytes.includes("bob@")]).toEqual([false, true]);
    await store.close();
  });

  it("puts many commands into few transactions", async () => {
    const { store } = open(writesOnThread);
    await Promise.all(Array.from({ length: 500 }, (_, id) => store.accept([event(id)])));
    expect(store.commits).toBeLessThan(50);
    await store.close();
  });

  it("refuses the command that cannot be carried out, with SQLite's words, and none of its neighbours", async () => {
    const { store } = open(writesOnThread);
    const broken = { change: "cursor", system: "s", resource: "r", cursor: null } as unknown as StoreChange;
    const results = await Promise.allSettled([
      store.accept([event(1)]),
      store.write([broken]),
      store.accept([event(2)]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(results[1]).toMatchObject({ reason: { message: expect.stringContaining("NOT NULL") } });
    expect(store.failure).toMatchObject({ message: expect.stringContaining("NOT NULL") });
    await store.write([]);
    expect(store.failure).toBeUndefined();
    await store.close();
  });

  it("takes nothing in once it is closed", async () => {
    const { store } = open(writesOnThread);
    const last = store.accept([event(1)]);
    await store.close();
    expect(await last).toMatchObject([{ isNew: true }]);
    await expect(store.accept([event(2)])).rejects.toThrow("the store is closed");
  });
});
