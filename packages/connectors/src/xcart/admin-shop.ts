import type { ConnectorSettings } from "@xmap/contract";
import { optionalText, optionFailure } from "../shared/settings.ts";
import { createXCartApi } from "./api.ts";
import { CompanionModule, WRITE_TRACKING } from "./companion.ts";
import { diagnoseAdminShop } from "./diagnose.ts";
import { OrderChanges } from "./orders/order-changes.ts";
import { adminOrderLists } from "./orders/order-lists.ts";
import { readAddedProfiles } from "./resources/added-profiles.ts";
import { categories } from "./resources/categories.ts";
import { CategoryMembers, categoryProducts } from "./resources/category-members.ts";
import { orderParts, orders } from "./resources/orders.ts";
import { products, variants } from "./resources/products.ts";
import { addresses, profiles } from "./resources/profiles.ts";
import type { XCartResources } from "./resources/resource.ts";
import { shortList } from "./resources/small-lists.ts";
import { shopSchemas } from "./schema-document.ts";
import type { Shop } from "./shop.ts";

/** A shop with the Admin REST API of X-Cart 5.5 and 5.6. */
export function openAdminShop(settings: ConnectorSettings, overlapSeconds: number): Shop {
  const api = createXCartApi(settings);
  const companion = new CompanionModule(api, settings);
  const onlyAddedProfiles = isOnlyAdded(settings);
  const changes = new OrderChanges(adminOrderLists(api), overlapSeconds);
  const allOrders = orders(api, settings, companion);
  const allProfiles = profiles(api, settings);
  const allCategories = categories(api, settings);
  const members = categoryProducts(api, allCategories);
  const categoryMembers = new CategoryMembers(api, settings, { categories: allCategories, members });
  const allProducts = products(api, settings, categoryMembers);
  const resources: XCartResources = {
    orders: allOrders,
    payment_transactions: orderParts(api, allOrders, "payment_transactions"),
    order_history: orderParts(api, allOrders, "history"),
    products: allProducts,
    product_variants: variants(api, settings, allProducts),
    categories: allCategories,
    category_products: members,
    profiles: allProfiles,
    addresses: addresses(api, settings, allProfiles),
    memberships: shortList(api, "/api/memberships"),
    product_classes: shortList(api, "/api/product_classes"),
    tax_classes: shortList(api, "/api/tax_classes"),
  };
  return {
    address: api.address,
    resources,
    async probe() {
      // A page of no rows proves the key even while some order cannot be read.
      await api.list("/api/orders", [["itemsPerPage", "0"]]);
    },
    capabilities: async () => ((await companion.isThere()) ? [WRITE_TRACKING] : []),
    async readChanged(request) {
      if (request.resource === "orders") return changes.read(request);
      if (request.resource === "profiles" && onlyAddedProfiles)
        return readAddedProfiles(api, settings.system, overlapSeconds, request);
      return undefined;
    },
    diagnose: (asked) =>
      diagnoseAdminShop({ api, companion, resources, language: optionalText(settings, "language") }, asked),
    describeApi: (asked) => shopSchemas(api, settings, asked),
    close: () => api.close(),
  };
}

function isOnlyAdded(settings: ConnectorSettings): boolean {
  const choice = optionalText(settings, "profileChanges") ?? "scan";
  if (choice !== "scan" && choice !== "added") throw optionFailure(settings, "profileChanges", "must be scan or added");
  return choice === "added";
}
