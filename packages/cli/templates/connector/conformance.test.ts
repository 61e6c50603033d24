import { standardWebhookHeaders } from "@xmap/connectors/sdk";
import { type ConnectorSubject, describeConnectorConformance, notOffered, type Stage } from "@xmap/testing/connector";
import { connector } from "./connector.ts";
import { SANDBOX_KEY, type Sandbox, startSandbox } from "./sandbox/start-sandbox.ts";
import type { Item } from "./sandbox/store.ts";

const SECRET = `whsec_${Buffer.from("the secret of the sandbox").toString("base64")}`;
const OTHER_SECRET = `whsec_${Buffer.from("a secret of somebody else").toString("base64")}`;

/** Puts an item into the system behind the connector's back; answers its key. */
function make({ server }: Stage<Sandbox>, values: object): readonly string[] {
  return [String(server.store.add(values as Partial<Item>).id)];
}

/** An error as the system words it. */
function refusal(status: number, error: string, message: string) {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify({ error, message }) };
}

/** What the suites need to know. Whatever the system cannot do says why: the report shows the reason. */
const subject: ConnectorSubject<Sandbox> = {
  name: "connector_name",
  connector,
  start: (clock) => startSandbox(() => new Date(clock.now())),
  stop: (sandbox) => sandbox.close(),
  wire: { address: (sandbox) => sandbox.url },
  options: (_sandbox, address) => ({ url: address, key: SANDBOX_KEY }),
  secrets: [SANDBOX_KEY],
  read: {
    resource: "items",
    missingKey: ["999999"],
    cases: {
      unicode: { field: "name", make: (stage, name) => make(stage, { name }) },
      decimal: { field: "price", make: (stage, price) => make(stage, { price }) },
      bigNumber: { field: "serial", make: (stage, serial) => make(stage, { serial }) },
      emptyText: { field: "name", make: (stage) => make(stage, { name: "" }) },
      emptyList: { field: "tags", make: (stage) => make(stage, { tags: [] }) },
      instant: { field: "changed_at", make: (stage) => make(stage, {}) },
      archived: { field: "name", make: (stage, name) => make(stage, { name, status: "archived" }) },
    },
  },
  search: {
    resource: "items",
    fields: ["id", "sku"],
    keyFields: ["id"],
    make: (stage, sku) => make(stage, { sku }),
    match: (sku) => ({ sku }),
    several: { make: (stage, sku, name) => make(stage, { sku, name }), match: (sku, name) => ({ sku, name }) },
    repeats: true,
  },
  list: {
    resource: "items",
    fields: ["id", "sku"],
    keyFields: ["id"],
    make: (stage, sku) => make(stage, { sku }),
    remove: ({ server }, [id]) => server.store.remove(Number(id)),
  },
  changes: [
    {
      resource: "items",
      make: (stage, name) => make(stage, { name }),
      change: ({ server }, [id], name) => void server.store.change(Number(id), { name }),
      lateCommit: { milliseconds: 200_000 },
    },
  ],
  lookup: {
    resource: "items",
    column: "sku",
    result: "id",
    make: (stage, sku) => Number(make(stage, { sku })[0]),
    repeats: true,
    several: { columns: ["sku", "name"], make: (stage, sku, name) => Number(make(stage, { sku, name })[0]) },
    callsForFifty: notOffered("the list takes one sku a call"),
  },
  create: {
    resource: "items",
    values: (_stage, sku) => ({ sku, name: "Drill", price: 9.5 }),
    found: (sku) => ({ sku }),
    expected: (sku) => ({ sku, name: "Drill", price: 9.5 }),
    commits: ({ method, path }) => method === "POST" && path === "/api/items",
  },
  update: {
    resource: "items",
    make: (stage) => make(stage, { sku: "A-1", name: "Drill", price: 9.5 }),
    patch: { price: 12 },
    untouched: ["sku", "name"],
    commits: ({ method }) => method === "PUT",
  },
  lines: notOffered("items have no lines"),
  upsert: notOffered("the system makes a new item of every POST"),
  operations: {
    "items release": {
      start: (stage) => make(stage, {}),
      commits: ({ path }) => path.endsWith("/release"),
    },
  },
  failures: {
    prepareRead: (stage) => {
      const key = make(stage, {});
      return () => stage.session.read({ resource: "items", key, fields: ["sku"], joins: [] });
    },
    prepareWrite: (stage) => {
      const key = make(stage, {});
      return () => stage.session.update({ resource: "items", key, values: { price: 1 }, lines: {}, writeKey: "w" });
    },
    writes: ({ method }) => method === "PUT",
    answer: (kind, words) =>
      ({
        unauthorized: refusal(401, "unauthorized", words),
        forbidden: refusal(403, "forbidden", words),
        notFound: refusal(404, "not_found", words),
        conflict: refusal(409, "changed_meanwhile", words),
        invalid: refusal(422, "invalid", words),
        broken: refusal(500, "internal", words),
      })[kind],
    differs: { "404, or no such record": { because: "a record that is not there is an answer", readsNothing: true } },
  },
  webhook: {
    options: { webhookSecret: SECRET },
    sign: ({ seconds, text, isForged }) => ({
      headers: standardWebhookHeaders(isForged ? OTHER_SECRET : SECRET, "event-1", seconds * 1_000, text),
      body: new TextEncoder().encode(text),
    }),
    about: JSON.stringify({ type: "item.changed", id: 7 }),
    resource: "items",
    keys: [["7"]],
    unknown: JSON.stringify({ type: "shelf.changed", id: 7 }),
    unknownIs: "Invalid",
    coversBody: true,
    coversTime: true,
  },
  seats: notOffered("the system counts no sign-ins"),
};

describeConnectorConformance(subject);
