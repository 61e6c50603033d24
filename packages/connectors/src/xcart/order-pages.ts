import { Failure } from "@xmap/contract";
import type { HttpRequest } from "../shared/http-client.ts";
import type { JsonObject } from "../shared/json-shape.ts";
import type { XCartApi } from "./api.ts";

/** A page as it could be read. */
export interface OrderPage {
  readonly rows: readonly JsonObject[];
  readonly serverTime: number | undefined;
  /** True when the page ends before the list does. */
  readonly full: boolean;
}

/** The largest power of two that the shop allows on a page and that is at most `limit`; at least 2. */
export function pageSizeFor(limit: number): number {
  return 2 ** Math.max(1, Math.floor(Math.log2(Math.min(limit, 100))));
}

/**
 * A page of orders, read around orders that cannot be read: one of them makes its whole page answer 500, so the page
 * is halved until it stands alone. Rejects when not a single part can be read, for then it is no matter of an order.
 */
export async function readOrderPage(
  api: XCartApi,
  page: number,
  size: number,
  query: NonNullable<HttpRequest["query"]>,
): Promise<OrderPage> {
  const part = await readPart(api, page, size, query);
  if (part instanceof Failure) throw part;
  return part;
}

async function readPart(
  api: XCartApi,
  page: number,
  size: number,
  query: NonNullable<HttpRequest["query"]>,
): Promise<OrderPage | Failure> {
  try {
    const paging = [["page", String(page)] as const, ["itemsPerPage", String(size)] as const];
    const { rows, serverTime } = await api.list("/api/orders", [...query, ...paging]);
    return { rows, serverTime, full: rows.length >= size };
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.details.status !== 500) throw thrown;
    if (size === 1) return thrown;
    const half = size / 2;
    const first = await readPart(api, page * 2 - 1, half, query);
    const second = await readPart(api, page * 2, half, query);
    if (first instanceof Failure && second instanceof Failure) return first;
    const firstRows = first instanceof Failure ? [] : first.rows;
    if (second instanceof Failure) return { rows: firstRows, serverTime: undefined, full: true };
    // What follows a hole shows whether the list goes on.
    const full = second.full;
    return { rows: [...firstRows, ...second.rows], serverTime: second.serverTime, full };
  }
}
