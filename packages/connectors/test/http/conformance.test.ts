import {
  type ConnectorSubject,
  describeConnectorConformance,
  type Key,
  notOffered,
  type Stage,
} from "@xmap/testing/connector";
import { httpConnector } from "../../src/http/connector.ts";
import { startApi, type TestApi } from "./api-server.ts";
import { type ApiProject, apiProject } from "./support.ts";

interface Server {
  readonly api: TestApi;
  readonly project: ApiProject;
}

const KEY = "the-key-of-the-api";
const rawNumber = Reflect.get(JSON, "rawJSON") as (text: string) => unknown;

const stampAt = (stage: Stage<Server>) => `${new Date(stage.clock.now()).toISOString().slice(0, 19)}Z`;

function add(stage: Stage<Server>, fields: Readonly<Record<string, unknown>>): Key {
  const { orders } = stage.server.api;
  const id = orders.length + 1;
  const usual = { number: `A-${id}`, status: "open", total: 1, big: 1, note: "x", updated_at: stampAt(stage) };
  orders.push({ id, ...usual, lines: [], ...fields });
  return [String(id)];
}

const answer = (status: number, message: string) => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ error: { message } }),
});

const subject: ConnectorSubject<Server> = {
  name: "http",
  connector: httpConnector,
  async start(clock) {
    const api = await startApi(() => clock.now());
    api.authorization = ["x-api-key", KEY];
    api.largestPage = 50;
    return { api, project: apiProject(api.address) };
  },
  async stop({ api, project }) {
    await api.stop();
    project.remove();
  },
  wire: { address: ({ api }) => api.address },
  options: ({ project }, address) => ({ schema: `${project.folder}/api.json`, url: address, key: KEY }),
  secrets: [KEY],
  read: {
    resource: "orders",
    missingKey: ["999999"],
    cases: {
      unicode: { field: "note", make: (stage, note) => add(stage, { note }) },
      decimal: { field: "total", make: (stage, total) => add(stage, { total }) },
      bigNumber: { field: "big", make: (stage, big) => add(stage, { big: rawNumber(String(big)) }) },
      emptyText: { field: "note", make: (stage) => add(stage, { note: "" }) },
      emptyList: { field: "lines", make: (stage) => add(stage, { lines: [] }) },
      instant: { field: "updated_at", make: (stage) => add(stage, { updated_at: "2026-03-04T14:00:00+02:00" }) },
      archived: notOffered("what an API keeps aside is its own matter"),
    },
  },
  search: {
    resource: "orders",
    fields: ["id", "number"],
    keyFields: ["id"],
    make: (stage, number) => add(stage, { number }),
    match: (number) => ({ number }),
    several: {
      make: (stage, number, note) => add(stage, { number, note }),
      match: (number, note) => ({ number, note }),
    },
    repeats: true,
  },
  list: {
    resource: "orders",
    fields: ["id", "number"],
    keyFields: ["id"],
    make: (stage, number) => add(stage, { number }),
    remove: notOffered("numbered pages of an API move when a record goes"),
  },
  changes: [
    {
      resource: "orders",
      make: (stage, number) => add(stage, { number }),
      change: (stage, [id], note) => {
        const order = stage.server.api.orders.find((one) => String(one.id) === id);
        Object.assign(order ?? {}, { note, updated_at: stampAt(stage) });
      },
      lateCommit: { milliseconds: 50_000 },
      crowd: 120,
    },
  ],
  lookup: {
    resource: "orders",
    column: "number",
    result: "id",
    make: (stage, number) => Number(add(stage, { number })[0]),
    repeats: true,
    several: {
      columns: ["number", "note"],
      make: (stage, number, note) => Number(add(stage, { number, note })[0]),
    },
    callsForFifty: notOffered("an API is searched by one value a call: large tables are indexed by the runtime"),
  },
  create: {
    resource: "orders",
    values: (_stage, number) => ({ number, total: 12.5 }),
    found: (number) => ({ number }),
    expected: (number) => ({ number, total: 12.5, status: "open" }),
    commits: ({ method }) => method === "POST",
  },
  update: {
    resource: "orders",
    make: (stage) => add(stage, { note: "old" }),
    patch: { note: "new" },
    untouched: ["number", "total", "status"],
    commits: ({ method }) => method === "PATCH",
  },
  lines: {
    resource: "orders",
    field: "lines",
    lineKey: "id",
    fields: ["lines"],
    make: (stage, sku) => add(stage, { lines: [{ id: 1, sku }] }),
    line: (_stage, sku) => ({ sku }),
    change: (sku) => ({ sku }),
    tells: ({ sku }) => sku,
    removes: true,
  },
  upsert: notOffered("HTTP has no such request that all APIs know"),
  operations: {
    "orders cancel": {
      start: (stage) => add(stage, {}),
      arguments: { reason: "no stock" },
      commits: ({ method, path }) => method === "POST" && path.endsWith("/cancel"),
    },
  },
  failures: {
    prepareRead: (stage) => {
      const key = add(stage, {});
      return () => stage.session.read({ resource: "orders", key, fields: [], joins: [] });
    },
    prepareWrite: (stage) => {
      const key = add(stage, {});
      return () => stage.session.update({ resource: "orders", key, values: { note: "y" }, lines: {}, writeKey: "w" });
    },
    writes: ({ method }) => method === "PATCH",
    answer: (kind, words) =>
      ({
        unauthorized: answer(401, words),
        forbidden: answer(403, words),
        notFound: answer(404, words),
        conflict: answer(409, words),
        invalid: answer(422, words),
        broken: answer(500, words),
      })[kind],
    differs: { "404, or no such record": { because: "a record that is not there is an answer", readsNothing: true } },
  },
  webhook: notOffered("webhooks of an API are received by the connector webhook"),
  seats: notOffered("HTTP has no seats"),
};

describeConnectorConformance(subject);
