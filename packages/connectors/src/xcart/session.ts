import type { ConnectorSession, ConnectorSettings, DataRecord, Value } from "@xmap/contract";
import { Failure } from "@xmap/contract";
import { flattenFields, valueAtPath } from "../shared/field-paths.ts";
import { optionalSeconds } from "../shared/settings.ts";
import { unsupported } from "../shared/unsupported.ts";
import { createXCartApi, type XCartApi } from "./api.ts";
import { OrderChanges } from "./changes.ts";
import { pageSizeFor, readOrderPage } from "./order-pages.ts";
import { fromXCart, fromXCartTransaction } from "./values.ts";
import { verifyXCartWebhook } from "./webhook.ts";

const STANDARD_OVERLAP_SECONDS = 120;

/** The writable fields with the paths behind them. */
const STATUS_PATHS: Readonly<Record<string, string>> = {
  "payment_status.code": "payment_status",
  "shipping_status.code": "shipping_status",
};

/** A session with one shop. */
export function openXCartSession(settings: ConnectorSettings): ConnectorSession {
  const api = createXCartApi(settings);
  const changes = new OrderChanges(api, optionalSeconds(settings, "overlapSeconds", STANDARD_OVERLAP_SECONDS));
  const refuse = (operation: string, message: string) => unsupported(settings, operation, message);

  function orderPath(resource: string, key: readonly string[], operation: string): string {
    if (resource !== "orders") throw refuse(operation, `X-Cart's ${resource} cannot be reached`);
    const [id] = key;
    if (key.length !== 1 || id === undefined || !/^\d{1,15}$/.test(id))
      throw new Failure({
        class: "Invalid",
        system: settings.system,
        operation,
        message: "An order's key is one number",
      });
    return `/api/orders/${id}`;
  }

  return {
    async identify() {
      // A page of no rows proves the key even while some order cannot be read.
      await api.list("/api/orders", [["itemsPerPage", "0"]]);
      return { fingerprint: `url=${api.address}`, label: api.address };
    },
    capabilities: async () => [],
    async read(request) {
      const path = orderPath(request.resource, request.key, `read ${request.resource}`);
      const order = await api.item(path);
      if (order === undefined) return undefined;
      if (!request.joins.includes("payment_transactions")) return fromXCart(order);
      const { rows } = await api.list(`${path}/payment_transactions`, [["itemsPerPage", "100"]]);
      return { ...fromXCart(order), payment_transactions: rows.map(fromXCartTransaction) };
    },
    async search(request) {
      const match = flattenFields(request.match);
      const found = await findOrders(api, request.resource, match, (message) => refuse("search orders", message));
      return found
        .filter((order) => match.every(([path, value]) => sameKey(valueAtPath(order, path), value)))
        .slice(0, request.limit);
    },
    async list({ resource, joins, cursor, limit }) {
      if (resource !== "orders") throw refuse("list", `X-Cart's ${resource} cannot be listed`);
      if (joins.length > 0) throw refuse("list", `X-Cart lists orders without their ${joins.join(", ")}`);
      const number = cursor === undefined ? 1 : Number(cursor);
      const { rows, full } = await readOrderPage(api, number, pageSizeFor(limit), []);
      return { records: rows.map(fromXCart), next: full ? String(number + 1) : undefined };
    },
    readChanged(request) {
      if (request.resource !== "orders")
        return Promise.reject(refuse("readChanged", `X-Cart does not tell which ${request.resource} have changed`));
      return changes.read(request);
    },
    async lookup(request) {
      const answers: Value[][] = [];
      for (const key of request.keys) {
        const match = request.columns.map((column, index): [string, Value] => [column, key[index] ?? null]);
        const found = await findOrders(api, request.resource, match, (message) => refuse("lookup orders", message));
        const fitting = found.filter((order) =>
          match.every(([path, value]) => sameKey(valueAtPath(order, path), value)),
        );
        answers.push(fitting.map((order) => valueAtPath(order, request.result)));
      }
      return answers;
    },
    create: (request) => Promise.reject(refuse("create", `X-Cart's API creates no ${request.resource}`)),
    async update(request) {
      const path = orderPath(request.resource, request.key, `update ${request.resource}`);
      const changesOfFields = [
        ...flattenFields(request.values),
        ...Object.keys(request.lines).map((name) => [name, null]),
      ];
      const refused = changesOfFields.flatMap(([field]) =>
        typeof field === "string" && Object.hasOwn(STATUS_PATHS, field) ? [] : [String(field)],
      );
      if (refused.length > 0) throw readOnlyFailure(settings, refused);
      for (const [field, code] of flattenFields(request.values))
        await api.put(`${path}/${STATUS_PATHS[field]}`, { code });
    },
    operationFields: (resource, operation) => {
      throw refuse(operation, `${resource} has no operation ${operation}`);
    },
    operationDone: ({ resource, operation }) => {
      throw refuse(operation, `${resource} has no operation ${operation}`);
    },
    operate: ({ resource, operation }) =>
      Promise.reject(refuse(operation, `${resource} has no operation ${operation}`)),
    verifyWebhook: (request) => verifyXCartWebhook(settings, request),
    async close() {
      api.close();
    },
  };
}

/** The API finds single orders by id or number only. */
async function findOrders(
  api: XCartApi,
  resource: string,
  match: readonly (readonly [string, Value])[],
  refuse: (message: string) => Failure,
): Promise<DataRecord[]> {
  const wanted = new Map(match);
  const id = wanted.get("id");
  const number = wanted.get("order_number");
  if (resource !== "orders" || (id === undefined && number === undefined))
    throw refuse(`X-Cart cannot search ${resource} by ${match.map(([path]) => path).join(", ")}`);
  const text = String(id ?? number ?? "").trim();
  if (!(id === undefined ? /^\w+$/ : /^\d+$/).test(text)) return [];
  const order = await api.item(id === undefined ? `/api/orders/by_number/${text}` : `/api/orders/${text}`);
  return order === undefined ? [] : [fromXCart(order)];
}

function sameKey(found: Value, wanted: Value): boolean {
  return String(found).trim() === String(wanted).trim();
}

function readOnlyFailure(settings: ConnectorSettings, fields: readonly string[]): Failure {
  return new Failure({
    class: "Invalid",
    system: settings.system,
    operation: "update orders",
    message: `X-Cart's API cannot write ${fields.join(", ")}`,
    fields: fields.map((path) => ({ path, rule: "readOnly", message: "cannot be written" })),
  });
}
