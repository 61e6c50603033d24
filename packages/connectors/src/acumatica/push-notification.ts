import { createHash, timingSafeEqual } from "node:crypto";
import {
  type ConnectorSettings,
  hashText,
  type WebhookHints,
  type WebhookRecord,
  type WebhookRequest,
} from "@xmap/contract";
import { type CallContext, callFailure } from "../shared/call-context.ts";
import { isJsonObject, type JsonObject, textMember } from "../shared/json-shape.ts";
import { optionalText, optionFailure, requiredText } from "../shared/settings.ts";
import { recordKeys } from "./contract/record-keys.ts";
import { inquiryOf } from "./inquiries/inquiry.ts";

/** The header of push notifications that carries the secret. */
export const STANDARD_HEADER = "x-xmap-secret";

/**
 * Checks a push notification by the one header that Acumatica can send along, and answers the records that its rows
 * point at. Throws Unauthorized or Invalid.
 */
export function readPushNotification(settings: ConnectorSettings, request: WebhookRequest): WebhookHints {
  const secrets = (optionalText(settings, "webhookSecret") ?? "").split(/\s+/).filter((secret) => secret !== "");
  const context: CallContext = { system: settings.system, operation: "webhook", writes: false, secrets };
  const headerName = (optionalText(settings, "webhookHeader") ?? STANDARD_HEADER).toLowerCase();
  const given = Object.entries(request.headers).find(([name]) => name.toLowerCase() === headerName)?.[1];
  if (secrets.length === 0) throw unauthorized(context, "Option webhookSecret is not set, so no webhook is accepted");
  if (given === undefined || !secrets.some((secret) => isSameText(secret, given)))
    throw unauthorized(context, `The header ${headerName} does not hold the secret`);
  const text = decodeBody(request.body);
  const body = parseBody(text);
  const query = textMember(body, "Query");
  const id = textMember(body, "Id");
  if (!isJsonObject(body) || query === undefined || id === undefined)
    throw callFailure(context, {
      class: "Invalid",
      message: "The body is no push notification: Query and Id are missing",
    });
  const tenant = textMember(body, "CompanyId");
  if (tenant !== undefined && tenant.toLowerCase() !== requiredText(settings, "tenant").toLowerCase())
    throw callFailure(context, { class: "Invalid", message: `The notification is about another tenant, ${tenant}` });
  const resource = resourceOf(settings, query);
  if (resource === undefined) {
    const message = `The query ${query} belongs to no resource: end its name with one, or name it in pushQueries`;
    throw callFailure(context, { class: "Invalid", message });
  }
  // Old and new rows of one change can come in two requests of one id.
  const event = `${query}/${id}/${hashText(text).slice(0, 16)}`;
  return { event, records: recordsIn(context, resource, body) };
}

/** The resource that a query is about: by option pushQueries, else by the end of its name. */
function resourceOf(settings: ConnectorSettings, query: string): string | undefined {
  const named = namedQueries(settings).get(query.toLowerCase());
  if (named !== undefined) return named;
  const last = /(?:^|[^A-Za-z])([A-Za-z]+)$/.exec(query)?.[1];
  return last !== undefined && (recordKeys(last)[0] !== "id" || inquiryOf(last) !== undefined) ? last : undefined;
}

/** Option `QUERY: RESOURCE; QUERY: RESOURCE`. */
function namedQueries(settings: ConnectorSettings): ReadonlyMap<string, string> {
  const parts = (optionalText(settings, "pushQueries") ?? "").split(";").filter((part) => part.trim() !== "");
  return new Map(
    parts.map((part): [string, string] => {
      const [, query, resource] = /^(.+):\s*(\w+)\s*$/.exec(part) ?? [];
      if (query === undefined || resource === undefined)
        throw optionFailure(settings, "pushQueries", 'must have the form "QUERY: SalesOrder; QUERY: Shipment"');
      return [query.trim().toLowerCase(), resource];
    }),
  );
}

function recordsIn(context: CallContext, resource: string, body: JsonObject): readonly WebhookRecord[] {
  const rows = [body.Inserted, body.Deleted].flatMap((list) => (Array.isArray(list) ? list.filter(isJsonObject) : []));
  const fields = inquiryOf(resource)?.keys ?? recordKeys(resource);
  const keys = rows.map((row) => {
    const key = fields.map((field) => columnText(row, field));
    const missing = fields.filter((_field, index) => key[index] === undefined);
    if (missing.length > 0)
      throw callFailure(context, {
        class: "Invalid",
        message: `The rows of the query have no column ${missing.join(" and ")}: add it to the generic inquiry`,
      });
    return key.map((part) => part ?? "");
  });
  const distinct = new Map(keys.map((key) => [key.join("\n"), key]));
  return [...distinct.values()].map((key) => ({ resource, key }));
}

/** A column's text: by the field's name, alone or behind its table's, in any case: `SOOrder_orderNbr`. */
function columnText(row: JsonObject, field: string): string | undefined {
  const wanted = field.toLowerCase();
  const column =
    Object.keys(row).find((name) => name.toLowerCase() === wanted) ??
    Object.keys(row).find((name) => name.toLowerCase().endsWith(`_${wanted}`));
  const value = column === undefined ? undefined : row[column];
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function isSameText(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

function decodeBody(body: Uint8Array): string {
  return new TextDecoder("utf-8").decode(body);
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unauthorized(context: CallContext, message: string): Error {
  // A forged webhook says nothing about the system itself.
  return callFailure(context, { class: "Unauthorized", scope: "record", retry: { when: "never" }, message });
}
