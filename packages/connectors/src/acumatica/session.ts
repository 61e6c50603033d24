import {
  type ConnectorSession,
  type ConnectorSettings,
  type DataRecord,
  type EnvironmentIdentity,
  Failure,
} from "@xmap/contract";
import { scanChanges } from "../shared/scan-changes.ts";
import { unsupported } from "../shared/unsupported.ts";
import { type AcumaticaApi, createAcumaticaApi } from "./access/api.ts";
import { ContractCatalog } from "./contract/catalog.ts";
import { recordKeys } from "./contract/record-keys.ts";
import { diagnoseAcumatica } from "./diagnose.ts";
import { endpointsIn } from "./endpoints.ts";
import { type Inquiry, inquiryOf } from "./inquiries/inquiry.ts";
import { InquiryReader } from "./inquiries/inquiry-reader.ts";
import type { AcumaticaOperation } from "./operations/operation.ts";
import { ACUMATICA_OPERATIONS } from "./operations/operations-by-resource.ts";
import { readPushNotification } from "./push-notification.ts";
import { pushNotificationSetup } from "./push-notification-setup.ts";
import { changesPage } from "./reading/changes.ts";
import { listPage } from "./reading/listing.ts";
import { lookUp } from "./reading/lookup.ts";
import { keyOf, RecordReader } from "./reading/reader.ts";
import { referenceFields, StampedLists, stampField } from "./reading/stamped-lists.ts";
import { schemaDocument } from "./schema-document.ts";
import { runAction } from "./writing/actions.ts";
import { RecordWriter } from "./writing/writer.ts";

/** Pages that a poll reads of a list without stamps. */
const SCAN_PAGES = 10;

/** A session with one tenant. */
export function openAcumaticaSession(settings: ConnectorSettings): ConnectorSession {
  const api = createAcumaticaApi(settings);
  const catalog = new ContractCatalog(api, settings);
  const reader = new RecordReader(api, catalog);
  const writer = new RecordWriter(api, catalog, reader);
  const inquiries = new InquiryReader(api, catalog);
  const lists = new StampedLists(reader, catalog);
  const { overlapSeconds } = api.options;

  function operationOf(resource: string, name: string): AcumaticaOperation {
    const operation = ACUMATICA_OPERATIONS[resource]?.[name];
    if (operation !== undefined) return operation;
    throw unsupported(settings, `${resource}.${name}`, `The connector knows no operation ${name} of ${resource}`);
  }

  function refuseInquiry(operation: string, resource: string): void {
    if (inquiryOf(resource) !== undefined)
      throw unsupported(settings, `${operation} ${resource}`, `${resource} is an inquiry: it can only be read`);
  }

  const read = (
    resource: string,
    key: readonly string[],
    fields: readonly string[],
  ): Promise<DataRecord | undefined> => {
    const inquiry = inquiryOf(resource);
    return inquiry === undefined ? reader.read(resource, key, fields) : inquiries.read(inquiry, key);
  };

  return {
    identify: () => identify(api, settings),
    capabilities: async () => [],
    read: ({ resource, key, fields }) => read(resource, key, fields),
    async search({ resource, match, fields, limit }) {
      const inquiry = inquiryOf(resource);
      if (inquiry !== undefined) return inquiries.search(inquiry, match, limit);
      return reader.search(resource, match, fields, limit);
    },
    async list(request) {
      const inquiry = inquiryOf(request.resource);
      return inquiry === undefined ? listPage(lists, reader, request) : inquiries.list(inquiry, request);
    },
    async readChanged(request) {
      const { resource } = request;
      const inquiry: Inquiry | undefined = inquiryOf(resource);
      if (inquiry !== undefined) return inquiries.readChanged(inquiry, overlapSeconds, request);
      const type = await lists.type(resource);
      const stamp = stampField(type);
      const keys = recordKeys(resource);
      if (stamp === undefined) {
        const list = (cursor: string | undefined, limit: number) =>
          listPage(lists, reader, { resource, fields: [...type.fields.keys()], joins: [], cursor, limit });
        return scanChanges({ list, keyOf: (record) => keyOf(keys, record), pagesPerPoll: SCAN_PAGES }, request);
      }
      let serverTime: number | undefined;
      const heard = (time: number | undefined): void => {
        serverTime = time;
      };
      const spare = referenceFields(type);
      const ask = lists.asker({ resource, stamp, spare, operation: `changes of ${resource}`, heard });
      const keyOfRow = ({ record }: { readonly record: DataRecord }) => keyOf(keys, record);
      return changesPage({ ask, keyOf: keyOfRow, serverTime: () => serverTime, overlapSeconds }, request);
    },
    async lookup(request) {
      const inquiry = inquiryOf(request.resource);
      return inquiry === undefined ? lookUp(reader, catalog, request) : inquiries.lookup(inquiry, request);
    },
    async create(request) {
      refuseInquiry("create", request.resource);
      return writer.create(request);
    },
    async update(request) {
      refuseInquiry("update", request.resource);
      await writer.update(request);
    },
    async upsert(request) {
      const key = inquiryOf(request.resource) === undefined ? await writer.upsert(request) : undefined;
      return key === undefined ? undefined : read(request.resource, key, fieldsOf(request.values));
    },
    operationFields: (resource, operation) => operationOf(resource, operation).fields,
    operationDone: ({ resource, operation, record, arguments: given }) =>
      operationOf(resource, operation).done(record, given),
    async operate(request) {
      const action = operationOf(request.resource, request.operation);
      await runAction(api, writer, settings, { ...request, action });
    },
    schemaDocuments: async (resources) => [await schemaDocument(catalog, resources)],
    diagnose: (resources) => diagnoseAcumatica(api, resources),
    webhookSetup: (target, resources) => pushNotificationSetup(settings, target, resources),
    verifyWebhook: (request) => readPushNotification(settings, request),
    close: () => api.close(),
  };
}

/** Dotted names of what a record holds. */
function fieldsOf(values: DataRecord, prefix = ""): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const isNested = typeof value === "object" && value !== null && !Array.isArray(value);
    return isNested ? fieldsOf(value as DataRecord, `${prefix}${name}.`) : [`${prefix}${name}`];
  });
}

/** Signs in, and asks whether the endpoint is there. */
async function identify(api: AcumaticaApi, settings: ConnectorSettings): Promise<EnvironmentIdentity> {
  const { address, tenant, endpoint } = api.options;
  const operation = "identify";
  const refuse = (message: string): Failure =>
    new Failure({
      class: "Invalid",
      scope: "system",
      retry: { when: "whenHealed" },
      system: settings.system,
      operation,
      message,
    });
  await api.inOneSession(async (send, signedInTo) => {
    if (signedInTo !== undefined && signedInTo.toLowerCase() !== tenant.toLowerCase())
      throw refuse(`Acumatica has signed in to the tenant ${signedInTo}, not to ${tenant}`);
    const { body } = await send({ method: "GET", path: "", below: "instance", operation, writes: false });
    const offered = endpointsIn(body);
    if (offered.length > 0 && !offered.some((name) => name.toLowerCase() === endpoint.toLowerCase()))
      throw refuse(`There is no endpoint ${endpoint}; there are ${offered.join(", ")}`);
    // The list of endpoints is open to all: only a record shows that the sign-in is still good.
    const query = { $top: "1", $select: "InventoryID" };
    const probe = { method: "GET", path: "/StockItem", query, operation, writes: false } as const;
    await send(probe).catch(toleratesRights);
  });
  return { fingerprint: `url=${address};tenant=${tenant}`, label: `${address} (${tenant})` };
}

function toleratesRights(thrown: unknown): void {
  const known = thrown instanceof Failure ? thrown.details.class : "Unknown";
  if (!["Forbidden", "SchemaDrift", "NotFound", "BusinessRule"].includes(known)) throw thrown;
}
