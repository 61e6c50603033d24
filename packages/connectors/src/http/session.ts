import { type ConnectorSession, type ConnectorSettings, type DataRecord, Failure, type Value } from "@xmap/contract";
import { comparableKey, valueAtPath } from "../shared/field-paths.ts";
import type { JsonObject } from "../shared/json-shape.ts";
import { scanChanges } from "../shared/scan-changes.ts";
import { optionalSeconds } from "../shared/settings.ts";
import { unsupported } from "../shared/unsupported.ts";
import type { ApiOperation, ApiResource } from "./api.ts";
import { createApiClient } from "./api-client.ts";
import { readHttpChanges } from "./changes.ts";
import { deriveApi } from "./derive-api.ts";
import { atPointer, readApiDocument } from "./document.ts";
import { describeApi, resourceDocument } from "./documents.ts";
import { readPage, refuseList } from "./paging.ts";
import { isDone, RecordAccess } from "./records.ts";
import { asText, toRecord, toValue } from "./values.ts";

const STANDARD_OVERLAP_SECONDS = 60;
/** Pages that a poll reads of a list that does not tell what has changed. */
const SCAN_PAGES = 10;

/** A session with one API. */
export function openHttpSession(settings: ConnectorSettings): ConnectorSession {
  const api = deriveApi(readApiDocument(settings));
  const { document } = api;
  const client = createApiClient(api, settings);
  const records = new RecordAccess(client, api);
  const overlapSeconds = optionalSeconds(settings, "overlapSeconds", STANDARD_OVERLAP_SECONDS);
  const refuse = (operation: string, message: string) => unsupported(settings, operation, message);

  function resourceOf(name: string, operation: string): ApiResource {
    const resource = api.resources.get(name);
    if (resource !== undefined) return resource;
    throw refuse(operation, `The document has no resource ${name}; it has ${[...api.resources.keys()].join(", ")}`);
  }

  function operationOf(resource: string, name: string): ApiOperation {
    const operation = resourceOf(resource, name).operations.get(name);
    if (operation !== undefined && operation.doneWhen.size > 0) return operation;
    const message =
      operation === undefined
        ? `The document has no operation ${name} of ${resource}`
        : `Say in x-xmap of POST ${operation.path} by doneWhen when ${name} is done`;
    throw refuse(`${resource}.${name}`, message);
  }

  async function list(resource: ApiResource, cursor: string | undefined, limit: number) {
    if (!resource.lists) throw refuseList(client, resource);
    const { rows, next } = await readPage(client, resource, [], cursor, limit);
    return { records: rows.map((row) => toRecord(document, resource.schema, row)), next };
  }

  return {
    async identify() {
      const path = api.probe ?? [...api.resources.values()].find(({ lists }) => lists)?.path;
      if (path !== undefined)
        await probe(() => client.send({ method: "GET", path, operation: "identify", writes: false }));
      return { fingerprint: `url=${client.address}`, label: client.address };
    },
    capabilities: async () => [],
    read: async ({ resource, key }) => records.read(resourceOf(resource, `read ${resource}`), key),
    search: async ({ resource, match, limit }) =>
      records.search(resourceOf(resource, `search ${resource}`), match, limit),
    list: async ({ resource, cursor, limit }) => list(resourceOf(resource, `list ${resource}`), cursor, limit),
    async readChanged(request) {
      const resource = resourceOf(request.resource, `changes of ${request.resource}`);
      const keyOf = (record: JsonObject) => records.keyOf(resource, record);
      const { changes } = resource;
      if (changes !== undefined && resource.lists)
        return readHttpChanges({ client, document, resource, changes, overlapSeconds, keyOf }, request);
      const page = (cursor: string | undefined, limit: number) => list(resource, cursor, limit);
      return scanChanges({ list: page, keyOf, pagesPerPoll: SCAN_PAGES }, request);
    },
    async lookup({ resource: name, columns, result, keys }) {
      const resource = resourceOf(name, `lookup ${name}`);
      const asked = new Map(keys.filter((key) => !key.includes(null)).map((key) => [keyText(columns, key), key]));
      const isSearched = columns.some((column) => resource.search.has(column) || column === resource.key);
      const found = new Map<string, Value[]>();
      const take = (record: DataRecord) => {
        const text = keyText(
          columns,
          columns.map((column) => valueAtPath(record, column)),
        );
        if (asked.has(text)) found.set(text, [...(found.get(text) ?? []), valueAtPath(record, result)]);
      };
      if (!isSearched) for (const record of asked.size === 0 ? [] : await records.all(resource)) take(record);
      else {
        for (const key of asked.values()) {
          const match = Object.fromEntries(columns.map((column, index) => [column, key[index] ?? null]));
          for (const record of await records.search(resource, match, Number.POSITIVE_INFINITY)) take(record);
        }
      }
      return keys.map((key) => (key.includes(null) ? [] : (found.get(keyText(columns, key)) ?? [])));
    },
    create: async ({ resource, values, lines, writeKey }) =>
      records.create(resourceOf(resource, `create ${resource}`), values, lines, writeKey),
    update: async ({ resource, key, values, lines, writeKey }) =>
      records.update(resourceOf(resource, `update ${resource}`), key, values, lines, writeKey),
    operationFields: (resource, operation) => [...operationOf(resource, operation).doneWhen.keys()],
    operationDone: ({ resource, operation, record }) => isDone(operationOf(resource, operation).doneWhen, record),
    async operate({ resource: name, key, operation, arguments: json, writeKey }) {
      const resource = resourceOf(name, operation);
      const path = records.path(resource, key, operation, operationOf(name, operation).path);
      const header = resource.idempotencyHeader;
      const headers = header === undefined ? {} : { [header.toLowerCase()]: writeKey };
      await client.send({ method: "POST", path, json, headers, operation: `${name}.${operation}`, writes: true });
    },
    async invoke({ invocation: name, arguments: given, writeKey }) {
      const invocation = api.invocations.get(name);
      if (invocation === undefined) {
        const known = [...api.invocations.keys()].join(", ");
        throw refuse(name, `The document has no request ${name} that stands for itself; it has ${known}`);
      }
      const { method, path, idempotencyHeader: header } = invocation;
      const told = Object.entries(given).filter((entry): entry is [string, Value] => entry[1] !== undefined);
      const headers = header === undefined ? {} : { [header.toLowerCase()]: writeKey };
      const body =
        method === "GET" ? { query: told.map(([key, value]) => [key, asText(value)] as const) } : { json: given };
      const answer = await client.send({
        method,
        path,
        headers,
        ...body,
        operation: name,
        writes: !invocation.isNatural,
      });
      return toValue(document, invocation.answer, atPointer(answer.body, invocation.record));
    },
    schemaDocuments: async (resources) => {
      for (const name of resources) resourceOf(name, "pull");
      return [resourceDocument(api, resources)];
    },
    describe: async (resources) => {
      for (const name of resources) resourceOf(name, "pull");
      return describeApi(api, resources);
    },
    verifyWebhook: () => {
      throw refuse(
        "webhook",
        "The connector http takes no webhooks; declare a system of the connector webhook for them",
      );
    },
    async close() {
      client.close();
    },
  };
}

/** Any answer of the API itself shows that it is there; only who is not let in must know. */
async function probe(ask: () => Promise<unknown>): Promise<void> {
  try {
    await ask();
  } catch (thrown) {
    const kind = thrown instanceof Failure ? thrown.details.class : "Unknown";
    if (!["Forbidden", "NotFound", "Invalid", "SchemaDrift", "BusinessRule", "TooLarge"].includes(kind)) throw thrown;
  }
}

function keyText(columns: readonly string[], key: readonly Value[]): string {
  return columns.map((column, index) => comparableKey(column, key[index] ?? null)).join("\n");
}
