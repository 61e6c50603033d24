import { createHmac } from "node:crypto";
import { startXCartSandbox, type XCartSandbox } from "@xmap/sandbox/xcart";
import { type ConnectorSubject, describeConnectorConformance, notOffered, type Stage } from "@xmap/testing/connector";
import { xcartConnector } from "../../src/xcart/connector.ts";

const KEY = "all-key-of-the-shop";
const SECRET = `whsec_${Buffer.from("the secret of the companion module").toString("base64")}`;
const OTHER_SECRET = `whsec_${Buffer.from("a secret of somebody else").toString("base64")}`;
const ITEMS = [{ sku: "BASE", amount: 2, item_net_price: 9.5 }];
type Shop = Stage<XCartSandbox>;

const makeProduct = ({ server }: Shop, fields: object): string[] => [
  String(server.addProduct({ sku: `P${server.products().length}`, ...fields }).id),
];
const login = (text: string): string => `${text.toLowerCase()}@example.com`;
const makeProfile = ({ server }: Shop, text: string, language = "en"): string[] => [
  String(server.addProfile({ login: login(text), language }).id),
];
const address = (city: string) => ({
  city,
  firstname: "Ada",
  lastname: "King",
  street: "77 Dock Road",
  zipcode: "98402",
  country_code: "US",
  phone: "+1 253 555 0142",
});
const problem = (status: number, title: string, detail: string) => ({
  status,
  headers: { "content-type": "application/problem+json; charset=utf-8" },
  body: JSON.stringify({ type: "https://tools.ietf.org/html/rfc2616#section-10", title, detail }),
});

const subject: ConnectorSubject<XCartSandbox> = {
  name: "xcart to the Admin REST API",
  connector: xcartConnector,
  start: (clock) =>
    startXCartSandbox({ now: () => new Date(clock.now()), keys: { read: "read-key", all: KEY }, companion: true }),
  stop: (shop) => shop.close(),
  wire: { address: (shop) => shop.url },
  options: (_shop, address) => ({ url: address, key: KEY, scanPages: 50 }),
  secrets: [KEY],
  read: {
    resource: "products",
    missingKey: ["999999"],
    cases: {
      unicode: { field: "name", make: (stage, name) => makeProduct(stage, { name }) },
      decimal: { field: "price", make: (stage, price) => makeProduct(stage, { price }) },
      bigNumber: notOffered("no number of the API has more than 32 bits"),
      emptyText: { field: "description", make: (stage) => makeProduct(stage, { description: "" }) },
      emptyList: { field: "memberships", make: (stage) => makeProduct(stage, { memberships: [] }) },
      instant: { field: "create_date", make: (stage) => makeProduct(stage, {}) },
      archived: { field: "name", make: (stage, name) => makeProduct(stage, { name, enabled: false }) },
    },
  },
  search: {
    resource: "profiles",
    fields: ["id", "login"],
    keyFields: ["id"],
    make: (stage, text) => makeProfile(stage, text),
    match: (text) => ({ login: login(text) }),
    several: {
      make: (stage, first, second) => makeProfile(stage, first, second),
      match: (first, second) => ({ login: login(first), language: second }),
    },
    repeats: true,
  },
  list: {
    resource: "products",
    fields: ["id", "sku", "name"],
    keyFields: ["id"],
    make: (stage, name) => makeProduct(stage, { name }),
    remove: ({ server }, [id]) => server.deleteProduct(Number(id)),
  },
  changes: [
    {
      resource: "orders",
      make: ({ server }, notes) => [String(server.placeOrder({ items: ITEMS, notes }).id)],
      change: ({ server }, [id], notes) => void server.editOrder(Number(id), { notes }),
      lateCommit: { milliseconds: 100_000 },
    },
    {
      resource: "products",
      make: (stage, name) => makeProduct(stage, { name }),
      change: ({ server }, [id], name) => void server.editProduct(Number(id), { name }),
      lateCommit: notOffered("the list is read whole, whatever the stamps are"),
    },
  ],
  lookup: {
    resource: "profiles",
    column: "login",
    result: "id",
    keyOf: login,
    make: (stage, text) => Number(makeProfile(stage, text)[0]),
    repeats: true,
    several: notOffered("the API finds profiles by their login alone"),
    callsForFifty: notOffered("the API finds one login a call: large tables are indexed by the runtime"),
  },
  create: {
    resource: "profiles",
    values: (_stage, text) => ({ login: login(text), language: "en" }),
    found: (text) => ({ login: login(text) }),
    expected: (text) => ({ login: login(text), language: "en" }),
    commits: ({ method, path }) => method === "POST" && path === "/api/profiles",
  },
  update: {
    resource: "products",
    make: (stage) => makeProduct(stage, { name: "Drill", price: 10.5, amount: 3 }),
    patch: { amount: 12, description: "with a case" },
    untouched: ["name", "price", "sku"],
    commits: ({ method }) => method === "PUT",
  },
  lines: {
    resource: "profiles",
    field: "addresses",
    lineKey: "id",
    fields: [],
    joins: ["addresses"],
    make: (stage, city) => {
      const lines = { addresses: { add: [{ identity: "1", values: address(city) }], change: [], remove: [] } };
      return stage.session.create({ resource: "profiles", values: { login: "a@b.c" }, lines, writeKey: "l" });
    },
    line: (_stage, city) => address(city),
    change: (city) => ({ city }),
    tells: ({ city }) => city,
    removes: notOffered("orders may point at an address"),
  },
  upsert: notOffered("X-Cart makes a new record of every POST"),
  operations: {},
  failures: {
    prepareRead: (stage) => {
      const key = makeProduct(stage, {});
      return () => stage.session.read({ resource: "products", key, fields: [], joins: [] });
    },
    prepareWrite: async (stage) => {
      const key = makeProduct(stage, {});
      await stage.session.identify();
      return () => stage.session.update({ resource: "products", key, values: { amount: 1 }, lines: {}, writeKey: "w" });
    },
    writes: ({ method }) => method === "PUT",
    answer: (kind, words) =>
      ({
        unauthorized: problem(401, "Unauthorized", words),
        forbidden: problem(403, "Forbidden", words),
        notFound: problem(404, "Not Found", words),
        conflict: problem(409, "Conflict", words),
        invalid: problem(422, "Unprocessable Entity", words),
        broken: problem(500, "An error occurred", words),
      })[kind],
    differs: { "404, or no such record": { because: "a record that is not there is an answer", readsNothing: true } },
  },
  webhook: {
    options: { webhookSecret: SECRET },
    sign: ({ seconds, text, isForged }) => {
      const key = Buffer.from((isForged ? OTHER_SECRET : SECRET).slice(6), "base64");
      const signature = createHmac("sha256", key).update(`evt_1.${seconds}.${text}`).digest("base64");
      const headers = {
        "webhook-id": "evt_1",
        "webhook-timestamp": String(seconds),
        "webhook-signature": `v1,${signature}`,
      };
      return { headers, body: new TextEncoder().encode(text) };
    },
    about: JSON.stringify({ event: "order.changed", data: { id: 5207 } }),
    resource: "orders",
    keys: [["5207"]],
    unknown: JSON.stringify({ event: "coupon.changed", data: { id: 5207 } }),
    unknownIs: "Invalid",
    coversBody: true,
    coversTime: true,
  },
  seats: notOffered("a shop counts no sign-ins"),
};

describeConnectorConformance(subject);
