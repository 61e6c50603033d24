/** Where the shop's document tells of a resource; `{}` stands for every part of a path in braces. */
export interface ResourcePlace {
  /** Of one record, or of the list where the API has the list only. */
  readonly item: string;
  /** Where records are created. */
  readonly collection?: string;
  /** The field that the connector adds: the key of the record above. */
  readonly above?: string;
  /** Resources whose lists `with` joins, by the lists' names. */
  readonly joins?: Readonly<Record<string, string>>;
  readonly searchable: readonly string[];
  /** Fields that the API needs for a new record, and that the connector can make of others. */
  readonly made?: readonly string[];
}

const namedRows = (path: string): ResourcePlace => ({
  item: `/api/${path}/{}`,
  collection: `/api/${path}`,
  searchable: ["id", "name"],
});

/** Resources by their places in the document. */
export const RESOURCE_PLACES: Readonly<Record<string, ResourcePlace>> = {
  orders: {
    item: "/api/orders/{}",
    joins: { payment_transactions: "payment_transactions", history: "order_history" },
    searchable: ["id", "order_number", "email"],
  },
  payment_transactions: {
    item: "/api/orders/{}/payment_transactions",
    above: "order_id",
    searchable: ["order_id", "id"],
  },
  order_history: { item: "/api/orders/{}/history", above: "order_id", searchable: ["order_id", "id"] },
  products: {
    item: "/api/products/{}",
    collection: "/api/products",
    joins: { variants: "product_variants" },
    searchable: ["id", "sku"],
  },
  product_variants: {
    item: "/api/products/{}/variants/{}",
    collection: "/api/products/{}/variants",
    above: "product_id",
    searchable: ["product_id", "id", "sku"],
  },
  categories: { ...namedRows("categories"), searchable: ["id", "parent", "name", "path"], made: ["name"] },
  category_products: { item: "/api/categories/{}/products", above: "category_id", searchable: ["category_id", "id"] },
  profiles: {
    item: "/api/profiles/{}",
    collection: "/api/profiles",
    joins: { addresses: "addresses" },
    searchable: ["id", "login"],
  },
  // Without the profile above: addresses of orders have the same shape.
  addresses: {
    item: "/api/profiles/{}/addresses/{}",
    collection: "/api/profiles/{}/addresses",
    searchable: [],
  },
  memberships: namedRows("memberships"),
  product_classes: namedRows("product_classes"),
  tax_classes: namedRows("tax_classes"),
};

/** Fields that the connector adds to those of the document, by resource. */
export const ADDED_FIELDS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  orders: {
    external_number: {
      type: ["string", "null"],
      description: "The other system's number of the order, in shops with the companion module.",
    },
  },
  categories: {
    path: {
      type: "string",
      "x-xmap-defaulted": true,
      "x-xmap-searchable": true,
      description: 'The names from the top: "Tools / Drills".',
    },
  },
  products: {
    categories: {
      type: "array",
      description: "The categories that the product is in.",
      items: {
        type: "object",
        properties: { id: { type: "integer" }, path: { type: ["string", "null"], readOnly: true } },
        required: ["id", "path"],
      },
      "x-xmap-defaulted": true,
    },
  },
};

/** Fields of a person. */
export const PERSONAL_FIELDS: ReadonlySet<string> = new Set([
  "email",
  "login",
  "firstname",
  "lastname",
  "phone",
  "street",
  "zipcode",
  "city",
]);

/** Closed sets of values, by the end of a field's path that begins with the resource. */
const CHOICES: Readonly<Record<string, readonly (string | number)[]>> = {
  "profiles.status": ["E", "D"],
  "profiles.access_level": [0, 100],
  "surcharges.type": ["tax", "discount", "shipping", "handling"],
};

/** The closed set that a field is of; undefined where it takes anything. */
export function choicesOf(path: string): readonly (string | number)[] | undefined {
  return Object.entries(CHOICES).find(([end]) => endsWith(path, end))?.[1];
}

/** Free-form data that the connector leaves out: parts of card numbers, addresses of computers. */
export const LEFT_OUT: ReadonlySet<string> = new Set(["data", "details", "ip"]);
export const ROWS_WITH_FREE_DATA: ReadonlySet<string> = new Set([
  "payment_transactions",
  "backend_transactions",
  "order_history",
  "history",
]);

const ALWAYS_FILLED = [
  "orders.order_number",
  "currency",
  "items.name",
  "surcharges.code",
  "payment_status.code",
  "shipping_status.code",
  "custom_fields.name",
  "tracking_numbers.value",
  "payment_transactions.type",
  "backend_transactions.type",
  "backend_transactions.status",
  "products.sku",
  "products.name",
  "product_class.name",
  "tax_class.name",
  "memberships.name",
  "images.url",
  "profiles.login",
  "categories.name",
  "product_classes.name",
  "tax_classes.name",
];

/** False for texts that can be empty, which the connector reads as null. The path begins with the resource. */
export function isAlwaysFilled(path: string): boolean {
  return ALWAYS_FILLED.some((end) => endsWith(path, end));
}

function endsWith(path: string, end: string): boolean {
  return path === end || path.endsWith(`.${end}`);
}
