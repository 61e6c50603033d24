import type { ConnectorDescription, EntitySchema, OperationDescription } from "@xmap/contract";

/** The two systems, the tables and the channel of the reference's examples, as small as the examples allow. */

const TEXT: EntitySchema = { type: "string" };
const TEXT_OR_NULL: EntitySchema = { type: ["string", "null"] };
const PERSONAL: EntitySchema = { ...TEXT_OR_NULL, "x-xmap-personal": true };
const NUMBER: EntitySchema = { type: "number" };
const INTEGER: EntitySchema = { type: "integer" };
const BOOLEAN: EntitySchema = { type: "boolean" };
const INSTANT: EntitySchema = { type: "string", format: "date-time" };
const SEARCHABLE: EntitySchema = { type: "string", "x-xmap-searchable": true };
const KEY: EntitySchema = { type: "integer", readOnly: true, "x-xmap-searchable": true };

function oneOf(...values: readonly string[]): EntitySchema {
  return { type: "string", enum: values };
}

function referenceTo(resource: string): EntitySchema {
  return { type: ["integer", "null"], "x-xmap-reference": resource, "x-xmap-searchable": true };
}

/** A record that always has all of its fields; new ones need `needed`. */
function record(properties: Readonly<Record<string, EntitySchema>>, needed: readonly string[] = []): EntitySchema {
  const fields = Object.entries(properties).map(([name, schema]) => [
    name,
    needed.includes(name) ? schema : { ...schema, "x-xmap-defaulted": true },
  ]);
  return { type: "object", properties: Object.fromEntries(fields), required: Object.keys(properties) };
}

function listOf(items: EntitySchema): EntitySchema {
  return { type: "array", items };
}

const ADDRESS = record({
  id: INTEGER,
  is_billing: BOOLEAN,
  first_name: PERSONAL,
  last_name: PERSONAL,
  street: PERSONAL,
  city: TEXT_OR_NULL,
  country_code: TEXT_OR_NULL,
});

export const SCHEMAS: Readonly<Record<string, Readonly<Record<string, EntitySchema>>>> = {
  shop: {
    orders: record({
      id: KEY,
      number: SEARCHABLE,
      email: PERSONAL,
      status: oneOf("new", "paid", "refunded", "cancelled"),
      placed_at: INSTANT,
      paid: BOOLEAN,
      currency: TEXT,
      total: NUMBER,
      sub_total: NUMBER,
      tax: NUMBER,
      weight: { type: ["number", "null"] },
      note: TEXT_OR_NULL,
      gift: BOOLEAN,
      shipping_method: TEXT_OR_NULL,
      tags: listOf(TEXT),
      billing: ADDRESS,
      shipping: ADDRESS,
      items: listOf(record({ id: INTEGER, sku: TEXT, name: TEXT, amount: INTEGER, price: NUMBER, note: TEXT_OR_NULL })),
      fees: listOf(
        record({ type: oneOf("shipping", "discount"), label: TEXT_OR_NULL, value: NUMBER, included: BOOLEAN }),
      ),
      attempts: INTEGER,
      payments: listOf(record({ id: INTEGER, amount: NUMBER })),
    }),
    customers: record(
      {
        id: KEY,
        login: SEARCHABLE,
        language: oneOf("en", "de"),
        status: oneOf("E", "D"),
        staff: BOOLEAN,
        phone: TEXT_OR_NULL,
        addresses: listOf(ADDRESS),
      },
      ["login"],
    ),
    addresses: ADDRESS,
  },
  erp: {
    sales: record(
      {
        id: KEY,
        reference: SEARCHABLE,
        origin: TEXT_OR_NULL,
        state: { ...oneOf("draft", "sale", "done", "cancel"), readOnly: true },
        ordered_at: INSTANT,
        ordered_on: { type: "string", format: "date" },
        weight: { type: ["number", "null"] },
        priority: { type: ["string", "null"], enum: ["0", "1", null] },
        note: TEXT_OR_NULL,
        gift: BOOLEAN,
        total: { type: "number", readOnly: true, "x-xmap-money": "currency" },
        currency: TEXT,
        partner: referenceTo("partners"),
        recipient: referenceTo("partners"),
        delivery: record({ street: TEXT_OR_NULL, city: TEXT_OR_NULL }),
        tags: listOf(TEXT),
        lines: listOf(
          record({
            product: referenceTo("products"),
            text: TEXT,
            quantity: NUMBER,
            price: { type: "number", "x-xmap-decimal": 4 },
            taxes: listOf(INTEGER),
          }),
        ),
      },
      ["reference"],
    ),
    partners: record(
      {
        id: KEY,
        email: { type: ["string", "null"], "x-xmap-searchable": true },
        name: SEARCHABLE,
        kind: { ...oneOf("contact", "delivery"), "x-xmap-searchable": true },
        parent: referenceTo("partners"),
        street: TEXT_OR_NULL,
        city: TEXT_OR_NULL,
        phone: TEXT_OR_NULL,
        country: referenceTo("countries"),
        language: oneOf("en_US", "de_DE"),
        active: BOOLEAN,
      },
      ["name"],
    ),
    products: record({ id: KEY, code: SEARCHABLE, name: TEXT, free: NUMBER }),
    countries: record({ id: KEY, code: SEARCHABLE }),
    moves: record({ id: KEY, product: referenceTo("products"), sale: referenceTo("sales"), done: BOOLEAN }),
  },
  tables: {
    fees: record({ type: TEXT, sku: TEXT }),
  },
};

const OPTIONS = {
  shop: { url: TEXT, key: { ...TEXT, "x-xmap-secret": true }, language: TEXT },
  erp: { url: TEXT, database: TEXT, zone: TEXT, key: { ...TEXT, "x-xmap-secret": true } },
  tables: { folder: TEXT },
  fraud: { url: TEXT },
  team: { token: { ...TEXT, "x-xmap-secret": true } },
} as const;

function operation(description: string, properties: Readonly<Record<string, EntitySchema>> = {}): OperationDescription {
  return {
    description,
    idempotent: "findFirst",
    effects: [],
    reversible: false,
    doneWhen: "the state of the record says so",
    arguments: { type: "object", properties, required: Object.keys(properties) },
  };
}

const OPERATIONS: Readonly<Record<string, Readonly<Record<string, OperationDescription>>>> = {
  "erp/sales": {
    confirm: operation("Confirms the sale and reserves stock."),
    cancel: operation("Cancels the sale."),
    add_note: operation("Adds a note.", { text: TEXT }),
  },
};

function description(system: keyof typeof OPTIONS, connector: string): ConnectorDescription {
  const resources = Object.keys(SCHEMAS[system] ?? {}).map((name) => [
    name,
    {
      description: name,
      changes: "cursor" as const,
      operations: OPERATIONS[`${system}/${name}`] ?? {},
      joins: name === "orders" ? ["payments"] : [],
    },
  ]);
  return {
    connector,
    description: `The system ${system} of the examples.`,
    options: { type: "object", properties: OPTIONS[system] },
    notifies: system === "team",
    capabilities: system === "shop" ? ["tracking"] : [],
    resources: Object.fromEntries(resources),
  };
}

const FRAUD: ConnectorDescription = {
  ...description("fraud", "http"),
  invocations: {
    score: {
      description: "How likely it is that an order is a fraud.",
      idempotent: "natural",
      effects: [],
      arguments: {
        type: "object",
        required: ["order"],
        properties: { order: record({ number: TEXT, total: NUMBER }) },
      },
      answer: record({ score: NUMBER, advice: oneOf("accept", "review") }),
    },
    limit_of: {
      description: "How much may be sold to a country without a look at it.",
      idempotent: "natural",
      effects: [],
      arguments: { type: "object", required: ["country"], properties: { country: TEXT } },
      answer: NUMBER,
    },
    report: {
      description: "Reports a fraud.",
      idempotent: "findFirst",
      effects: [],
      arguments: { type: "object", required: ["number"], properties: { number: TEXT } },
      answer: record({ id: TEXT }),
    },
  },
};

export const DESCRIPTIONS: Readonly<Record<string, ConnectorDescription>> = {
  shop: description("shop", "xcart"),
  erp: description("erp", "odoo"),
  tables: description("tables", "csv"),
  fraud: FRAUD,
  team: description("team", "slack"),
};
