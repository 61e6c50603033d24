import { type ConnectorSettings, type DataRecord, Failure, type LinePatch, type Value } from "@xmap/contract";
import { flattenFields } from "../../shared/field-paths.ts";
import { isJsonObject, type JsonObject } from "../../shared/json-shape.ts";
import { unsupported } from "../../shared/unsupported.ts";
import type { Query } from "../api.ts";
import { idOfRow } from "../resources/collection.ts";
import { readOnlyFailure } from "../resources/fields-to-write.ts";
import { idText, type Match, type XCartResource } from "../resources/resource.ts";
import { fromXCart } from "../values.ts";
import { type ReadPage, readSteadily } from "../windows.ts";
import type { LegacyApi, ModelFields } from "./legacy-http.ts";
import { ADDRESS, ORDER, readRow, TRANSACTION } from "./legacy-rows.ts";

type Readers = Parameters<typeof readRow>[0];

/** A model of the add-on: its path, the field of its own id, and how its rows are read. */
interface Model {
  readonly path: string;
  readonly idField: string;
  readonly readers: Readers;
  readonly isShown?: (row: JsonObject) => boolean;
  /** Fields that can be written, with their names in the model. */
  readonly writable?: Readonly<Record<string, string>>;
}

const LIST_ADVICE = "the add-on has no condition for it: give the lookup an index, which reads the whole list once";

/** Pages of a list under the names of the Admin REST API. The add-on lists everything unless it is given a limit. */
export function legacyPages(
  api: LegacyApi,
  { path, readers }: Pick<Model, "path" | "readers">,
  conditions: Query,
): ReadPage {
  return async (page, size) => {
    const limit: Query = [
      ["_cnd[limit][0]", String((page - 1) * size)],
      ["_cnd[limit][1]", String(size)],
    ];
    const { rows, serverTime } = await api.list(path, [...conditions, ...limit]);
    return { rows: rows.map((row) => readRow(readers, row)), serverTime };
  };
}

/** Sorts a list by a column of the model. */
export function sortedBy(column: string, direction: "asc" | "desc"): Query {
  return [
    ["_cnd[orderBy][0]", column],
    ["_cnd[orderBy][1]", direction],
  ];
}

/** A model as a resource: by id and as a list, and written where it has writable fields. */
export function legacyModel(api: LegacyApi, settings: ConnectorSettings, name: string, model: Model): XCartResource {
  const { path, idField, readers, isShown = () => true, writable = {} } = model;
  const read = async (id: string): Promise<DataRecord | undefined> => {
    const row = await api.item(`${path}/${id}`);
    return row !== undefined && isShown(row) ? fromXCart(readRow(readers, row)) : undefined;
  };
  const fieldsOf = (operation: string, values: DataRecord): ModelFields => {
    const given = flattenFields(values);
    const refused = given.map(([field]) => field).filter((field) => !Object.hasOwn(writable, field));
    if (refused.length > 0) throw readOnlyFailure(settings, operation, refused);
    return given.map(([field, value]) => [[writable[field] ?? field], formText(value)]);
  };
  const base: XCartResource = {
    keyFields: ["id"],
    searchAdvice: LIST_ADVICE,
    async read([id = ""], joins) {
      refuseJoins(settings, `read ${name}`, joins, []);
      return read(id);
    },
    find: (match) => findById(match, read),
    async list(cursor, limit) {
      const { rows, next } = await readSteadily(legacyPages(api, model, []), idOfRow, cursor, limit);
      return { records: rows.filter(isShown).map(fromXCart), next };
    },
  };
  if (Object.keys(writable).length === 0) return base;
  return {
    ...base,
    async create(values, lines) {
      const operation = `create ${name}`;
      refuseLines(settings, operation, lines);
      const row = await api.post(`${path}/0`, fieldsOf(operation, values));
      return [String(row[idField])];
    },
    async update([id = ""], values, lines) {
      const operation = `update ${name}`;
      refuseLines(settings, operation, lines);
      const fields = fieldsOf(operation, values);
      if ((await read(id)) === undefined) throw notThere(settings, operation, id);
      if (fields.length > 0) await api.put(`${path}/${id}`, fields);
    },
  };
}

/** Status ids of a new shop; those that orders show count more, for merchants may have added some. */
const STATUS_IDS: Readonly<Record<string, ReadonlyMap<string, number>>> = {
  payment_status: new Map(["Q", "A", "PP", "P", "D", "C", "R"].map((code, index) => [code, index + 1])),
  shipping_status: new Map(["N", "P", "S", "D", "WND", "R", "WFA", "NBA"].map((code, index) => [code, index + 1])),
};
const STATUS_MODELS: Readonly<Record<string, string>> = {
  "payment_status.code": "paymentStatus",
  "shipping_status.code": "shippingStatus",
};

/** Orders of the add-on, which takes tracking numbers itself: one by one, and none away. */
export function legacyOrders(api: LegacyApi, settings: ConnectorSettings): XCartResource {
  const model = { path: "order", idField: "order_id", readers: ORDER };
  const base = legacyModel(api, settings, "orders", model);
  const read = async (id: string, joins: readonly string[] = []): Promise<DataRecord | undefined> => {
    const row = await api.item(`order/${id}`);
    if (row === undefined) return undefined;
    refuseJoins(settings, "read orders", joins, ["payment_transactions"]);
    const order = readRow(ORDER, row);
    const addresses = await orderAddresses(api, order.order_profile_id);
    const parts = joins.includes("payment_transactions")
      ? { payment_transactions: rowsOf(row.payment_transactions, TRANSACTION) }
      : {};
    return fromXCart({ ...order, ...addresses, ...parts });
  };
  return {
    ...base,
    searchAdvice: "they are found by id, order_number and email",
    read: ([id = ""], joins) => read(id, joins),
    find(match) {
      if (match.has("id")) return findById(match, read);
      for (const [field, condition] of [
        ["order_number", "orderNumber"],
        ["email", "email"],
      ] as const) {
        const text = String(match.get(field) ?? "").trim();
        if (text !== "") return findOrders(api, [[`_cnd[${condition}]`, text]], read);
      }
      return undefined;
    },
    async update([id = ""], values, { tracking_numbers: tracking, ...lines }) {
      const operation = "update orders";
      refuseLines(settings, operation, lines);
      const codes = flattenFields(values);
      const refused = codes.map(([field]) => field).filter((field) => !Object.hasOwn(STATUS_MODELS, field));
      if (refused.length > 0) throw readOnlyFailure(settings, operation, refused);
      if (tracking !== undefined && tracking.change.length + tracking.remove.length > 0)
        throw readOnlyFailure(settings, `${operation}: change or remove tracking numbers`, ["tracking_numbers"]);
      const order = await api.item(`order/${id}`);
      if (order === undefined) throw notThere(settings, operation, id);
      const shown = readRow(ORDER, order);
      const fields = codes.map(([field, code]): ModelFields[number] => {
        const wanted = statusId(shown, field, code);
        if (wanted === undefined) throw unknownStatus(settings, field, code);
        return [[STATUS_MODELS[field] ?? field, "id"], String(wanted)];
      });
      if (tracking !== undefined) await addTracking(api, id, shown, tracking);
      if (fields.length > 0) await api.put(`order/${id}`, fields);
    },
  };
}

/** A list that comes with each record above: addresses of a profile, payment transactions of an order. */
export function legacyPart(
  api: LegacyApi,
  parents: XCartResource,
  part: { readonly parent: string; readonly parentField: string; readonly field: string; readonly readers: Readers },
): XCartResource {
  const below = async (id: string): Promise<DataRecord[]> => {
    const row = await api.item(`${part.parent}/${id}`);
    const rows = rowsOf(row?.[part.field], part.readers);
    return rows.map((found) => ({ [part.parentField]: Number(id), ...fromXCart(found) }));
  };
  return {
    keyFields: [part.parentField, "id"],
    searchAdvice: `give ${part.parentField}`,
    read: async ([parentId = "", id = ""]) => (await below(parentId)).find((record) => String(record.id) === id),
    find(match) {
      const parentId = match.get(part.parentField);
      if (parentId === undefined) return undefined;
      const id = idText(parentId);
      return id === undefined ? Promise.resolve([]) : below(id);
    },
    async list(cursor) {
      const above = await parents.list?.(cursor, 10);
      const records: DataRecord[] = [];
      for (const { id } of above?.records ?? []) records.push(...(await below(String(id))));
      return { records, next: above?.next };
    },
  };
}

/** Addresses are two levels below an order, where the add-on does not look; they are those of the order's own profile. */
async function orderAddresses(api: LegacyApi, profileId: unknown): Promise<JsonObject> {
  if (typeof profileId !== "number") return {};
  const profile = await api.item(`profile/${profileId}`);
  const addresses = rowsOf(profile?.addresses, ADDRESS);
  return {
    billing_address: addresses.find(({ is_billing: billing }) => isTrue(billing)) ?? null,
    shipping_address: addresses.find(({ is_shipping: shipping }) => isTrue(shipping)) ?? null,
  };
}

/** Lists hold no e-mail address and no status, so each order found is read by itself. */
async function findOrders(
  api: LegacyApi,
  conditions: Query,
  read: (id: string) => Promise<DataRecord | undefined>,
): Promise<readonly DataRecord[]> {
  const { rows } = await legacyPages(api, { path: "order", readers: ORDER }, conditions)(1, 100);
  const found: DataRecord[] = [];
  for (const { id } of rows) {
    const order = await read(String(id));
    if (order !== undefined) found.push(order);
  }
  return found;
}

/** The add-on only adds numbers, so what is there already is left out. */
async function addTracking(api: LegacyApi, id: string, order: JsonObject, { add }: LinePatch): Promise<void> {
  const shown = Array.isArray(order.tracking_numbers) ? order.tracking_numbers.filter(isJsonObject) : [];
  const known = new Set(shown.map(({ value }) => String(value)));
  for (const { values } of add) {
    const value = String(values.value ?? "").trim();
    if (value === "" || known.has(value)) continue;
    known.add(value);
    await api.post("ordertrackingnumber/0", [
      [["order", "order_id"], id],
      [["value"], value],
    ]);
  }
}

function statusId(order: JsonObject, field: string, code: Value): number | undefined {
  const [name = ""] = field.split(".");
  const shown = order[name];
  if (isJsonObject(shown) && shown.code === code && typeof shown.id === "number") return shown.id;
  return typeof code === "string" ? STATUS_IDS[name]?.get(code) : undefined;
}

function findById(
  match: Match,
  read: (id: string) => Promise<DataRecord | undefined>,
): Promise<readonly DataRecord[]> | undefined {
  if (!match.has("id")) return undefined;
  const id = idText(match.get("id"));
  if (id === undefined) return Promise.resolve([]);
  return read(id).then((record) => (record === undefined ? [] : [record]));
}

function rowsOf(value: unknown, readers: Readers): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject).map((row) => readRow(readers, row)) : [];
}

function isTrue(value: unknown): boolean {
  return value === true || value === 1 || value === "1";
}

function formText(value: Value): string {
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  return String(value ?? "");
}

function refuseLines(settings: ConnectorSettings, operation: string, lines: Readonly<Record<string, LinePatch>>): void {
  const names = Object.keys(lines);
  if (names.length > 0) throw readOnlyFailure(settings, operation, names);
}

/** A record without its parts would look like one that has none. */
function refuseJoins(
  settings: ConnectorSettings,
  operation: string,
  joins: readonly string[],
  known: readonly string[],
): void {
  const missing = joins.filter((join) => !known.includes(join));
  if (missing.length === 0) return;
  throw unsupported(settings, operation, `The add-on does not deliver ${missing.join(", ")} with a record`);
}

function notThere(settings: ConnectorSettings, operation: string, id: string): Failure {
  return new Failure({ class: "NotFound", system: settings.system, operation, message: `There is no record ${id}` });
}

function unknownStatus(settings: ConnectorSettings, field: string, code: Value): Failure {
  const message = `The connector does not know the number of the status ${String(code)}, and the add-on takes numbers only`;
  const fields = [{ path: field, message }];
  return new Failure({ class: "Invalid", system: settings.system, operation: "update orders", message, fields });
}
