import { readFileSync } from "node:fs";
import type { ConnectorDescription, EntitySchema, OperationDescription } from "@xmap/contract";
import type { ProjectHost } from "../../src/host.ts";
import { fixtureDescription, fixtureResources, fixtureSchema } from "../fixtures/schemas.ts";

const text: EntitySchema = { type: "string" };
const note: EntitySchema = { type: ["string", "null"] };
const integer: EntitySchema = { type: "integer" };
const flag: EntitySchema = { type: "boolean" };
const key: EntitySchema = { ...integer, readOnly: true };
const searchable = { "x-xmap-searchable": true } as const;

function record(properties: Record<string, EntitySchema>, optional: readonly string[] = []): EntitySchema {
  return { type: "object", properties, required: Object.keys(properties).filter((name) => !optional.includes(name)) };
}

/** Fields that the system fills in when they are not given. */
function defaulted(properties: Record<string, EntitySchema>): Record<string, EntitySchema> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, { ...schema, "x-xmap-defaulted": true }]),
  );
}

const profile = record({
  id: key,
  login: { ...text, ...searchable },
  ...defaulted({
    phone: note,
    birthday: { type: ["string", "null"], format: "date", "x-xmap-personal": true },
    language: { type: "string", enum: ["en", "de"] },
    status: { type: "string", enum: ["E", "D"] },
    nickname: { type: ["string", "null"], maxLength: 64 },
    extra: {},
    addresses: {
      type: "array",
      items: record({ id: integer, is_billing: flag, street: note, city: note, country: note, visits: integer }),
    },
  }),
});

const invoice = record(
  {
    id: key,
    number: { ...text, maxLength: 10, pattern: "^INV-[0-9]+$", ...searchable },
    state: { type: "string", enum: ["draft", "posted", "paid"], "x-xmap-defaulted": true },
    sent: flag,
    attempts: integer,
    printed: { type: "string", format: "date-time" },
    contact: { ...text, maxLength: 40 },
    short: { ...text, maxLength: 4 },
    address: record({ street: note, city: note }, ["street", "city"]),
    own_address: flag,
    discount: { type: "number", "x-xmap-decimal": 2 },
    lines: {
      type: "array",
      items: record({ sku: text, price: { type: "number" }, own_price: flag }, ["price", "own_price"]),
    },
  },
  ["sent", "attempts", "printed", "contact", "short", "address", "own_address", "discount", "lines"],
);

const stock = record({
  warehouse: { ...text, ...searchable },
  item: { ...text, ...searchable },
  quantity: { type: "number" },
  order_id: integer,
});

const SCHEMAS: Readonly<Record<string, EntitySchema>> = {
  "shop/profile": profile,
  "erp/invoice": invoice,
  "depot/stock": stock,
  "depot/tariff": record({ id: key, price: { type: "number" }, order_id: integer }),
  "depot/parcel": record({ id: key, code: { ...text, ...searchable }, day: { type: "string", format: "date" } }, [
    "day",
  ]),
};

function operation(members: Partial<OperationDescription>): OperationDescription {
  const nothing = { type: "object", properties: {} } as const;
  return {
    description: "An operation.",
    idempotent: "findFirst",
    effects: [],
    reversible: false,
    doneWhen: "",
    arguments: nothing,
    ...members,
  };
}

const invoices: ConnectorDescription["resources"] = {
  invoice: {
    description: "Invoices.",
    changes: "cursor",
    operations: {
      send: operation({ effects: ["mailsCustomer"], doneWhen: "sent is true" }),
      renumber: operation({}),
      recompute: operation({ idempotent: "natural" }),
    },
    writeEffects: { sent: ["mailsCustomer"] },
    overriddenUnless: { address: "own_address", "lines.price": "lines.own_price" },
    joins: [],
  },
};

const depot: ConnectorDescription = {
  connector: "depot",
  description: "A store house.",
  options: record({ url: text, token: text, label: text, zone: text }, ["token", "label", "zone"]),
  capabilities: [],
  resources: {
    stock: { description: "Stock.", changes: "fullScan", operations: {}, joins: [] },
    tariff: { description: "Tariffs.", changes: "none", operations: {}, joins: [] },
    parcel: { description: "Parcels.", changes: "cursor", operations: {}, joins: [] },
  },
};

function descriptionOf(system: string): ConnectorDescription | undefined {
  if (system === "depot") return depot;
  if (system === "lager") return fixtureDescription("erp");
  const known = fixtureDescription(system);
  if (system !== "erp" || known === undefined) return known;
  return { ...known, resources: { ...known.resources, ...invoices } };
}

function resourcesOf(system: string): readonly string[] {
  const own = Object.keys(SCHEMAS).filter((name) => name.startsWith(`${system}/`));
  return [...fixtureResources(system), ...own.map((name) => name.slice(system.length + 1))];
}

/** What the cases import from: systems, entities and a few lookups and bindings. */
export const SYSTEMS = readFileSync(new URL("./project/systems.xmap", import.meta.url), "utf8");

function schemaOf(system: string, resource: string): EntitySchema | undefined {
  const name = `${system}/${resource}`;
  return Object.hasOwn(SCHEMAS, name) ? SCHEMAS[name] : fixtureSchema(name);
}

/** A project of the given files beside `systems.xmap`: a shop, a ledger, a store house and a chat. */
export function worldOf(files: ReadonlyMap<string, string>): ProjectHost {
  return {
    readFile: (path) => files.get(path) ?? (path === "systems.xmap" ? SYSTEMS : undefined),
    readSchema: (system, resource) => schemaOf(system === "lager" ? "erp" : system, resource),
    listSchemas: resourcesOf,
    readDescription: descriptionOf,
  };
}
