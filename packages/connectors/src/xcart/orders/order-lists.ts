import { Failure } from "@xmap/contract";
import type { JsonObject } from "../../shared/json-shape.ts";
import type { Query, XCartApi } from "../api.ts";
import type { ReadPage } from "../windows.ts";

/** The ways in which a shop lists its orders. */
export interface OrderLists {
  /** In the order of ids: all of them, or those changed since an instant where the shop knows that filter. */
  byId(since: string | undefined): ReadPage;
  /** By their last change, newest first. */
  byChange(): ReadPage;
  /** By their creation, newest first, from an instant back. */
  byCreation(until: string | undefined): ReadPage;
  /** Whether the shop knows the filter for changes; it ignores unknown ones in silence. */
  knowsChangeFilter(): Promise<boolean>;
  /** Whether an order that the shop cannot show was created and changed in these times, by the filter for changes. */
  hidesChanged(since: string, createdFrom: string, createdUntil: string | undefined): Promise<boolean>;
  /** One order; undefined when there is none. Rejects with status 500 when the shop cannot show it. */
  read(id: number): Promise<JsonObject | undefined>;
}

const BY_CHANGE: Query = [
  ["order[lastRenewDate]", "desc"],
  ["order[date]", "desc"],
];

/** No order is changed after this, so a shop that shows one does not know the filter. */
const NEVER = "2200-01-01T00:00:00Z";

/** The lists of the Admin REST API. */
export function adminOrderLists(api: XCartApi): OrderLists {
  const list = (query: Query) => api.pages("/api/orders", query);
  /** True when a page of this list cannot be shown; with `rowsToo` also when it shows a row. */
  async function isUnreadable(query: Query, rowsToo: boolean): Promise<boolean> {
    try {
      const { rows } = await list(query)(1, rowsToo ? 1 : 100);
      return rowsToo && rows.length > 0;
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.details.status === 500) return true;
      throw thrown;
    }
  }
  return {
    byId: (since) => list(since === undefined ? [] : [["lastRenewDate[after]", since]]),
    byChange: () => list(BY_CHANGE),
    byCreation: (until) =>
      list([["order[date]", "desc"], ...(until === undefined ? [] : [["date[before]", until] as const])]),
    knowsChangeFilter: async () => !(await isUnreadable([["lastRenewDate[after]", NEVER]], true)),
    hidesChanged(since, createdFrom, createdUntil) {
      const until = createdUntil === undefined ? [] : [["date[before]", createdUntil] as const];
      return isUnreadable([["lastRenewDate[after]", since], ["date[after]", createdFrom], ...until], false);
    },
    read: (id) => api.item(`/api/orders/${id}`),
  };
}
