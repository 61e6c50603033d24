import type { ConnectorDescription, EntitySchema } from "@xmap/contract";
import type { ServiceHost } from "@xmap/language/service";

const BINDINGS_PER_FILE = 20;
const RULES_PER_BINDING = 20;
const RESOURCES = 50;
const FIELDS = 40;

/** A project made for measuring: the same for the same number of bindings. */
export interface GeneratedProject {
  readonly host: ServiceHost;
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly rules: number;
}

const TEXT: EntitySchema = { type: "string" };
const KINDS: readonly EntitySchema[] = [
  TEXT,
  { type: ["string", "null"] },
  { type: "number" },
  { type: "integer" },
  { type: "boolean" },
];

function record(properties: Readonly<Record<string, EntitySchema>>, ...required: readonly string[]): EntitySchema {
  return { type: "object", properties, required };
}

/** Forty fields by turns texts, numbers and flags, with an address and lines. */
function resourceSchema(side: "read" | "written"): EntitySchema {
  const fields = Array.from({ length: FIELDS }, (_, index) => [`field_${index}`, KINDS[index % KINDS.length] ?? TEXT]);
  const item = { id: { type: "integer" }, sku: TEXT, amount: { type: "number" } } as const;
  const properties: Record<string, EntitySchema> = {
    ...Object.fromEntries(fields),
    id: { type: "integer", readOnly: true, "x-xmap-searchable": true },
    code: { type: "string", "x-xmap-searchable": true },
    address: record({ street: TEXT, city: TEXT, country: TEXT }, "street", "city", "country"),
    items: { type: "array", items: record(item, ...(side === "read" ? Object.keys(item) : ["sku"])) },
  };
  return record(properties, ...(side === "read" ? Object.keys(properties) : ["code"]));
}

const READ = resourceSchema("read");
const WRITTEN = resourceSchema("written");
const NAMES = Array.from({ length: RESOURCES }, (_, index) => `resource_${index}`);
const DESCRIPTION: ConnectorDescription = {
  connector: "made",
  description: "A made system.",
  options: { type: "object", properties: {} },
  capabilities: [],
  resources: Object.fromEntries(
    NAMES.map((name) => [name, { description: name, changes: "cursor", operations: {}, joins: [] }]),
  ),
};

function systemsText(): string {
  const entities = NAMES.flatMap((name, index) => [
    `entity From${index} = left.${name} { key id }`,
    `entity Into${index} = right.${name} { key id }`,
  ]);
  const lookup = 'lookup CodeOf: Into0.code -> Into0.code { cache 1d, none -> hold "{$} is unknown" }';
  return ["xmap 1", "", "system left = made {}", "system right = made {}", "", ...entities, "", lookup, ""].join("\n");
}

/** Twenty rules: plain, reckoned, conditional, looked up and mapped ones, and lines. */
function bindingText(number: number): string {
  const resource = number % RESOURCES;
  const plain = [0, 1, 2, 3, 6, 8, 11].map((index) => `  field_${index} -> field_${index}`);
  return [
    `/** Binding ${number}. */`,
    `binding Binding${number}: From${resource} -> Into${resource} {`,
    "  let busy = items[amount > 0]",
    '  require $count(items) > 0 else reject "{code} has no items"',
    "  code -> code key",
    ...plain,
    '  field_10 & "-" & code -> field_10',
    "  $uppercase($trim(field_5)) -> field_5",
    "  field_7 * 2 + $sum([items.amount]) -> field_7",
    "  code -> field_15 via CodeOf",
    '  field_20 -> field_20 via { "a", "b" -> "first", "c" -> "second" } else "other"',
    '  field_4 ? field_0 : "none" -> field_25 when field_9',
    "  address.street -> address.street",
    "  address.city & ', ' & address.country -> address.city",
    "  field_30 -> field_30 once",
    "  $busy -> items each by id {",
    "    sku -> sku",
    "    amount -> amount",
    "  }",
    "}",
    "",
  ].join("\n");
}

/** A project of that many bindings with twenty rules each, in files of about 500 lines over made schemas. */
export function generateProject(bindings: number): GeneratedProject {
  const shared = { path: "systems.xmap", text: systemsText() };
  const files = Array.from({ length: Math.ceil(bindings / BINDINGS_PER_FILE) }, (_, file) => {
    const first = file * BINDINGS_PER_FILE;
    const numbers = Array.from({ length: Math.min(BINDINGS_PER_FILE, bindings - first) }, (_, index) => first + index);
    const resources = [...new Set(numbers.map((number) => number % RESOURCES))];
    const imported = ["CodeOf", ...resources.flatMap((resource) => [`From${resource}`, `Into${resource}`])];
    const head = `xmap 1\n\nimport { ${imported.join(", ")} } from "./systems.xmap"\n`;
    return { path: `bindings-${file}.xmap`, text: [head, ...numbers.map(bindingText)].join("\n") };
  });
  const all = new Map([shared, ...files].map(({ path, text }) => [path, text]));
  const host: ServiceHost = {
    listFiles: () => [...all.keys()],
    readFile: (path) => all.get(path),
    readSchema: (system, resource) => (NAMES.includes(resource) ? (system === "left" ? READ : WRITTEN) : undefined),
    listSchemas: () => NAMES,
    readDescription: () => DESCRIPTION,
  };
  return { host, files, rules: bindings * RULES_PER_BINDING };
}
