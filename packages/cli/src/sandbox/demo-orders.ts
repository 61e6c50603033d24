import { createSeededRandom } from "@xmap/sandbox";
import type { OrderInput } from "@xmap/sandbox/xcart";
import { DEMO_CARRIERS, DEMO_CUSTOMERS, DEMO_PAYMENT_METHODS, DEMO_PRODUCTS } from "./demo-goods.ts";

const ORDER_COUNT = 12;
const MOST_LINES = 3;
const PAYMENT_STATUSES = ["P", "P", "P", "Q", "A"] as const;

/** Orders to begin with; the same seed, the same orders. */
export function demoOrders(seed: number): readonly OrderInput[] {
  const random = createSeededRandom(seed);
  return Array.from({ length: ORDER_COUNT }, (): OrderInput => {
    const customer = random.pick(DEMO_CUSTOMERS);
    const first = random.whole(0, DEMO_PRODUCTS.length - 1);
    const lines = random.whole(1, MOST_LINES);
    const goods = [...DEMO_PRODUCTS, ...DEMO_PRODUCTS].slice(first, first + lines);
    const payment_status = random.pick(PAYMENT_STATUSES);
    return {
      email: `${plainLetters(customer.firstname)}@example.com`,
      payment_status,
      payment_method: random.pick(DEMO_PAYMENT_METHODS),
      shipping_method_name: random.pick(DEMO_CARRIERS),
      billing_address: { ...customer, country_code: "US", state_name: "Oregon" },
      items: goods.map(({ sku }) => ({ sku, amount: random.whole(1, 4) })),
      surcharges: [
        { type: "shipping", value: random.pick([4.9, 9.5, 0]) },
        ...(random.fraction() < 0.3 ? [{ type: "discount", value: -random.whole(1, 15) }] : []),
      ],
    };
  });
}

function plainLetters(name: string): string {
  return name
    .normalize("NFD")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();
}
