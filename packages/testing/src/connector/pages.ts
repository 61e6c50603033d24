import type { ChangedRecord, ConnectorSession, DataRecord } from "@xmap/contract";
import type { Key } from "./subject.ts";

const MOST_PAGES = 2_000;

/** A record's key as text. */
export function keyText(record: DataRecord, keyFields: readonly string[]): string {
  return keyFields.map((field) => String(record[field])).join("/");
}

export function textOfKey(key: Key): string {
  return key.join("/");
}

export interface ListedPage {
  readonly records: readonly DataRecord[];
  readonly next: string | undefined;
}

/** Reads one page of a list. */
export async function readPage(
  session: ConnectorSession,
  list: { readonly resource: string; readonly fields: readonly string[] },
  cursor: string | undefined,
  limit: number,
): Promise<ListedPage> {
  const { resource, fields } = list;
  const page = await session.list?.({ resource, fields, joins: [], cursor, limit });
  if (page === undefined) throw new Error("The session has no list, and its subject says that it has one");
  return page;
}

/** All pages of a list. */
export async function readPages(
  session: ConnectorSession,
  list: { readonly resource: string; readonly fields: readonly string[] },
  limit: number,
  from?: string,
): Promise<readonly ListedPage[]> {
  const pages: ListedPage[] = [];
  for (let cursor = from; pages.length < MOST_PAGES; ) {
    const page = await readPage(session, list, cursor, limit);
    pages.push(page);
    if (page.next === undefined) return pages;
    cursor = page.next;
  }
  throw new Error(`The list did not end within ${MOST_PAGES} pages`);
}

export interface Poll {
  readonly changed: readonly ChangedRecord[];
  readonly keys: readonly string[];
  readonly cursor: string;
}

/** One poll: all pages that can be asked for at once. */
export async function poll(
  session: ConnectorSession,
  resource: string,
  from: string | undefined,
  limit: number,
): Promise<Poll> {
  const changed: ChangedRecord[] = [];
  let cursor = from;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await session.readChanged({ resource, cursor, limit });
    changed.push(...page.changed);
    cursor = page.cursor;
    if (!page.more) return { changed, keys: changed.map(({ key }) => textOfKey(key)), cursor };
  }
  throw new Error(`The poll did not end within ${MOST_PAGES} pages`);
}
