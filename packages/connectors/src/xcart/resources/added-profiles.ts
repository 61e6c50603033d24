import { type ChangesPage, type ChangesRequest, Failure } from "@xmap/contract";
import { formatInstant } from "../../shared/instants.ts";
import { isJsonObject } from "../../shared/json-shape.ts";
import type { Query, XCartApi } from "../api.ts";
import { fromXCart } from "../values.ts";
import { readSteadily } from "../windows.ts";
import { idOfRow } from "./collection.ts";
import { isCustomer } from "./profiles.ts";

/** Where the search for new profiles stands. */
interface Cursor {
  /** Profiles added before this have been told; undefined while the first walk is under way. */
  readonly since?: string;
  /** The newest profile of the walk that is under way. */
  readonly newest?: string;
  /** The list's own cursor in that walk. */
  readonly at?: string;
}

/** Profiles by when they were added: cheap, and blind for what changes in them later. */
export async function readAddedProfiles(
  api: XCartApi,
  system: string,
  overlapSeconds: number,
  request: ChangesRequest,
): Promise<ChangesPage> {
  const { since, newest: before = "", at } = parseCursor(request.cursor);
  const bound = since === undefined ? "" : formatInstant(Date.parse(since) - overlapSeconds * 1_000);
  const query: Query = bound === "" ? [] : [["added[after]", bound]];
  const { rows, next } = await readSteadily(api.pages("/api/profiles", query), idOfRow, at, request.limit);
  const records = rows.map(fromXCart);
  const stamps = records.map(({ create_date: added }) => (typeof added === "string" ? added : ""));
  if (stamps.some((stamp) => stamp < bound)) {
    const message =
      'The shop ignores the filter for new profiles: take profileChanges "added" away, and they are scanned';
    throw new Failure({ class: "SchemaDrift", system, operation: "changes of profiles", message });
  }
  const changed = records.flatMap((record, index) => {
    const row = rows[index];
    const stamp = stamps[index] ?? "";
    // The time of adding stays, so it is settled at once.
    return row !== undefined && isCustomer(row) ? [{ key: [String(record.id)], stamp, settled: true, record }] : [];
  });
  const newest = stamps.reduce((latest, stamp) => (stamp > latest ? stamp : latest), before);
  const known = since === undefined ? {} : { since };
  const after: Cursor = next === undefined ? { ...known, ...sinceOf(newest) } : { ...known, newest, at: next };
  return { changed, cursor: JSON.stringify(after), more: next !== undefined };
}

function sinceOf(newest: string): Cursor {
  return newest === "" ? {} : { since: newest };
}

function parseCursor(text: string | undefined): Cursor {
  const cursor: unknown = text === undefined ? {} : JSON.parse(text);
  return isJsonObject(cursor) ? (cursor as Cursor) : {};
}
