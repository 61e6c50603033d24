import type { ChangedRecord, ChangesPage, ChangesRequest } from "@xmap/contract";
import { formatInstant, isSettled, toInstant } from "../shared/instants.ts";
import { isJsonObject, type JsonObject } from "../shared/json-shape.ts";
import type { ApiResource, ChangeParameter } from "./api.ts";
import type { ApiClient } from "./api-client.ts";
import { readPage } from "./paging.ts";
import { toRecord } from "./values.ts";

/** Where polling stands; stamps are instants. */
interface Cursor {
  /** The newest stamp of the passes that ended, from which the next one reaches back. */
  readonly newest?: string;
  /** A pass under way: its list's cursor, the newest stamp in it, and when it began by the API's clock. */
  readonly pass?: { readonly at: string; readonly newest?: string; readonly began?: number };
}

export interface ChangeSource {
  readonly client: ApiClient;
  readonly document: JsonObject;
  readonly resource: ApiResource;
  readonly changes: ChangeParameter;
  readonly overlapSeconds: number;
  keyOf(record: JsonObject): readonly string[];
}

/**
 * Finds changed records by a parameter such as `updated_since`. A record that changes while numbered pages are read moves
 * to another page and pushes its neighbours over the seam: a pass that saw such a change does not count as read, so that
 * the next poll begins where it began.
 */
export async function readHttpChanges(source: ChangeSource, request: ChangesRequest): Promise<ChangesPage> {
  const { client, document, resource, changes, overlapSeconds } = source;
  const { newest, pass } = parseCursor(request.cursor);
  const from = newest === undefined ? undefined : formatInstant(Date.parse(newest) - overlapSeconds * 1_000);
  const query = from === undefined ? [] : [[changes.parameter, from] as const];
  const page = await readPage(client, resource, query, pass?.at, request.limit);
  const changed = page.rows.map((row): ChangedRecord => {
    const stamp = stampOf(row, changes.field);
    return {
      key: source.keyOf(row),
      stamp: stamp ?? "",
      settled: stamp !== undefined && isSettled(stamp, page.serverTime),
      record: toRecord(document, resource.schema, row),
    };
  });
  const seen = changed.reduce<string | undefined>(
    (most, { stamp }) => later(most, stamp === "" ? undefined : stamp),
    pass?.newest,
  );
  const began = pass?.began ?? page.serverTime;
  if (page.next !== undefined) {
    const under = {
      at: page.next,
      ...(seen === undefined ? {} : { newest: seen }),
      ...(began === undefined ? {} : { began }),
    };
    return { changed, cursor: cursorText({ newest, pass: under }), more: true };
  }
  const isNumbered = resource.paging.style === "page" || resource.paging.style === "offset";
  const hasMoved =
    pass !== undefined &&
    isNumbered &&
    seen !== undefined &&
    (began === undefined || Date.parse(seen) >= began - 1_000);
  return { changed, cursor: cursorText({ newest: hasMoved ? newest : later(newest, seen) }), more: false };
}

function stampOf(row: JsonObject, field: string): string | undefined {
  const value = row[field];
  if (typeof value === "number") return formatInstant(value >= 1e11 ? value : value * 1_000);
  if (typeof value !== "string") return undefined;
  return toInstant(value) ?? toInstant(`${value.replace(" ", "T")}Z`);
}

function later(left: string | undefined, right: string | undefined): string | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return left > right ? left : right;
}

function cursorText(cursor: { readonly [Member in keyof Cursor]: Cursor[Member] | undefined }): string {
  return JSON.stringify(cursor);
}

function parseCursor(text: string | undefined): Cursor {
  const cursor: unknown = text === undefined ? {} : JSON.parse(text);
  return isJsonObject(cursor) ? (cursor as Cursor) : {};
}
