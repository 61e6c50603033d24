import { type ConnectorSettings, type DataRecord, Failure, type ResourceDescription } from "@xmap/contract";
import { flattenFields } from "../../shared/field-paths.ts";
import type { JsonObject } from "../../shared/json-shape.ts";
import type { Query, XCartApi } from "../api.ts";
import type { CompanionModule } from "../companion.ts";
import { fromXCart, fromXCartEvent, fromXCartTransaction } from "../values.ts";
import { readSteadily } from "../windows.ts";
import { childCollection, idOfRow } from "./collection.ts";
import { readOnlyFailure } from "./fields-to-write.ts";
import { fits, idText, type Match, type XCartResource } from "./resource.ts";

/** The writable fields of the API itself with the paths behind them. */
const STATUS_PATHS: Readonly<Record<string, string>> = {
  "payment_status.code": "payment_status",
  "shipping_status.code": "shipping_status",
};

export const ORDERS_DESCRIPTION: ResourceDescription = {
  description: "Orders with items, addresses, surcharges, statuses and tracking numbers.",
  changes: "cursor",
  operations: {},
  writable: [...Object.keys(STATUS_PATHS), "tracking_numbers", "external_number"],
  writeEffects: {
    "payment_status.code": ["mailsCustomer", "movesStock"],
    "shipping_status.code": ["mailsCustomer"],
  },
  joins: ["payment_transactions", "history"],
};

const partOfOrder = (description: string): ResourceDescription => ({
  description,
  changes: "none",
  operations: {},
  writable: [],
  joins: [],
});
export const TRANSACTIONS_DESCRIPTION = partOfOrder(
  "Payment attempts of an order, by order_id and id; `status` holds the method's name, the outcome is in backend_transactions.",
);
export const HISTORY_DESCRIPTION = partOfOrder("What happened to an order, by order_id and id.");

const FILTERS: Readonly<Record<string, string>> = {
  email: "profile.login",
  "payment_status.code": "paymentStatus.code",
  "shipping_status.code": "shippingStatus.code",
};

/** Orders. The API creates none and writes the two statuses; the companion module writes more. */
export function orders(api: XCartApi, settings: ConnectorSettings, companion: CompanionModule): XCartResource {
  const read = async (id: string): Promise<DataRecord | undefined> => {
    const order = await readOrder(api, settings, id);
    return order === undefined ? undefined : fromXCart(order);
  };
  const base: Pick<XCartResource, "keyFields" | "read"> = {
    keyFields: ["id"],
    async read([id = ""], joins) {
      const order = await read(id);
      if (order === undefined) return undefined;
      const parts: Record<string, DataRecord[]> = {};
      if (joins.includes("payment_transactions"))
        parts.payment_transactions = (await api.all(`/api/orders/${id}/payment_transactions`)).map(
          fromXCartTransaction,
        );
      if (joins.includes("history")) parts.history = (await api.all(`/api/orders/${id}/history`)).map(fromXCartEvent);
      return { ...order, ...parts };
    },
  };
  return {
    ...base,
    searchAdvice: "they are found by id, order_number, email and the codes of the two statuses",
    find(match, limit) {
      const id = match.get("id");
      if (id !== undefined) return oneOf(idText(id), read);
      const number = match.get("order_number");
      const text = String(number ?? "").trim();
      if (number !== undefined && /^\w+$/.test(text)) return findByNumber(api, text);
      const filters = Object.entries(FILTERS).filter(([field]) => match.has(field));
      // The address of one order by its number takes letters, digits and underscores only.
      if (number !== undefined && text !== "" && filters.length === 0) return undefined;
      return filters.length === 0 ? undefined : findFiltered(api, match, limit);
    },
    async list(cursor, limit) {
      const { rows, next } = await readSteadily(api.pages("/api/orders"), idOfRow, cursor, limit);
      return { records: rows.map(fromXCart), next };
    },
    async update([id = ""], values, lines) {
      const { tracking_numbers: tracking, ...otherLines } = lines;
      const { external_number: external, tracking_numbers: whole, ...statuses } = values;
      const codes = flattenFields(statuses);
      const refused = [...codes.map(([field]) => field), ...Object.keys(otherLines)].filter(
        (field) => !Object.hasOwn(STATUS_PATHS, field),
      );
      if (refused.length > 0) throw readOnlyFailure(settings, "update orders", refused);
      if (external !== undefined || tracking !== undefined || whole !== undefined)
        await companion.expect("update orders");
      if (external !== undefined) await companion.writeExternalNumber(id, external);
      // The mail that a status sends tells the customer the tracking numbers, so these come first.
      if (whole !== undefined) await companion.setTracking(id, whole);
      if (tracking !== undefined) await companion.writeTracking(id, tracking);
      for (const [field, code] of codes) await api.put(`/api/orders/${id}/${STATUS_PATHS[field]}`, { code });
    },
  };
}

/** Payment transactions or history of orders, which the API lists below each order only. */
export function orderParts(
  api: XCartApi,
  parents: XCartResource,
  part: "payment_transactions" | "history",
): XCartResource {
  const path = (orderId: string): string => `/api/orders/${orderId}/${part}`;
  const fromRow = part === "history" ? fromXCartEvent : fromXCartTransaction;
  return childCollection(api, { parentField: "order_id", parents, path, hasItems: false, fromRow });
}

async function oneOf<Found>(
  id: string | undefined,
  read: (id: string) => Promise<Found | undefined>,
): Promise<readonly Found[]> {
  const found = id === undefined ? undefined : await read(id);
  return found === undefined ? [] : [found];
}

async function findByNumber(api: XCartApi, number: string): Promise<readonly DataRecord[]> {
  const order = await api.item(`/api/orders/by_number/${number}`);
  return order === undefined ? [] : [fromXCart(order)];
}

/** Reads on until enough rows fit exactly: the filter for e-mail addresses matches parts of them. */
async function findFiltered(api: XCartApi, match: Match, limit: number): Promise<readonly DataRecord[]> {
  const query: Query = Object.entries(FILTERS).flatMap(([field, name]) => {
    const value = match.get(field);
    return typeof value === "string" && value.trim() !== "" ? [[name, value.trim()] as const] : [];
  });
  if (query.length === 0) return [];
  const found: DataRecord[] = [];
  let cursor: string | undefined;
  do {
    const page = await readSteadily(api.pages("/api/orders", query), idOfRow, cursor, 100);
    found.push(...page.rows.map(fromXCart).filter((order) => fits(order, match)));
    cursor = page.next;
  } while (cursor !== undefined && found.length < limit);
  return found;
}

/**
 * An order with a deleted product answers 500 for good. When the shop answers for the order's status and still cannot show
 * the order itself, it is the order's own fault, which no repeat mends.
 */
async function readOrder(api: XCartApi, settings: ConnectorSettings, id: string): Promise<JsonObject | undefined> {
  const path = `/api/orders/${id}`;
  try {
    return await api.item(path);
  } catch (thrown) {
    if (!isServerFault(thrown) || !(await answers(api, `${path}/payment_status`))) throw thrown;
  }
  try {
    return await api.item(path);
  } catch (thrown) {
    if (!isServerFault(thrown)) throw thrown;
    const { message: words, status = 500 } = thrown.details;
    const message = `The shop cannot show order ${id} ("${words}"): most often a product in it was deleted`;
    const operation = `GET ${path}`;
    throw new Failure({ class: "Invalid", system: settings.system, operation, status, message, cause: thrown });
  }
}

async function answers(api: XCartApi, path: string): Promise<boolean> {
  try {
    return (await api.item(path)) !== undefined;
  } catch {
    return false;
  }
}

function isServerFault(thrown: unknown): thrown is Failure {
  return thrown instanceof Failure && thrown.details.status === 500;
}
