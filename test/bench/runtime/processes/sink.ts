import type { AddressInfo } from "node:net";
import { serve } from "../../harness/child-process.ts";
import { monotonicMilliseconds } from "../../harness/monotonic-time.ts";
import { ORDER_BASE } from "../orders.ts";
import { createFrugalServer, type FrugalAnswer, type FrugalRequest } from "./frugal-http-server.ts";
import { KeptSales, type StoredSale } from "./kept-sales.ts";

/** The system that orders are delivered to: takes a sale by its reference and tells how many have come. */
export type SinkMethods = {
  /** Starts listening; answers the address. */
  listen(input: undefined): Promise<string>;
  /** Forgets all, and says how many sales are to be kept and from which order on times are. */
  reset(input: { readonly keeps: number; readonly timesFrom: number | undefined }): void;
  progress(input: undefined): SinkProgress;
  /** Resolves when so many different orders have come since the last reset; rejects when none comes for so long. */
  complete(input: { readonly orders: number; readonly patienceMilliseconds: number }): Promise<SinkProgress>;
  /** When so many orders came, from the first on that times are kept of: milliseconds of the monotonic clock. */
  times(input: { readonly count: number }): readonly (number | undefined)[];
  sales(input: undefined): readonly StoredSale[];
};

export interface SinkProgress {
  /** Different orders. */
  readonly orders: number;
  /** Writes of orders that had come before. */
  readonly repeats: number;
  /** Requests of any kind. */
  readonly requests: number;
  /** When the last order came that had not come before. */
  readonly lastAt: number;
}

const PATH = "/sales/";
const POLL_MILLISECONDS = 5;

const sales = new KeptSales();
let writes = new Uint8Array(1 << 20);
let times: (number | undefined)[] | undefined;
let timesFrom = 0;
let orders = 0;
let repeats = 0;
let requests = 0;
let lastAt = 0;

function count(reference: string): void {
  const number = Number(reference) - ORDER_BASE;
  if (!(number >= 0 && number < 1e8)) throw new RangeError(`"${reference}" is not the reference of an order`);
  while (number >= writes.length) {
    const longer = new Uint8Array(writes.length * 2);
    longer.set(writes);
    writes = longer;
  }
  if (writes[number] !== 0) {
    repeats += 1;
    return;
  }
  writes[number] = 1;
  orders += 1;
  lastAt = monotonicMilliseconds();
  if (times !== undefined) times[number - timesFrom] = lastAt;
}

function take({ method, path, body }: FrugalRequest): FrugalAnswer {
  requests += 1;
  if (!path.startsWith(PATH)) return { status: 404, body: '{"message":"there is nothing here"}' };
  const reference = path.slice(PATH.length);
  switch (method) {
    case "PUT":
      count(reference);
      return { status: 200, body: sales.put(reference, body) };
    case "PATCH":
      return found(sales.patch(reference, body));
    default: {
      const sale = sales.get(reference);
      return found(sale === undefined ? undefined : JSON.stringify(sale));
    }
  }
}

function found(sale: string | undefined): FrugalAnswer {
  return sale === undefined
    ? { status: 404, body: '{"message":"there is no such sale"}' }
    : { status: 200, body: sale };
}

const server = createFrugalServer((request) => {
  try {
    return take(request);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { status: 400, body: JSON.stringify({ message }) };
  }
});

function progress(): SinkProgress {
  return { orders, repeats, requests, lastAt };
}

serve<SinkMethods>({
  listen: () =>
    new Promise((resolve) => {
      server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
    }),
  reset(input) {
    sales.reset(input.keeps);
    writes.fill(0);
    times = input.timesFrom === undefined ? undefined : [];
    timesFrom = input.timesFrom ?? 0;
    orders = 0;
    repeats = 0;
    requests = 0;
    lastAt = 0;
  },
  progress,
  complete: ({ orders: wanted, patienceMilliseconds }) =>
    new Promise((resolve, reject) => {
      const begunAt = monotonicMilliseconds();
      const look = (): void => {
        if (orders >= wanted) resolve(progress());
        else if (monotonicMilliseconds() > Math.max(begunAt, lastAt) + patienceMilliseconds)
          reject(new Error(`${orders} of ${wanted} orders came, then none for ${patienceMilliseconds} ms`));
        else setTimeout(look, POLL_MILLISECONDS);
      };
      look();
    }),
  times: ({ count: many }) => Array.from({ length: many }, (_, index) => times?.[index]),
  sales: () => sales.all(),
});
