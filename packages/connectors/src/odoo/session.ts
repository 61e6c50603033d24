import { type ConnectorSession, type ConnectorSettings, type EnvironmentIdentity, Failure } from "@xmap/contract";
import { flattenFields } from "../shared/field-paths.ts";
import { optionalSeconds } from "../shared/settings.ts";
import { unsupported } from "../shared/unsupported.ts";
import { readOdooChanges } from "./changes.ts";
import { equals, fieldAt } from "./domain.ts";
import { FieldCatalog } from "./fields.ts";
import { fieldsDocuments } from "./fields-documents.ts";
import { createOdooRpc, type OdooRpc } from "./json-rpc.ts";
import { lookUp } from "./lookup.ts";
import { ODOO_OPERATIONS, type OdooOperation } from "./operations.ts";
import { RecordReader } from "./reader.ts";
import { RecordWriter } from "./writer.ts";

/** Longer than Odoo lets a transaction take by default. */
const STANDARD_OVERLAP_SECONDS = 300;

/** A session with one database. */
export function openOdooSession(settings: ConnectorSettings): ConnectorSession {
  const rpc = createOdooRpc(settings);
  const fields = new FieldCatalog(rpc, settings);
  const reader = new RecordReader(rpc, fields);
  const writer = new RecordWriter(reader, fields);
  const overlapSeconds = optionalSeconds(settings, "overlapSeconds", STANDARD_OVERLAP_SECONDS);

  function operationOf(resource: string, name: string): OdooOperation {
    const operation = ODOO_OPERATIONS[resource]?.[name];
    if (operation !== undefined) return operation;
    throw unsupported(settings, `${resource}.${name}`, `The connector knows no operation ${name} of ${resource}`);
  }

  function idOf(resource: string, key: readonly string[]): number {
    const [id] = key;
    if (key.length === 1 && id !== undefined && /^\d{1,15}$/.test(id)) return Number(id);
    const message = `A key of ${resource} is one number`;
    throw new Failure({ class: "Invalid", system: settings.system, operation: resource, message });
  }

  return {
    identify: () => identify(rpc),
    capabilities: async () => [],
    async read({ resource, key, fields: wanted }) {
      const [record] = await reader.read(resource, [idOf(resource, key)], wanted);
      return record;
    },
    async search({ resource, match, fields: wanted, limit }) {
      const domain: unknown[] = [];
      for (const [path, value] of flattenFields(match))
        domain.push(equals(await fieldAt(fields, resource, path), path, value));
      const search = { model: resource, domain, fields: wanted, order: "id", limit, archived: true };
      return (await reader.search(search)).records;
    },
    async list({ resource, fields: wanted, cursor, limit }) {
      const domain = cursor === undefined ? [] : [["id", ">", Number(cursor)]];
      const search = { model: resource, domain, fields: wanted, order: "id", limit, archived: true };
      const { records } = await reader.search(search);
      const last = records.at(-1)?.id;
      return { records, next: records.length < limit || last === undefined ? undefined : String(last) };
    },
    readChanged: (request) => readOdooChanges(reader, fields, overlapSeconds, request),
    lookup: (request) => lookUp(reader, fields, request),
    schemaDocuments: (resources) => fieldsDocuments(rpc, resources),
    async create({ resource, values, lines }) {
      const written = await writer.values(resource, values, lines);
      const { result } = await rpc.call({ model: resource, method: "create", positional: [written], writes: true });
      const id: unknown = Array.isArray(result) ? result[0] : result;
      if (typeof id === "number") return [String(id)];
      const message = `Odoo answered the create of ${resource} without an id`;
      throw new Failure({ class: "Unknown", system: settings.system, operation: `${resource}.create`, message });
    },
    async update({ resource, key, values, lines }) {
      const written = await writer.values(resource, values, lines);
      if (Object.keys(written).length === 0) return;
      const positional = [[idOf(resource, key)], written];
      await rpc.call({ model: resource, method: "write", positional, writes: true });
    },
    operationFields: (resource, operation) => operationOf(resource, operation).fields,
    operationDone: ({ resource, operation, record }) => operationOf(resource, operation).done(record),
    async operate({ resource, key, operation }) {
      operationOf(resource, operation);
      const positional = [[idOf(resource, key)]];
      await rpc.call({ model: resource, method: operation, positional, writes: true });
    },
    verifyWebhook: () => {
      throw unsupported(settings, "webhook", "Odoo does not sign its webhooks, so none are accepted; it is polled");
    },
    async close() {
      rpc.close();
    },
  };
}

/** Only users with settings rights may read the database's own id; others are told by the address. */
async function identify(rpc: OdooRpc): Promise<EnvironmentIdentity> {
  const label = `${rpc.address} (${rpc.database})`;
  try {
    const positional = ["database.uuid"];
    const call = { model: "ir.config_parameter", method: "get_param", positional, writes: false };
    const { result } = await rpc.call(call);
    if (typeof result === "string" && result !== "") return { fingerprint: `database.uuid=${result}`, label };
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.details.class !== "Forbidden") throw thrown;
  }
  return { fingerprint: `address=${rpc.address}/${rpc.database}`, label };
}
