import type { ConnectorSession } from "@xmap/contract";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { API_DOCUMENT } from "./api-document.ts";
import { startApi, type TestApi } from "./api-server.ts";
import { type ApiProject, apiProject } from "./support.ts";

let api: TestApi;
let project: ApiProject;
let session: ConnectorSession;

beforeAll(async () => {
  api = await startApi();
  project = apiProject(api.address);
  session = project.open({ overlapSeconds: 60 });
});
afterAll(async () => {
  await session.close();
  await api.stop();
  project.remove();
});
beforeEach(() => {
  api.orders.length = 0;
});

const order = (id: number, stamp: string) => ({ id, number: `A-${id}`, status: "open", updated_at: stamp });

async function poll(cursor: string | undefined, between?: () => void) {
  const keys: string[] = [];
  const settled: boolean[] = [];
  let page = await session.readChanged({ resource: "orders", cursor, limit: 10 });
  for (;;) {
    keys.push(...page.changed.map(({ key }) => key.join("/")));
    settled.push(...page.changed.map((each) => each.settled));
    if (!page.more) return { keys, settled, cursor: page.cursor };
    between?.();
    page = await session.readChanged({ resource: "orders", cursor: page.cursor, limit: 10 });
  }
}

test("changes come by the API's parameter, and each poll reaches back a little", async () => {
  api.orders.push(order(1, "2026-03-04T10:00:00Z"), order(2, "2026-03-04T11:00:00Z"));
  const first = await poll(undefined);
  expect(first.keys).toEqual(["1", "2"]);
  api.orders.push(order(3, "2026-03-04T10:59:30Z"), order(4, "2026-03-04T10:58:00Z"), order(5, "2026-03-04T12:00:00Z"));
  const second = await poll(first.cursor);
  expect(second.keys).toEqual(["3", "2", "5"]);
  expect(second.settled).toEqual([true, true, true]);
  expect(api.requests.at(-1)?.url).toContain("updated_since=2026-03-04T10%3A59%3A00Z");
});

test("a record that changes while pages are read hides no neighbour for good", async () => {
  for (let id = 1; id <= 6; id += 1) api.orders.push(order(id, `2026-03-04T1${id}:00:00Z`));
  let isMoved = false;
  const first = await poll(undefined, () => {
    if (!isMoved) Object.assign(api.orders[0] ?? {}, { updated_at: "2026-03-05T10:00:00Z" });
    isMoved = true;
  });
  expect(first.keys).not.toContain("4");
  const second = await poll(first.cursor);
  expect(second.keys).toContain("4");
  expect(second.settled.at(-1)).toBe(false);
});

test("without such a parameter a list is read through", async () => {
  api.customers.splice(0, 9, { id: 1, email: "a@example.com" }, { id: 2, email: "b@example.com" });
  const stamps = async () => {
    const { changed } = await session.readChanged({ resource: "customers", cursor: undefined, limit: 10 });
    return changed.map(({ stamp }) => stamp);
  };
  const before = await stamps();
  Object.assign(api.customers[1] ?? {}, { email: "new@example.com" });
  const after = await stamps();
  expect(after[0]).toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
});

test("parameters of the list go with each of its requests", async () => {
  const resources = { orders: { query: { sort: "id", zone: "UTC" } } };
  const sorted = apiProject(api.address, API_DOCUMENT, { "x-xmap": { resources } });
  const other = sorted.open();
  api.orders.push(order(1, "2026-03-04T10:00:00Z"));
  const { cursor } = await other.readChanged({ resource: "orders", cursor: undefined, limit: 10 });
  await other.readChanged({ resource: "orders", cursor, limit: 10 });
  await other.list?.({ resource: "orders", cursor: undefined, limit: 10, fields: [], joins: [] });
  const asked = api.requests.slice(-3).map(({ url }) => [...new URL(url, api.address).searchParams.keys()]);
  expect(asked).toEqual([
    ["sort", "zone", "per_page", "page"],
    ["sort", "zone", "per_page", "page"],
    ["sort", "zone", "per_page", "page"],
  ]);
  await other.close();
  sorted.remove();
});
