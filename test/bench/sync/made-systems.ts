import { type ConnectorSession, type DataRecord, Failure, type Value } from "@xmap/contract";

/** A system whose records follow from their ids, so that none of them takes memory. */
export interface MadeSystem {
  readonly session: ConnectorSession;
  /** Calls so far. */
  calls(): number;
}

/** Sales have the id of their order with this on top. */
const SALE_AFTER_ORDER = 10_000_000;

export function orderOf(id: number): DataRecord {
  return { id, number: `A-${id}`, note: `order ${id}`, total: 10 + (id % 90), currency: "EUR", customer: id % 5_000 };
}

/** What the mapping makes of an order. */
export function saleFields(order: DataRecord): Readonly<Record<string, Value>> {
  const { number, note, total, currency } = order;
  return { ref: number ?? null, note: note ?? null, total: total ?? null, currency: currency ?? null };
}

function saleOf(id: number): DataRecord {
  return { id, ...saleFields(orderOf(id - SALE_AFTER_ORDER)) };
}

/** A shop with orders from 1 on, listed by hundreds. */
export function madeShop(orders: number): MadeSystem {
  let calls = 0;
  const session: ConnectorSession = {
    ...refusing("shop"),
    async read({ key }) {
      calls += 1;
      const id = Number(key[0]);
      return id >= 1 && id <= orders ? orderOf(id) : undefined;
    },
    async list({ cursor, limit }) {
      calls += 1;
      const first = cursor === undefined ? 1 : Number(cursor);
      const count = Math.max(0, Math.min(limit, orders - first + 1));
      const records = Array.from({ length: count }, (_, index) => orderOf(first + index));
      return { records, next: first + count > orders ? undefined : String(first + count) };
    },
  };
  return { session, calls: () => calls };
}

/** An ERP that remembers of each sale only whether it is there. */
export function madeErp(orders: number): MadeSystem & { readonly sales: () => number } {
  const isThere = new Uint8Array(orders + 1);
  let calls = 0;
  let sales = 0;
  const idsOf = (reference: unknown): readonly number[] => {
    const order = Number(String(reference).slice(2));
    return isThere[order] === 1 ? [order + SALE_AFTER_ORDER] : [];
  };
  const make = (values: DataRecord): readonly string[] => {
    const order = Number(String(values.ref).slice(2));
    if (isThere[order] === 1) throw new Error(`a second sale is made of order ${order}`);
    isThere[order] = 1;
    sales += 1;
    return [String(order + SALE_AFTER_ORDER)];
  };
  const session: ConnectorSession = {
    ...refusing("erp"),
    async read({ key }) {
      calls += 1;
      const id = Number(key[0]);
      return isThere[id - SALE_AFTER_ORDER] === 1 ? saleOf(id) : undefined;
    },
    async search({ match }) {
      calls += 1;
      return idsOf(match.ref).map(saleOf);
    },
    async lookup({ keys }) {
      calls += 1;
      return keys.map(([reference]) => idsOf(reference));
    },
    async create({ values }) {
      calls += 1;
      return make(values);
    },
    many: {
      limit: 200,
      async read({ keys }) {
        calls += 1;
        return keys.map(([key]) => (isThere[Number(key) - SALE_AFTER_ORDER] === 1 ? saleOf(Number(key)) : undefined));
      },
      async search({ matches }) {
        calls += 1;
        return matches.map(({ ref }) => idsOf(ref).map(saleOf));
      },
      async create({ creates }) {
        calls += 1;
        return creates.map(({ values }) => make(values));
      },
    },
  };
  return { session, calls: () => calls, sales: () => sales };
}

/** A session whose every other method fails the benchmark. */
function refusing(system: string): ConnectorSession {
  const refuse = (operation: string) => (): Promise<never> =>
    Promise.reject(new Failure({ class: "Invalid", system, operation, message: `${operation} is not measured` }));
  return {
    identify: async () => ({ fingerprint: system, label: system }),
    capabilities: async () => [],
    read: refuse("read"),
    search: refuse("search"),
    readChanged: refuse("readChanged"),
    lookup: refuse("lookup"),
    create: refuse("create"),
    update: refuse("update"),
    operationFields: () => [],
    operationDone: () => true,
    operate: refuse("operate"),
    verifyWebhook: () => {
      throw new Error("no webhook is measured");
    },
    close: async () => {},
  };
}
