import { canonicalJson, Failure, hashText, type Value } from "@xmap/contract";
import { isJsonObject, type JsonObject, textMember } from "../shared/json-shape.ts";
import type { ApiResource, Paging, PagingStyle } from "./api.ts";
import type { ApiAnswer, ApiClient, Query } from "./api-client.ts";
import { atPointer } from "./document.ts";

const STYLES: readonly PagingStyle[] = ["none", "page", "offset", "cursor", "link"];
const PAGE_NAMES = ["page", "page_number", "pageNumber"];
const OFFSET_NAMES = ["offset", "skip", "start"];
const SIZE_NAMES = ["per_page", "perPage", "page_size", "pageSize", "itemsPerPage", "limit", "size"];
const STANDARD_LARGEST = 100;

/** How a list is paged: as its extension says, else as its parameters are named; a Link header is heeded anyway. */
export function pagingOf(extension: JsonObject, parameters: readonly string[]): Paging {
  const page = PAGE_NAMES.find((name) => parameters.includes(name));
  const offset = OFFSET_NAMES.find((name) => parameters.includes(name));
  const told = STYLES.find((style) => style === extension.style);
  const style = told ?? (page !== undefined ? "page" : offset !== undefined ? "offset" : "link");
  const usual = style === "page" ? (page ?? "page") : style === "offset" ? (offset ?? "offset") : "cursor";
  return {
    style,
    parameter: textMember(extension, "parameter") ?? usual,
    size: textMember(extension, "size") ?? SIZE_NAMES.find((name) => parameters.includes(name)),
    largest: typeof extension.largest === "number" ? Math.max(1, extension.largest) : STANDARD_LARGEST,
    first: typeof extension.first === "number" ? extension.first : 1,
    next: textMember(extension, "next"),
  };
}

export interface RowPage {
  readonly rows: readonly JsonObject[];
  /** Undefined after the last page. */
  readonly next: string | undefined;
  readonly serverTime: number | undefined;
}

/** Where paging stands: a number or cursor, and what the page before looked like. */
interface Place {
  readonly at: string;
  readonly seen: string;
}

/** One page of a list. */
export async function readPage(
  client: ApiClient,
  resource: ApiResource,
  query: Query,
  cursor: string | undefined,
  limit: number,
): Promise<RowPage> {
  const { paging } = resource;
  const place = cursor === undefined ? undefined : (JSON.parse(cursor) as Place);
  const size = Math.min(Math.max(1, limit), paging.largest);
  const answer = await client.send({ ...requestOf(resource, query, place, size), writes: false });
  const found = atPointer(answer.body, resource.items);
  if (!Array.isArray(found))
    throw client.failure(
      answer,
      "SchemaDrift",
      `The answer has no list at ${resource.items === "" ? "its root" : resource.items}`,
    );
  const rows = found.filter(isJsonObject);
  const seen = rows.length === 0 ? "" : hashText(canonicalJson(rows as unknown as Value)).slice(0, 16);
  if (seen !== "" && place?.seen === seen)
    throw client.failure(
      answer,
      "SchemaDrift",
      `The API answers the same page again: it heeds no parameter ${paging.parameter}`,
    );
  const at = nextPlace(paging, answer, place, rows.length);
  return {
    rows,
    next: at === undefined ? undefined : JSON.stringify({ at, seen } satisfies Place),
    serverTime: answer.serverTime,
  };
}

function requestOf({ path, paging, query: always }: ApiResource, asked: Query, place: Place | undefined, size: number) {
  const { style, parameter, first } = paging;
  const query: Query = [...always, ...asked];
  const sized: Query = paging.size === undefined || style === "none" ? query : [...query, [paging.size, String(size)]];
  const operation = `GET ${path}`;
  if (style === "link" && place !== undefined) return { method: "GET" as const, address: place.at, operation };
  const at = place?.at ?? (style === "page" ? String(first) : style === "offset" ? "0" : undefined);
  const isPlaced = at !== undefined && style !== "none" && parameter !== undefined;
  return { method: "GET" as const, path, query: isPlaced ? [...sized, [parameter, at] as const] : sized, operation };
}

/** The end of numbered pages is an empty one: an API may give fewer rows than were asked for. */
function nextPlace(paging: Paging, answer: ApiAnswer, place: Place | undefined, count: number): string | undefined {
  switch (paging.style) {
    case "none":
      return undefined;
    case "page":
      return count === 0 ? undefined : String(Number(place?.at ?? paging.first) + 1);
    case "offset":
      return count === 0 ? undefined : String(Number(place?.at ?? 0) + count);
    case "cursor":
      return textAt(answer.body, paging.next ?? "/next_cursor");
    case "link":
      return paging.next === undefined ? linkNext(answer.headers.link) : textAt(answer.body, paging.next);
  }
}

function textAt(body: unknown, pointer: string): string | undefined {
  const value = atPointer(body, pointer);
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The address of `rel="next"` in a Link header (RFC 8288). */
function linkNext(header: string | readonly string[] | undefined): string | undefined {
  const text = typeof header === "string" ? header : (header ?? []).join(", ");
  for (const [, address, parameters = ""] of text.matchAll(/<([^>]*)>((?:\s*;\s*[^,;="]+=(?:"[^"]*"|[^,;"]*))*)/g)) {
    const relation = /;\s*rel\s*=\s*"?([^";]*)"?/i.exec(parameters)?.[1] ?? "";
    if (relation.split(/\s+/).includes("next")) return address;
  }
  return undefined;
}

/** All rows of a list, page by page. */
export async function* allRows(
  client: ApiClient,
  resource: ApiResource,
  query: Query,
): AsyncGenerator<readonly JsonObject[]> {
  if (!resource.lists) throw refuseList(client, resource);
  let cursor: string | undefined;
  do {
    const page = await readPage(client, resource, query, cursor, resource.paging.largest);
    yield page.rows;
    cursor = page.next;
  } while (cursor !== undefined);
}

/** The API lets nobody list the resource. */
export function refuseList(client: ApiClient, { name }: ApiResource): Failure {
  return new Failure({
    class: "SchemaDrift",
    system: client.system,
    operation: `list ${name}`,
    message: `The API has no list of ${name}, or the document does not tell where its rows stand`,
  });
}
