import {
  type ConnectorSession,
  type ConnectorSettings,
  type DataRecord,
  Failure,
  type SearchRequest,
} from "@xmap/contract";
import { flattenFields } from "../shared/field-paths.ts";
import { optionalSeconds, optionFailure } from "../shared/settings.ts";
import { unsupported } from "../shared/unsupported.ts";
import { readOdooChanges } from "./changes.ts";
import { RecordCreator } from "./creator.ts";
import { diagnoseOdoo, signedIn } from "./diagnose.ts";
import { equals, fieldAt } from "./domain.ts";
import { ExternalIds } from "./external-ids.ts";
import { FieldCatalog } from "./fields.ts";
import { fieldsDocuments } from "./fields-documents.ts";
import { identifyOdoo } from "./identify.ts";
import { keysOf, onlyEnd } from "./key-end.ts";
import { lookUp } from "./lookup.ts";
import { manyAtOnce } from "./many.ts";
import { isOfMissingModule } from "./module-models.ts";
import { OdooRecord } from "./operations/odoo-record.ts";
import type { OdooOperation } from "./operations/operation.ts";
import { ODOO_OPERATIONS } from "./operations/operations-by-model.ts";
import { RecordReader } from "./reader.ts";
import { createOdooRpc } from "./rpc/create-odoo-rpc.ts";
import { automationRules } from "./webhooks/automation-rules.ts";
import { verifyOdooWebhook } from "./webhooks/verify.ts";
import { RecordWriter } from "./writer.ts";

/** Longer than Odoo lets a transaction take by default. */
const STANDARD_OVERLAP_SECONDS = 300;

/** A session with one database. */
export function openOdooSession(settings: ConnectorSettings): ConnectorSession {
  const { system } = settings;
  const rpc = createOdooRpc(settings);
  const fields = new FieldCatalog(rpc, settings);
  const reader = new RecordReader(rpc, fields);
  const writer = new RecordWriter(reader, fields);
  const externalIds = keepsExternalIds(settings) ? new ExternalIds(rpc, reader, settings) : undefined;
  const creator = new RecordCreator(rpc, writer, settings, externalIds);
  const overlapSeconds = optionalSeconds(settings, "overlapSeconds", STANDARD_OVERLAP_SECONDS);

  function operationOf(resource: string, name: string): OdooOperation {
    const operations = ODOO_OPERATIONS[resource] ?? {};
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (operation !== undefined) return operation;
    throw unsupported(settings, `${resource}.${name}`, `The connector knows no operation ${name} of ${resource}`);
  }

  function idOf(resource: string, key: readonly string[]): number {
    const [id] = key;
    if (key.length === 1 && id !== undefined && /^\d{1,15}$/.test(id)) return Number(id);
    throw new Failure({ class: "Invalid", system, operation: resource, message: `A key of ${resource} is one number` });
  }

  /** What fails after a part of it was done says so. */
  async function carryOut(operation: OdooOperation, resource: string, id: number, given: DataRecord): Promise<void> {
    let hasWritten = false;
    const onWritten = (): void => {
      hasWritten = true;
    };
    try {
      await operation.run(new OdooRecord({ system, rpc, reader, fields, onWritten }, resource, id), given);
    } catch (thrown) {
      if (!hasWritten || !(thrown instanceof Failure) || thrown.details.effect !== "none") throw thrown;
      throw new Failure({ ...thrown.details, effect: "unknown", cause: thrown });
    }
  }

  async function search({
    resource,
    match,
    fields: wanted,
    limit,
  }: SearchRequest): ReturnType<ConnectorSession["search"]> {
    const domain: unknown[] = [];
    for (const [path, value] of flattenFields(match)) domain.push(equals(await fieldAt(fields, resource, path), value));
    const asked = { model: resource, domain, fields: wanted, order: "id", limit, archived: true };
    return (await reader.search(asked)).records;
  }

  const { create: createMany, ...readMany } = manyAtOnce({
    reader,
    fields,
    idOf,
    searchOne: search,
    createAll: (request) => creator.many(request),
  });

  return {
    identify: () => identifyOdoo(rpc),
    keyExpires: async () => onlyEnd(await keysOf(reader, await signedIn(rpc, reader))),
    capabilities: async () => ((await isOfMissingModule(fields, "mrp.bom")) ? [] : ["kits"]),
    async read({ resource, key, fields: wanted }) {
      const [record] = await reader.read(resource, [idOf(resource, key)], wanted);
      return record;
    },
    search,
    many: externalIds === undefined && createMany !== undefined ? { ...readMany, create: createMany } : readMany,
    async list({ resource, fields: wanted, cursor, limit }) {
      const domain = cursor === undefined ? [] : [["id", ">", Number(cursor)]];
      const asked = { model: resource, domain, fields: wanted, order: "id", limit, archived: true };
      const { records } = await reader.search(asked);
      const last = records.at(-1)?.id;
      return { records, next: records.length < limit || last === undefined ? undefined : String(last) };
    },
    async readChanged(request) {
      if (await isOfMissingModule(fields, request.resource)) return { changed: [], cursor: "{}", more: false };
      return readOdooChanges(reader, fields, overlapSeconds, request);
    },
    lookup: (request) => lookUp(reader, fields, request),
    schemaDocuments: (resources) => fieldsDocuments(rpc, resources),
    create: (request) => creator.one(request),
    async update({ resource, key, values, lines }) {
      const vals = await writer.values(resource, values, lines);
      if (Object.keys(vals).length === 0) return;
      const ids = [idOf(resource, key)];
      await rpc.call({ model: resource, method: "write", ids, parameters: { vals }, writes: true });
    },
    operationFields: (resource, operation) => operationOf(resource, operation).fields,
    operationDone: ({ resource, operation, record, arguments: given }) =>
      operationOf(resource, operation).done(record, given),
    async operate({ resource, key, operation, arguments: given }) {
      await carryOut(operationOf(resource, operation), resource, idOf(resource, key), given);
    },
    diagnose: (resources) => diagnoseOdoo(rpc, reader, fields, resources),
    webhooks: automationRules({ settings, rpc, reader, fields }),
    verifyWebhook: (request) => verifyOdooWebhook(settings, request),
    async close() {
      rpc.close();
    },
  };
}

function keepsExternalIds(settings: ConnectorSettings): boolean {
  const { externalIds } = settings.options;
  if (typeof externalIds === "boolean") return externalIds;
  if (externalIds === undefined || externalIds === null) return false;
  throw optionFailure(settings, "externalIds", "must be true or false");
}
