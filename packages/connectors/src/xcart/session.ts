import { type ConnectorSession, type ConnectorSettings, type DataRecord, Failure, type Value } from "@xmap/contract";
import { flattenFields, valueAtPath } from "../shared/field-paths.ts";
import { scanChanges } from "../shared/scan-changes.ts";
import { optionFailure } from "../shared/settings.ts";
import { unsupported } from "../shared/unsupported.ts";
import { XCART_DESCRIPTION } from "./description.ts";
import { fits, type Match, type XCartResource } from "./resources/resource.ts";
import type { Shop } from "./shop.ts";
import { verifyXCartWebhook } from "./webhook.ts";
import { xcartWebhookSetup } from "./webhook-setup.ts";
import { whicheverShop } from "./whichever-shop.ts";

const STANDARD_SCAN_PAGES = 10;

/** A session with one shop. */
export function openXCartSession(settings: ConnectorSettings): ConnectorSession {
  const { shop, address, probe, close } = whicheverShop(settings);
  const pagesPerPoll = scanPages(settings);
  const refuse = (operation: string, message: string) => unsupported(settings, operation, message);

  function resourceOf(from: Shop, name: string, operation: string): XCartResource {
    const resource = Object.hasOwn(from.resources, name) ? from.resources[name] : undefined;
    if (resource === undefined) throw refuse(operation, `This shop's API has no ${name}`);
    return resource;
  }

  function checkedKey(resource: XCartResource, key: readonly string[], operation: string): readonly string[] {
    const { keyFields } = resource;
    if (key.length === keyFields.length && key.every((part) => /^\d{1,15}$/.test(part))) return key;
    const message = `A key of this resource is ${keyFields.map((field) => `a number for ${field}`).join(" and ")}`;
    throw new Failure({ class: "Invalid", system: settings.system, operation, message });
  }

  async function find(name: string, match: Match, limit: number, operation: string): Promise<readonly DataRecord[]> {
    const resource = resourceOf(await shop(), name, operation);
    const found = resource.find(match, limit);
    if (found !== undefined) return (await found).filter((record) => fits(record, match));
    const advice = resource.searchAdvice === undefined ? "" : `; ${resource.searchAdvice}`;
    throw refuse(operation, `X-Cart cannot search ${name} by ${[...match.keys()].join(", ")}${advice}`);
  }

  return {
    async identify() {
      await probe();
      return { fingerprint: `url=${address}`, label: address };
    },
    capabilities: async () => (await shop()).capabilities(),
    async read({ resource: name, key, joins }) {
      const operation = `read ${name}`;
      const resource = resourceOf(await shop(), name, operation);
      return resource.read(checkedKey(resource, key, operation), joins);
    },
    async search({ resource, match, limit }) {
      const found = await find(resource, new Map(flattenFields(match)), limit, `search ${resource}`);
      return found.slice(0, limit);
    },
    async list({ resource: name, joins, cursor, limit }) {
      const operation = `list ${name}`;
      const resource = resourceOf(await shop(), name, operation);
      if (resource.list === undefined) throw refuse(operation, `X-Cart's ${name} cannot be listed`);
      const page = await resource.list(cursor, limit);
      return joins.length === 0 ? page : { ...page, records: await withJoins(resource, page.records, joins) };
    },
    async readChanged(request) {
      const { resource: name } = request;
      const operation = `changes of ${name}`;
      const from = await shop();
      const byStamp = await from.readChanged(request);
      if (byStamp !== undefined) return byStamp;
      const { list, keyFields } = resourceOf(from, name, operation);
      const isScanned = XCART_DESCRIPTION.resources[name]?.changes !== "none";
      if (list === undefined || !isScanned)
        throw refuse(
          operation,
          `X-Cart does not tell which ${name} have changed, and they are too many to be read again`,
        );
      const keyOf = (record: DataRecord): string[] => keyFields.map((field) => String(record[field]));
      return scanChanges({ list, keyOf, pagesPerPoll }, request);
    },
    async lookup({ resource, columns, result, keys }) {
      const answers: Value[][] = [];
      for (const key of keys) {
        if (key.includes(null)) {
          answers.push([]);
          continue;
        }
        const match = new Map(columns.map((column, index): [string, Value] => [column, key[index] ?? null]));
        const found = await find(resource, match, Number.POSITIVE_INFINITY, `lookup ${resource}`);
        answers.push(found.map((record) => valueAtPath(record, result)));
      }
      return answers;
    },
    async create({ resource: name, values, lines }) {
      const operation = `create ${name}`;
      const resource = resourceOf(await shop(), name, operation);
      if (resource.create === undefined) throw refuse(operation, `X-Cart's API creates no ${name}`);
      return resource.create(values, lines);
    },
    async update({ resource: name, key, values, lines }) {
      const operation = `update ${name}`;
      const resource = resourceOf(await shop(), name, operation);
      if (resource.update === undefined) throw refuse(operation, `X-Cart's API does not change ${name}`);
      await resource.update(checkedKey(resource, key, operation), values, lines);
    },
    operationFields: (resource, operation) => {
      throw refuse(operation, `${resource} has no operation ${operation}`);
    },
    operationDone: ({ resource, operation }) => {
      throw refuse(operation, `${resource} has no operation ${operation}`);
    },
    operate: ({ resource, operation }) =>
      Promise.reject(refuse(operation, `${resource} has no operation ${operation}`)),
    diagnose: async (resources) => (await shop()).diagnose(resources),
    async schemaDocuments(resources) {
      const from = await shop();
      if (from.describeApi === undefined)
        throw refuse("schemas", "The REST API add-on of X-Cart 5.0 to 5.4 does not describe its records");
      return [await from.describeApi(resources)];
    },
    webhookSetup: (target, resources) => xcartWebhookSetup(target, resources),
    verifyWebhook: (request) => verifyXCartWebhook(settings, request),
    async close() {
      close();
    },
  };
}

function scanPages(settings: ConnectorSettings): number {
  const value = settings.options.scanPages;
  if (value === undefined || value === null) return STANDARD_SCAN_PAGES;
  if (typeof value === "number" && Number.isInteger(value) && value >= 1) return value;
  throw optionFailure(settings, "scanPages", "must be a whole number of pages, at least 1");
}

/** Records that are read at once for what the shop's lists leave out. */
const READS_AT_ONCE = 8;

/** The same records with what is joined, each by a read of its own; what is gone meanwhile is left out. */
async function withJoins(
  { keyFields, read }: XCartResource,
  records: readonly DataRecord[],
  joins: readonly string[],
): Promise<readonly DataRecord[]> {
  const joined: DataRecord[] = [];
  for (let start = 0; start < records.length; start += READS_AT_ONCE) {
    const some = records.slice(start, start + READS_AT_ONCE);
    const keys = some.map((record) => keyFields.map((field) => String(record[field])));
    const found = await Promise.all(keys.map((key) => read(key, joins)));
    joined.push(...found.filter((record) => record !== undefined));
  }
  return joined;
}
