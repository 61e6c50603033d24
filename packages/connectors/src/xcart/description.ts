import type { ConnectorDescription } from "@xmap/contract";
import { WRITE_TRACKING } from "./companion.ts";
import { CATEGORIES_DESCRIPTION } from "./resources/categories.ts";
import { CATEGORY_PRODUCTS_DESCRIPTION } from "./resources/category-members.ts";
import { HISTORY_DESCRIPTION, ORDERS_DESCRIPTION, TRANSACTIONS_DESCRIPTION } from "./resources/orders.ts";
import { PRODUCTS_DESCRIPTION, VARIANTS_DESCRIPTION } from "./resources/products.ts";
import { ADDRESSES_DESCRIPTION, PROFILES_DESCRIPTION } from "./resources/profiles.ts";
import {
  MEMBERSHIPS_DESCRIPTION,
  PRODUCT_CLASSES_DESCRIPTION,
  TAX_CLASSES_DESCRIPTION,
} from "./resources/small-lists.ts";

/** What the connector to X-Cart can do. */
export const XCART_DESCRIPTION: ConnectorDescription = {
  connector: "xcart",
  description: "X-Cart shops: the Admin REST API of 5.5 and 5.6, or the REST API add-on of 5.0 to 5.4.",
  options: {
    type: "object",
    additionalProperties: false,
    required: ["url", "key"],
    properties: {
      url: { type: "string", description: "The shop's address, without /api." },
      key: {
        type: "string",
        "x-xmap-secret": true,
        description: "Full key, or the read key where nothing is written.",
      },
      language: { type: "string", description: "Language of translated fields such as status names: en." },
      webhookSecret: {
        type: "string",
        "x-xmap-secret": true,
        description: "Secret of the companion module's webhooks; several, separated by spaces, while it is replaced.",
      },
      overlapSeconds: { type: "integer", minimum: 0, description: "How far each poll reaches back; 120 by default." },
      scanPages: {
        type: "integer",
        minimum: 1,
        description: "Pages that a poll reads of a list without a filter for changes; 10 by default.",
      },
      profileChanges: {
        type: "string",
        enum: ["scan", "added"],
        description: "How profiles are polled: scan finds every change and is usual, added finds new profiles only.",
      },
      api: {
        type: "string",
        enum: ["admin", "legacy"],
        description: "Which API the shop has: admin is that of 5.5 and 5.6, legacy the add-on; asked when not given.",
      },
    },
  },
  capabilities: [WRITE_TRACKING],
  resources: {
    orders: ORDERS_DESCRIPTION,
    payment_transactions: TRANSACTIONS_DESCRIPTION,
    order_history: HISTORY_DESCRIPTION,
    products: PRODUCTS_DESCRIPTION,
    product_variants: VARIANTS_DESCRIPTION,
    categories: CATEGORIES_DESCRIPTION,
    category_products: CATEGORY_PRODUCTS_DESCRIPTION,
    profiles: PROFILES_DESCRIPTION,
    addresses: ADDRESSES_DESCRIPTION,
    memberships: MEMBERSHIPS_DESCRIPTION,
    product_classes: PRODUCT_CLASSES_DESCRIPTION,
    tax_classes: TAX_CLASSES_DESCRIPTION,
  },
};
