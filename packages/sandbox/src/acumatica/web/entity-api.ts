import { jsonResponse, type SandboxResponse } from "../../server/http-message.ts";
import { badQuery, cannotOptimize, exceptionError, noEntity, plainError, updateConflict } from "../api-error.ts";
import type { TopLevelEntity } from "../contract/entities.ts";
import { readFilter } from "../query/filter.ts";
import { requiredTexts } from "../query/required-texts.ts";
import { rowFields } from "../query/row-fields.ts";
import { readSelection } from "../query/selection.ts";
import { messagesIn } from "../record/merge.ts";
import { showErrors, showRecord } from "../record/record-output.ts";
import { keyText, type Row } from "../record/row.ts";
import { readSentRow } from "../record/sent-row.ts";
import { keysOfRow } from "../record/store.ts";
import type { Written } from "../tenant.ts";
import { bodyOf, type Call, checkForm, emptyResponse, frameOf, workOf } from "./call.ts";
import { answerInquiry } from "./inquiries.ts";
import { lineIdsOf } from "./session.ts";

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Parts that no list can read as one optimized export. */
const NOT_OPTIMIZABLE = [
  "Payment/ApplicationHistory",
  "Payment/CreditCardProcessingInfo",
  "Customer/CreditVerificationRules",
];

/** `GET /{Entity}`: a bare array, filtered, with no promise of an order. Throws ApiError. */
export function listRecords(call: Call, entity: TopLevelEntity): SandboxResponse {
  checkForm(call, entity);
  const { query } = call.request;
  if (entity.isInquiry) {
    throw cannotOptimize([...entity.schema.fields.keys()].map((field) => ({ field, view: "Filter" })));
  }
  const selection = readSelection(query, entity.schema);
  const blocked = [...selection.parts.keys()].filter((name) =>
    [...NOT_OPTIMIZABLE, ...call.quirks.notOptimizable].includes(`${entity.name}/${name}`),
  );
  if (blocked.length > 0) {
    throw cannotOptimize(blocked.map((field) => ({ field, view: field })));
  }
  const found = matching(call, entity);
  const skipped = Math.max(0, readCount(query, "$skip") ?? 0);
  const page = found.slice(skipped, skipped + (readCount(query, "$top") ?? found.length));
  const frame = frameOf(call, entity);
  const rows = page.map((row, index) => showRecord(row, selection, frame, index + 1));
  return jsonResponse(200, rows);
}

/** `GET /{Entity}/{id}` or `/{Entity}/{key}/{key}`. Throws ApiError. */
export function getRecord(call: Call, entity: TopLevelEntity, keys: readonly string[]): SandboxResponse {
  checkForm(call, entity);
  const row = recordByPath(call, entity, keys);
  return jsonResponse(200, showRecord(row, readSelection(call.request.query, entity.schema), frameOf(call, entity)));
}

/** `PUT /{Entity}`: creates or updates; inquiries are read by it. Throws ApiError. */
export function putRecord(call: Call, entity: TopLevelEntity): SandboxResponse {
  checkForm(call, entity);
  const { headers } = call.request;
  const sent = readSentRow(bodyOf(call.request), entity.name);
  if (entity.isInquiry) {
    return jsonResponse(200, answerInquiry(call, entity, sent));
  }
  if (call.quirks.takeConflict(entity.name)) {
    throw updateConflict(entity.view);
  }
  const selection = readSelection(call.request.query, entity.schema);
  const target = sent.id === undefined && call.request.query.has("$filter") ? onlyMatch(call, entity) : undefined;
  const written = call.tenant.write(entity, sent, {
    work: workOf(call),
    lineIds: lineIdsOf(call.session),
    onlyCreate: headers["if-none-match"] === "*",
    onlyUpdate: headers["if-match"] === "*",
    ...(target === undefined ? {} : { target }),
  });
  return (
    refusalOf(call, entity, written) ?? jsonResponse(200, showRecord(written.row, selection, frameOf(call, entity)))
  );
}

/** `PATCH /{Entity}`: changes an existing record and never creates one. Throws ApiError. */
export function patchRecord(call: Call, entity: TopLevelEntity): SandboxResponse {
  checkForm(call, entity);
  if (call.request.headers["if-none-match"] !== undefined) {
    throw plainError(412, "The If-None-Match header cannot be used with PATCH.");
  }
  const sent = readSentRow(bodyOf(call.request), entity.name);
  const target = call.request.query.has("$filter") ? onlyMatch(call, entity) : call.tenant.find(entity, sent);
  if (target === undefined) {
    throw plainError(404, "The record does not exist.");
  }
  const written = call.tenant.write(entity, sent, {
    work: workOf(call),
    lineIds: lineIdsOf(call.session),
    target,
  });
  const selection = readSelection(call.request.query, entity.schema);
  return (
    refusalOf(call, entity, written) ?? jsonResponse(200, showRecord(written.row, selection, frameOf(call, entity)))
  );
}

/** `DELETE /{Entity}/{id}` or by keys. Throws ApiError. */
export function deleteRecord(call: Call, entity: TopLevelEntity, keys: readonly string[]): SandboxResponse {
  checkForm(call, entity);
  call.tenant.delete(entity, recordByPath(call, entity, keys), workOf(call));
  return emptyResponse(204);
}

/** The answer to a write that was refused; undefined when it was not. */
export function refusalOf(call: Call, entity: TopLevelEntity, written: Written): SandboxResponse | undefined {
  const { row, merged, isNew } = written;
  if (!merged.hasErrors) {
    return undefined;
  }
  if (call.quirks.refusesByException) {
    const [message = ""] = messagesIn(row, merged);
    throw exceptionError(
      422,
      "PX.Data.PXOuterException",
      `${isNew ? "Inserting" : "Updating"} '${entity.caption}' record raised at least one error. Please review the errors.`,
      { message, exceptionType: "PX.Data.PXException" },
    );
  }
  return jsonResponse(422, showErrors(row, merged, frameOf(call, entity), isNew));
}

function recordByPath(call: Call, entity: TopLevelEntity, keys: readonly string[]): Row {
  const { store } = call.tenant;
  const [first = ""] = keys;
  const row = keys.length === 1 && GUID.test(first) ? store.byId(entity.name, first) : store.byKey(entity.name, keys);
  if (row === undefined) {
    throw noEntity();
  }
  return row;
}

function matching(call: Call, entity: TopLevelEntity): readonly Row[] {
  const filter = call.request.query.get("$filter");
  const isWhole = filter === null || filter.trim() === "";
  const keep = isWhole ? () => true : readFilter(filter, rowFields(entity.schema));
  const { store } = call.tenant;
  const [narrowest] = (isWhole ? [] : requiredTexts(filter))
    .map(({ field, text }) => ({ field, text, count: store.countWith(entity.name, field, text) }))
    .sort((left, right) => left.count - right.count);
  const candidates =
    narrowest === undefined ? store.rows(entity.name) : store.rowsWith(entity.name, narrowest.field, narrowest.text);
  const rows = candidates.filter(keep);
  if (call.quirks.shuffle !== undefined) {
    return call.quirks.shuffle(rows);
  }
  const keyed = rows.map((row) => ({ row, key: sortKeyOf(entity, row) }));
  keyed.sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
  return keyed.map(({ row }) => row);
}

// A committed row never changes, so its key is worked out once.
const sortKeys = new WeakMap<Row, string>();

function sortKeyOf(entity: TopLevelEntity, row: Row): string {
  const known = sortKeys.get(row) ?? keysOfRow(entity.name, row).map(keyText).join("\n");
  sortKeys.set(row, known);
  return known;
}

function onlyMatch(call: Call, entity: TopLevelEntity): Row | undefined {
  const found = matching(call, entity);
  if (found.length > 1) {
    throw badQuery("The condition in the $filter parameter matches more than one record.");
  }
  return found[0];
}

function readCount(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === "") {
    return undefined;
  }
  if (!/^\d+$/.test(text)) {
    throw badQuery(`Invalid value '${text}' for ${name} query option found. A non-negative integer is expected.`);
  }
  return Number(text);
}
