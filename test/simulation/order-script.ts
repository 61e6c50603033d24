import type { ShownOrder } from "@xmap/sandbox/xcart";
import { type PlannedCharge, type PlannedLine, planCharges, roundTo, unitPriceIn } from "../demo/plan.ts";
import { toAddress, toItem, toSurcharge } from "../demo/shop-orders.ts";
import type { Customer, Customers } from "./customers.ts";
import { CARRIERS, GOODS } from "./goods.ts";
import { OrderActs } from "./order-acts.ts";
import type { OrderLife } from "./order-life.ts";
import type { SalesWatcher } from "./sales-watcher.ts";
import { drawStory, firstPaymentStatus, type Story } from "./stories.ts";
import type { TimetableParts } from "./timetable.ts";

interface ScriptParts extends TimetableParts {
  readonly customers: Customers;
  readonly watcher: SalesWatcher;
}

/** Customers who place orders, and everybody who then does something with them. */
export class OrderScript {
  readonly lives: OrderLife[] = [];
  readonly #parts: ScriptParts;
  readonly #acts: OrderActs;

  constructor(parts: ScriptParts) {
    this.#parts = parts;
    this.#acts = new OrderActs(parts);
  }

  /** A customer looks at the shop; false when it has nothing to sell. */
  place(): boolean {
    const { world, random, customers, watcher } = this.#parts;
    const story = drawStory(random);
    const customer = customers.next();
    const lines = this.#basket(story, customer);
    if (lines.length === 0) return false;
    watcher.placing(lines);
    const charges = planCharges(customer.market, lines);
    const announced = random.fraction() < 0.85;
    const shown = world.shop.placeOrder(
      {
        email: story === "noEmail" ? "" : customer.email,
        currency: customer.market.currency,
        payment_status: firstPaymentStatus(story),
        payment_method: story === "bankTransfer" ? "Bank transfer" : "Credit card",
        shipping_method_name: random.pick(CARRIERS),
        items: lines.map(toItem),
        surcharges: charges.map(toSurcharge),
        billing_address: toAddress(customer.address),
        ...(customer.profileId === undefined || story === "noEmail" ? {} : { customer_id: customer.profileId }),
      },
      { announce: announced },
    );
    const life = lifeOf(story, customer, announced, shown, lines, charges);
    this.lives.push(life);
    watcher.placed(life);
    this.#acts.plan(life);
    return true;
  }

  /** One to three products, never more than the shop says it has. */
  #basket(story: Story, { market }: Customer): readonly PlannedLine[] {
    const { world, random } = this.#parts;
    const wanted = new Set(Array.from({ length: random.whole(1, 3) }, () => random.pick(GOODS)));
    const offered = new Map(world.shop.products().map((product) => [product.sku, product]));
    const lines = [...wanted].flatMap(({ sku, name, price }): PlannedLine[] => {
      const product = offered.get(sku);
      const quantity = Math.min(random.whole(1, 4), product?.enabled === true ? product.amount : 0);
      return quantity > 0 ? [{ sku, name, quantity, unitPrice: unitPriceIn(market, price) }] : [];
    });
    if (story !== "unknownSku" || lines.length === 0) return lines;
    return [...lines, { sku: "GHOST-1", name: "Not in Odoo", quantity: 1, unitPrice: unitPriceIn(market, 5) }];
  }
}

function lifeOf(
  story: Story,
  customer: Customer,
  announced: boolean,
  shown: ShownOrder,
  lines: readonly PlannedLine[],
  charges: readonly PlannedCharge[],
): OrderLife {
  const total = roundTo(shown.total, customer.market.digits);
  const number = String(shown.order_number);
  const payment = firstPaymentStatus(story);
  const isSold = !["unknownSku", "unknownStatus", "noEmail"].includes(story);
  const waits: { readonly [story in Story]?: readonly string[] } = {
    unknownSku: ["SKU GHOST-1 is not in Odoo"],
    unknownStatus: ["X-Cart payment status X1 is new to us"],
    noEmail: [`order ${number} has no e-mail address`],
  };
  return {
    story,
    id: Number(shown.id),
    number,
    customer,
    announced,
    shown,
    lines,
    charges,
    expected: {
      payment,
      shipping: "N",
      sale: isSold ? (payment === "P" ? "sale" : "draft") : undefined,
      total,
      street: customer.address.street,
      paymentMails: 0,
      shippedMails: 0,
      tracking: [],
      paid: isSold && payment === "P" ? [total] : [],
      credited: [],
      paidBack: [],
      waits: [...(waits[story] ?? [])],
    },
  };
}
