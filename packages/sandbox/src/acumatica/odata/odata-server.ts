import { jsonResponse, type SandboxRequest, type SandboxResponse } from "../../server/http-message.ts";
import type { Json, JsonObject } from "../../server/json.ts";
import { ApiError, badQuery } from "../api-error.ts";
import { type FilterFields, readFilter } from "../query/filter.ts";
import type { Dialect } from "../query/filter-token.ts";
import { KINDS } from "../query/row-fields.ts";
import { showInstant } from "../record/field-value.ts";
import { keyText, type Scalar } from "../record/row.ts";
import type { Feed, FeedRow } from "./feed.ts";
import { describeFeeds } from "./metadata.ts";

/** Feeds under one address. */
export type FeedRoot = {
  /** Path up to the feeds' names, e.g. `/t/HarborDemo/api/odata/gi`. */
  readonly path: string;
  readonly dialect: Dialect;
  readonly feeds: readonly Feed[];
};

const OPTIONS = ["$filter", "$orderby", "$select", "$top", "$skip", "$format"];

/** Answers a request below a feed root. Feeds are read-only; errors come in OData's own envelope. */
export function answerFeed(root: FeedRoot, request: SandboxRequest, origin: string): SandboxResponse {
  const rest = decodeURIComponent(request.path.slice(root.path.length).replace(/^\//, ""));
  if (request.method !== "GET") {
    return failure(405, `The requested resource does not support http method '${request.method}'.`);
  }
  const base = `${origin}${root.path}`;
  if (rest === "") {
    const value = root.feeds.map(({ name }) => ({ name, kind: "EntitySet", url: name }));
    return jsonResponse(200, envelope(root, base, "", value));
  }
  if (rest === "$metadata") {
    return { status: 200, headers: { "Content-Type": "application/xml" }, body: describeFeeds(root.feeds) };
  }
  const [, name = "", call] = /^([^(]+?)(?:\((.*)\))?$/.exec(rest) ?? [];
  const feed = root.feeds.find((one) => one.name === name.replace(/_WithParameters$/, ""));
  if (feed === undefined) {
    return failure(404, `Resource not found for the segment '${name}'.`);
  }
  try {
    return answerRows(root, feed, { base, call, isParameterized: name.endsWith("_WithParameters") }, request.query);
  } catch (error) {
    if (error instanceof ApiError) {
      return failure(400, error.message);
    }
    throw error;
  }
}

function answerRows(
  root: FeedRoot,
  feed: Feed,
  address: { readonly base: string; readonly call: string | undefined; readonly isParameterized: boolean },
  query: URLSearchParams,
): SandboxResponse {
  const allowed = feed.keys.length > 0 ? [...OPTIONS, "$expand"] : OPTIONS;
  const unknown = [...query.keys()].find((option) => option.startsWith("$") && !allowed.includes(option));
  if (unknown !== undefined) {
    throw badQuery(`The query option '${unknown}' is not supported.`);
  }
  const named = readArguments(address.call, query);
  const rows = address.isParameterized ? narrowed(feed, named, feed.parameters) : feed.rows();
  const show = (row: FeedRow): JsonObject => showRow(root, feed, row, query);
  if (address.call !== undefined && !address.isParameterized) {
    const columns = Object.fromEntries(feed.keys.map((key) => [key, key]));
    const [found] = narrowed(feed, named, columns);
    return found === undefined
      ? failure(404, "Resource not found.")
      : jsonResponse(200, { "@odata.context": `${address.base}/$metadata#${feed.name}/$entity`, ...show(found) });
  }
  const sorted = sortRows(feed, rows.filter(readCondition(root, feed, query)), query.get("$orderby"));
  const skipped = Number(query.get("$skip") ?? 0);
  const page = sorted.slice(skipped, skipped + Number(query.get("$top") ?? sorted.length));
  return jsonResponse(200, envelope(root, address.base, `#${feed.name}`, page.map(show)));
}

function envelope({ dialect }: FeedRoot, base: string, fragment: string, value: readonly Json[]): JsonObject {
  const context = `${base}/$metadata${fragment}`;
  return dialect === "v4" ? { "@odata.context": context, value } : { "odata.metadata": context, value };
}

/** `Warehouse='WHOLESALE'` or `Warehouse=@1` with `?@1='WHOLESALE'`. */
function readArguments(call: string | undefined, query: URLSearchParams): { readonly [name: string]: string } {
  const parts = (call ?? "").split(",").filter((part) => part.trim() !== "");
  return Object.fromEntries(
    parts.map((part) => {
      const [name = "", written = ""] = part.split("=").map((side) => side.trim());
      const value = written.startsWith("@") ? (query.get(written) ?? "") : written;
      return [name, value.replace(/^'(.*)'$/, "$1").replaceAll("''", "'")];
    }),
  );
}

function narrowed(
  feed: Feed,
  named: { readonly [name: string]: string },
  columns: { readonly [name: string]: string },
): readonly FeedRow[] {
  for (const name of Object.keys(named)) {
    if (columns[name] === undefined) {
      throw badQuery(`'${feed.name}' has no parameter or key '${name}'.`);
    }
  }
  return feed
    .rows()
    .filter((row) =>
      Object.entries(named).every(([name, value]) => keyText(row[columns[name] ?? ""]) === keyText(value)),
    );
}

function readCondition({ dialect }: FeedRoot, feed: Feed, query: URLSearchParams): (row: FeedRow) => boolean {
  const text = query.get("$filter");
  const fields: FilterFields<FeedRow> = {
    field: (path) => {
      const type = feed.columns.get(path);
      if (type === undefined) {
        throw badQuery(`Could not find a property named '${path}' on type '${feed.name}'.`);
      }
      return { kind: KINDS[type], label: path, read: (row) => row[path] ?? null };
    },
  };
  return text === null ? () => true : readFilter(text, fields, dialect, dialect === "v3");
}

function sortRows(feed: Feed, rows: readonly FeedRow[], orderBy: string | null): readonly FeedRow[] {
  const terms = (orderBy ?? "").split(",").flatMap((term) => {
    const [column = "", direction = "asc"] = term.trim().split(/\s+/);
    if (column !== "" && !feed.columns.has(column)) {
      throw badQuery(`Could not find a property named '${column}' on type '${feed.name}'.`);
    }
    return column === "" ? [] : [{ column, sign: direction === "desc" ? -1 : 1 }];
  });
  return [...rows].sort((left, right) => {
    for (const { column, sign } of terms) {
      const order = orderOf(left[column] ?? null, right[column] ?? null);
      if (order !== 0) {
        return sign * order;
      }
    }
    return 0;
  });
}

function orderOf(left: Scalar, right: Scalar): number {
  if (left === right) {
    return 0;
  }
  return left === null || (right !== null && left < right) ? -1 : 1;
}

function showRow(root: FeedRoot, feed: Feed, row: FeedRow, query: URLSearchParams): JsonObject {
  const wanted = listOf(query.get("$select"));
  const shown: { [column: string]: Json } = {};
  for (const [column, type] of feed.columns) {
    if (wanted.length === 0 || wanted.includes(column)) {
      const value = row[column] ?? null;
      shown[column] =
        type === "dateTime" && typeof value === "string" ? showInstant(value).replace("+00:00", "Z") : value;
    }
  }
  for (const name of listOf(query.get("$expand"))) {
    const lines = root.feeds.find((one) => one.name === feed.collections.get(name));
    if (lines === undefined) {
      throw badQuery(`Could not find a property named '${name}' on type '${feed.name}'.`);
    }
    const own = lines.rows().filter((line) => feed.keys.every((key) => line[key] === row[key]));
    shown[name] = own.map((line) => showRow(root, lines, line, new URLSearchParams()));
  }
  return shown;
}

function listOf(text: string | null): readonly string[] {
  return (text ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function failure(status: number, message: string): SandboxResponse {
  return jsonResponse(status, { error: { code: String(status), message } });
}
