import type { ConnectorSettings } from "@xmap/contract";
import type { JsonObject } from "../../shared/json-shape.ts";
import { WRITE_TRACKING } from "../companion.ts";
import { diagnoseLegacyShop } from "../diagnose.ts";
import { OrderChanges } from "../orders/order-changes.ts";
import type { OrderLists } from "../orders/order-lists.ts";
import type { XCartResources } from "../resources/resource.ts";
import type { Shop } from "../shop.ts";
import type { ReadPage } from "../windows.ts";
import { createLegacyApi, type LegacyApi } from "./legacy-http.ts";
import { legacyModel, legacyOrders, legacyPages, legacyPart, sortedBy } from "./legacy-resources.ts";
import {
  ADDRESS,
  CATEGORY,
  MEMBERSHIP,
  ORDER,
  PRODUCT,
  PROFILE,
  readRow,
  TAX_CLASS,
  TRANSACTION,
} from "./legacy-rows.ts";

const PRODUCT_FIELDS: Readonly<Record<string, string>> = {
  sku: "sku",
  name: "name",
  description: "description",
  brief_description: "briefDescription",
  price: "price",
  enabled: "enabled",
  weight: "weight",
  amount: "amount",
  inventory_traceable: "inventoryEnabled",
};
const PROFILE_FIELDS: Readonly<Record<string, string>> = {
  login: "login",
  status: "status",
  status_comment: "statusComment",
  language: "language",
  referer: "referer",
};

/** Thrown when the add-on has not sorted by the last change. */
class NotSorted extends Error {}

/** A shop with the REST API add-on of X-Cart 5.0 to 5.4. */
export function openLegacyShop(settings: ConnectorSettings, overlapSeconds: number): Shop {
  const api = createLegacyApi(settings);
  const orders = legacyOrders(api, settings);
  const isShown = (row: JsonObject): boolean => Number(row.access_level ?? 0) === 0;
  const profile = { path: "profile", idField: "profile_id", readers: PROFILE, isShown, writable: PROFILE_FIELDS };
  const profiles = legacyModel(api, settings, "profiles", profile);
  const changes = new OrderChanges(legacyOrderLists(api), overlapSeconds, false);
  let sorts = true;
  const resources: XCartResources = {
    orders,
    payment_transactions: legacyPart(api, orders, {
      parent: "order",
      parentField: "order_id",
      field: "payment_transactions",
      readers: TRANSACTION,
    }),
    products: legacyModel(api, settings, "products", {
      path: "product",
      idField: "product_id",
      readers: PRODUCT,
      writable: PRODUCT_FIELDS,
    }),
    profiles,
    addresses: legacyPart(api, profiles, {
      parent: "profile",
      parentField: "profile_id",
      field: "addresses",
      readers: ADDRESS,
    }),
    categories: legacyModel(api, settings, "categories", {
      path: "category",
      idField: "category_id",
      readers: CATEGORY,
    }),
    memberships: legacyModel(api, settings, "memberships", {
      path: "membership",
      idField: "membership_id",
      readers: MEMBERSHIP,
    }),
    tax_classes: legacyModel(api, settings, "tax_classes", { path: "taxclass", idField: "id", readers: TAX_CLASS }),
  };
  return {
    address: api.address,
    resources,
    probe: () => probeLegacy(api),
    capabilities: async () => [WRITE_TRACKING],
    async readChanged(request) {
      if (request.resource !== "orders" || !sorts) return undefined;
      try {
        return await changes.read(request);
      } catch (thrown) {
        if (!(thrown instanceof NotSorted)) throw thrown;
        // Then the whole list is scanned like that of any other resource.
        sorts = false;
        return undefined;
      }
    },
    diagnose: (asked) => diagnoseLegacyShop({ api, resources }, asked),
    close: () => api.close(),
  };
}

/** Asks for one order: with a wrong key the add-on refuses the model. */
async function probeLegacy(api: LegacyApi): Promise<void> {
  await api.list("order", [
    ["_cnd[limit][0]", "0"],
    ["_cnd[limit][1]", "1"],
  ]);
}

function legacyOrderLists(api: LegacyApi): OrderLists {
  const model = { path: "order", readers: ORDER };
  return {
    byId: () => legacyPages(api, model, sortedBy("o.order_id", "asc")),
    byChange: () => checkedOrder(legacyPages(api, model, sortedBy("o.lastRenewDate", "desc"))),
    byCreation: () => legacyPages(api, model, sortedBy("o.date", "desc")),
    knowsChangeFilter: async () => false,
    hidesChanged: async () => false,
    async read(id) {
      const row = await api.item(`order/${id}`);
      return row === undefined ? undefined : readRow(ORDER, row);
    },
  };
}

/** An add-on that does not sort would hide changes in silence. */
function checkedOrder(read: ReadPage): ReadPage {
  return async (page, size) => {
    const answer = await read(page, size);
    const stamps = answer.rows.map((row) => String(row.update_date));
    if (stamps.some((stamp, index) => index > 0 && stamp > (stamps[index - 1] ?? ""))) throw new NotSorted();
    return answer;
  };
}
