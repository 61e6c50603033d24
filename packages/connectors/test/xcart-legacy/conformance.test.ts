import { startXCartSandbox, type XCartSandbox } from "@xmap/sandbox/xcart";
import { type ConnectorSubject, describeConnectorConformance, notOffered, type Stage } from "@xmap/testing/connector";
import { xcartConnector } from "../../src/xcart/connector.ts";

const KEY = "all-key-of-the-shop";
const ITEMS = [{ sku: "BASE", amount: 2, item_net_price: 9.5 }];
type Shop = Stage<XCartSandbox>;

const makeProduct = ({ server }: Shop, fields: object): string[] => [
  String(server.addProduct({ sku: `P${server.products().length}`, ...fields }).id),
];
const placeOrder = ({ server }: Shop, fields: object): string[] => [
  String(server.placeOrder({ items: ITEMS, ...fields }).id),
];
const email = (text: string): string => `${text.toLowerCase()}@example.com`;
/** An error of the add-on: no body, and the words of a 400 in a header. */
const refusal = (status: number, words = "") => ({
  status,
  headers: { "content-type": "application/json", ...(words === "" ? {} : { "x-rest-error": words }) },
});

const subject: ConnectorSubject<XCartSandbox> = {
  name: "xcart to the REST API add-on",
  connector: xcartConnector,
  start: (clock) =>
    startXCartSandbox({ now: () => new Date(clock.now()), keys: { read: "read-key", all: KEY }, variant: "5.4" }),
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
      bigNumber: notOffered("no number of the add-on has more than 32 bits"),
      emptyText: { field: "description", make: (stage) => makeProduct(stage, { description: "" }) },
      emptyList: notOffered("products of the add-on have no lists"),
      instant: notOffered("the add-on's products tell no dates"),
      archived: { field: "name", make: (stage, name) => makeProduct(stage, { name, enabled: false }) },
    },
  },
  search: {
    resource: "orders",
    fields: ["id", "email"],
    keyFields: ["id"],
    make: (stage, text) => placeOrder(stage, { email: email(text) }),
    match: (text) => ({ email: email(text) }),
    several: {
      make: (stage, first, notes) => placeOrder(stage, { email: email(first), notes }),
      match: (first, notes) => ({ email: email(first), notes }),
    },
    repeats: true,
  },
  list: {
    resource: "products",
    fields: ["id", "sku"],
    keyFields: ["id"],
    make: (stage, name) => makeProduct(stage, { name }),
    remove: ({ server }, [id]) => server.deleteProduct(Number(id)),
  },
  changes: [
    {
      resource: "orders",
      make: (stage, notes) => placeOrder(stage, { notes }),
      change: ({ server }, [id], notes) => void server.editOrder(Number(id), { notes }),
      lateCommit: { milliseconds: 100_000 },
    },
    {
      resource: "products",
      make: (stage, name) => makeProduct(stage, { name }),
      change: ({ server }, [id], name) => void server.editProduct(Number(id), { amount: name.length }),
      lateCommit: notOffered("the list is read whole, whatever the stamps are"),
    },
  ],
  lookup: {
    resource: "orders",
    column: "email",
    result: "id",
    keyOf: email,
    make: (stage, text) => Number(placeOrder(stage, { email: email(text) })[0]),
    repeats: true,
    several: {
      columns: ["email", "notes"],
      make: (stage, first, notes) => Number(placeOrder(stage, { email: first, notes })[0]),
    },
    callsForFifty: notOffered("the add-on finds one value a call: large tables are indexed by the runtime"),
  },
  create: {
    resource: "products",
    values: (_stage, text) => ({ sku: text, name: "Drill", amount: 3 }),
    found: { count: ({ server }, text) => server.products().filter(({ sku }) => sku === text).length },
    expected: (text) => ({ sku: text, name: "Drill", amount: 3 }),
    commits: ({ method }) => method === "POST",
  },
  update: {
    resource: "products",
    make: (stage) => makeProduct(stage, { name: "Drill", price: 10.5, amount: 3 }),
    patch: { amount: 12 },
    untouched: ["name", "price", "sku"],
    commits: ({ method }) => method === "PUT",
  },
  lines: notOffered("the add-on adds tracking numbers and neither changes nor removes them"),
  upsert: notOffered("the add-on makes a new record of every POST"),
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
        unauthorized: refusal(403),
        forbidden: notOffered("the add-on tells a wrong key and missing rights alike"),
        notFound: notOffered("the add-on answers null for a record that is not there"),
        conflict: notOffered("the add-on knows no versions"),
        invalid: refusal(400, words),
        broken: { status: 500, headers: { "content-type": "text/html" }, body: `<h1>${words}</h1>` },
      })[kind],
    differs: {
      "a connection that is refused": {
        because: "it looks whether the record is there, and then writes",
      },
    },
  },
  webhook: notOffered("the add-on sends none"),
  seats: notOffered("a shop counts no sign-ins"),
};

describeConnectorConformance(subject);
