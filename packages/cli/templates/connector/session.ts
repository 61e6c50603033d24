import {
  changesByStamp,
  createHttpClient,
  flattenFields,
  type HttpAnswer,
  type HttpRequest,
  isJsonObject,
  limitedSession,
  lookupBySearch,
  optionalSeconds,
  requiredAddress,
  requiredText,
  textMember,
  unsupported,
} from "@xmap/connectors/sdk";
import { type ConnectorSession, type ConnectorSettings, type DataRecord, Failure } from "@xmap/contract";
import { failureOf } from "./errors.ts";
import { type ItemOperation, OPERATIONS } from "./operations.ts";
import { schemaDocuments } from "./schemas.ts";
import { fromRow } from "./values.ts";
import { verifyWebhook } from "./webhook.ts";

const USUAL_OVERLAP_SECONDS = 300;
const SEARCHABLE: ReadonlySet<string> = new Set(["sku", "name"]);

/** A session with one installation. Retries, pauses and rates are the runtime's: every call here is made once. */
export function openSession(settings: ConnectorSettings): ConnectorSession {
  const address = requiredAddress(settings, "url");
  const key = requiredText(settings, "key");
  const overlapSeconds = optionalSeconds(settings, "overlapSeconds", USUAL_OVERLAP_SECONDS);
  const client = createHttpClient({
    ...settings,
    baseAddress: address,
    headers: { authorization: `Bearer ${key}` },
    secrets: [key],
  });

  async function send(request: HttpRequest): Promise<HttpAnswer> {
    const answer = await client.send(request);
    const failure = failureOf(answer);
    if (failure !== undefined) throw failure;
    return answer;
  }

  /** The list of items, with the system's own time. */
  async function list(query: HttpRequest["query"] & object) {
    const { body, serverTime } = await send({ method: "GET", path: "/api/items", query, writes: false });
    const rows = isJsonObject(body) && Array.isArray(body.items) ? body.items.filter(isJsonObject) : [];
    return { records: rows.map(fromRow), serverTime };
  }

  async function read(id: string): Promise<DataRecord | undefined> {
    try {
      const { body } = await send({ method: "GET", path: `/api/items/${encodeURIComponent(id)}`, writes: false });
      return isJsonObject(body) ? fromRow(body) : undefined;
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.details.class === "NotFound") return undefined;
      throw thrown;
    }
  }

  function checkResource(resource: string, operation: string): void {
    if (resource !== "items") throw unsupported(settings, operation, `There is no ${resource}; there are items`);
  }

  function operationOf(resource: string, name: string): ItemOperation {
    checkResource(resource, name);
    const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
    if (operation === undefined) throw unsupported(settings, name, `Items have no operation ${name}`);
    return operation;
  }

  const search: ConnectorSession["search"] = async ({ resource, match, limit }) => {
    checkResource(resource, "search");
    const fields = flattenFields(match);
    const unknown = fields.filter(([path]) => !SEARCHABLE.has(path)).map(([path]) => path);
    if (unknown.length > 0) throw unsupported(settings, "search", `Items are not found by ${unknown.join(", ")}`);
    const query = fields.map(([path, value]) => [path, String(value ?? "")] as const);
    return (await list([...query, ["limit", String(limit)]])).records;
  };

  return limitedSession(settings, {
    async identify() {
      const { body } = await send({ method: "GET", path: "/api/about", writes: false });
      const installation = textMember(body, "installation");
      if (installation === undefined) throw unsupported(settings, "identify", "The system does not say which it is");
      return { fingerprint: `installation=${installation}`, label: address };
    },
    async read({ resource, key: [id = ""] }) {
      checkResource(resource, "read");
      return read(id);
    },
    search,
    lookup: async (request) => lookupBySearch(search, request),
    async list({ resource, cursor, limit }) {
      checkResource(resource, "list");
      const query = [["limit", String(limit)], ...(cursor === undefined ? [] : [["after_id", cursor]])] as const;
      const { records } = await list(query.map(([name = "", value = ""]) => [name, value]));
      const last = records.at(-1)?.id;
      return { records, next: records.length < limit || last === undefined ? undefined : String(last) };
    },
    async readChanged(request) {
      checkResource(request.resource, "changes");
      const { resource: _resource, ...others } = request;
      return changesByStamp(
        {
          overlapSeconds,
          async read({ from, after, limit }) {
            const place =
              after === undefined
                ? []
                : [
                    ["after_stamp", after.stamp],
                    ["after_id", after.key[0] ?? ""],
                  ];
            const since = [
              ["changed_from", from ?? "1970-01-01T00:00:00Z"],
              ["limit", String(limit)],
            ];
            const query = [...since, ...place].map(([name = "", value = ""]) => [name, value] as const);
            const { records, serverTime } = await list(query);
            const stamped = records.map((record) => ({
              key: [String(record.id)],
              stamp: String(record.changed_at),
              record,
            }));
            return { records: stamped, serverTime };
          },
        },
        { ...others, resource: request.resource },
      );
    },
    async create({ resource, values, writeKey }) {
      checkResource(resource, "create");
      const json = { ...values, write_key: writeKey };
      const { body } = await send({ method: "POST", path: "/api/items", json, writes: true });
      return [String(isJsonObject(body) ? body.id : "")];
    },
    async update({ resource, key: [id = ""], values }) {
      checkResource(resource, "update");
      await send({ method: "PUT", path: `/api/items/${encodeURIComponent(id)}`, json: values, writes: true });
    },
    operationFields: (resource, name) => operationOf(resource, name).fields,
    operationDone: ({ resource, operation, record }) => operationOf(resource, operation).done(record),
    async operate({ resource, key: [id = ""], operation }) {
      const { path } = operationOf(resource, operation);
      await send({ method: "POST", path: `/api/items/${encodeURIComponent(id)}/${path}`, json: {}, writes: true });
    },
    schemaDocuments: async (resources) => schemaDocuments(resources),
    verifyWebhook: (request) => verifyWebhook(settings, request),
    async close() {
      client.close();
    },
  });
}
