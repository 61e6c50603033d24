import { CARRIERS, FIRST_NAMES, LAST_NAMES, MARKETS, type Market, PRODUCTS } from "./catalogue.ts";
import { createSeededRandom, type SeededRandom } from "./random.ts";

/** What happens to an order in the demo. */
export const STORIES = [
  "paid",
  "quotation",
  "paidLater",
  "linesEdited",
  "addressEdited",
  "cancelled",
  "shipped",
  "shippedInTwoParts",
  "cancelledAfterDelivery",
  "unknownSku",
  "noEmail",
  "noLines",
  "unknownStatus",
] as const;
export type Story = (typeof STORIES)[number];

/** How many of a hundred orders have each story. */
const SHARES: Readonly<Record<Story, number>> = {
  paid: 33,
  quotation: 10,
  paidLater: 8,
  linesEdited: 8,
  addressEdited: 6,
  cancelled: 7,
  shipped: 10,
  shippedInTwoParts: 3,
  cancelledAfterDelivery: 3,
  unknownSku: 5,
  noEmail: 3,
  noLines: 2,
  unknownStatus: 2,
};

export interface PlannedLine {
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  readonly unitPrice: number;
}

export interface PlannedCharge {
  readonly type: "shipping" | "discount" | "tax";
  readonly code: string;
  readonly name: string;
  readonly value: number;
}

export interface PlannedAddress {
  readonly firstname: string;
  readonly lastname: string;
  readonly phone: string;
  readonly street: string;
  readonly zipcode: string;
  readonly city: string;
  readonly country: string;
  readonly state: string;
}

/** One order as it is placed, and what becomes of it. */
export interface PlannedOrder {
  readonly index: number;
  readonly story: Story;
  /** Announced by the companion module's webhook; else found by polling alone. */
  readonly announced: boolean;
  readonly market: Market;
  readonly email: string;
  readonly paymentStatus: string;
  readonly carrier: string;
  readonly billing: PlannedAddress;
  /** Undefined: the same as the billing address. */
  readonly shipping: PlannedAddress | undefined;
  readonly lines: readonly PlannedLine[];
  readonly charges: readonly PlannedCharge[];
  /** Of `linesEdited`: the lines and charges afterwards. */
  readonly edited: { readonly lines: readonly PlannedLine[]; readonly charges: readonly PlannedCharge[] } | undefined;
  /** Of `addressEdited`: where it goes afterwards. */
  readonly movedTo: PlannedAddress | undefined;
}

/** The orders of a demo: the same seed and count give the same plan. */
export function planOrders(count: number, seed: number): PlannedOrder[] {
  const random = createSeededRandom(seed);
  const stories = STORIES.flatMap((story) =>
    Array.from({ length: Math.round((SHARES[story] * count) / 100) }, () => story),
  );
  while (stories.length < count) stories.push("paid");
  stories.length = count;
  shuffle(stories, random);
  return stories.map((story, index) => planOrder(story, index, random));
}

function planOrder(story: Story, index: number, random: SeededRandom): PlannedOrder {
  const market = random.pick(MARKETS);
  const customer = random.whole(1, 90);
  const name = { firstname: FIRST_NAMES[customer % 12] ?? "Ana", lastname: LAST_NAMES[(customer * 7) % 12] ?? "Lin" };
  const billing = planAddress(market, name, `${customer} Alder Court`, customer);
  const shipping =
    random.fraction() < 0.3
      ? planAddress(market, { ...name, firstname: "Depot" }, `${customer} Quay Street`, customer)
      : undefined;
  const lines = planLines(story, market, random);
  const movedTo = story === "addressEdited" ? planAddress(market, name, `${index} New Road`, customer) : undefined;
  const editedLines = story === "linesEdited" ? editLines(lines, random) : undefined;
  return {
    index,
    story,
    announced: index % 2 === 0,
    market,
    email: story === "noEmail" ? "" : `customer${customer}@example.com`,
    paymentStatus: paymentStatusOf(story),
    carrier: random.pick(CARRIERS),
    billing,
    shipping,
    lines,
    charges: planCharges(market, lines),
    edited: editedLines === undefined ? undefined : { lines: editedLines, charges: planCharges(market, editedLines) },
    movedTo,
  };
}

function paymentStatusOf(story: Story): string {
  if (story === "quotation" || story === "paidLater") return "Q";
  return story === "unknownStatus" ? "X1" : "P";
}

function planAddress(
  market: Market,
  name: { firstname: string; lastname: string },
  street: string,
  customer: number,
): PlannedAddress {
  const { city, zipcode, country, state } = market;
  return { ...name, phone: `+1 503 555 ${String(1000 + customer)}`, street, zipcode, city, country, state };
}

function planLines(story: Story, market: Market, random: SeededRandom): PlannedLine[] {
  if (story === "noLines") return [];
  const first = random.whole(0, PRODUCTS.length - 1);
  const count = story === "shippedInTwoParts" ? 2 : random.whole(1, 3);
  const lines = Array.from({ length: count }, (_, position): PlannedLine => {
    const product = PRODUCTS[(first + position) % PRODUCTS.length] ?? PRODUCTS[0];
    const quantity = product.sku === "SCREW-4X40" ? 40 * random.whole(1, 50) : random.whole(1, 4);
    return { sku: product.sku, name: product.name, quantity, unitPrice: unitPriceIn(market, product.price) };
  });
  if (story !== "unknownSku") return lines;
  return [...lines, { sku: `GHOST-${first}`, name: "Not in Odoo", quantity: 1, unitPrice: unitPriceIn(market, 5) }];
}

/** A price in a market's currency: four digits, but whole units where the currency has no cents. */
export function unitPriceIn(market: Market, dollars: number): number {
  const price = dollars * market.priceFactor;
  return market.digits === 0 ? Math.max(1, Math.round(price)) : Math.round(price * 10_000) / 10_000;
}

function editLines(lines: readonly PlannedLine[], random: SeededRandom): PlannedLine[] {
  const [first, ...rest] = lines;
  if (first === undefined) return [];
  if (rest.length > 0 && random.fraction() < 0.5) return rest;
  return [{ ...first, quantity: first.quantity * 2 }, ...rest];
}

/** Shipping, a discount for large orders, and the tax that is due on both and the lines. */
export function planCharges(market: Market, lines: readonly PlannedLine[]): PlannedCharge[] {
  const round = (value: number): number => roundTo(value, market.digits);
  const lineAmounts = lines.map((line) => round(line.quantity * line.unitPrice));
  const subTotal = lineAmounts.reduce((sum, amount) => sum + amount, 0);
  const charges: PlannedCharge[] = [
    { type: "shipping", code: "SHIPPING", name: "Shipping cost", value: round(5 * market.priceFactor) },
  ];
  if (subTotal > 150 * market.priceFactor) {
    charges.push({ type: "discount", code: "DISCOUNT", name: "Volume discount", value: -round(subTotal * 0.05) });
  }
  const { vat } = market;
  if (vat === undefined) {
    charges.push({ type: "tax", code: "CDEV.STAX.1", name: "Sales tax", value: round(subTotal * 0.0771) });
  } else {
    const taxed = charges.reduce((sum, charge) => sum + charge.value, subTotal);
    charges.push({ type: "tax", code: vat.code, name: "VAT", value: round((taxed * vat.rate) / 100) });
  }
  return charges;
}

/** Half away from zero, with the noise of binary fractions taken off first. */
export function roundTo(value: number, digits: number): number {
  const factor = 10 ** digits;
  const scaled = Number((Math.abs(value) * factor).toPrecision(13));
  return (Math.sign(value) * Math.round(scaled)) / factor || 0;
}

function shuffle<Item>(items: Item[], random: SeededRandom): void {
  for (let position = items.length - 1; position > 0; position -= 1) {
    const other = random.whole(0, position);
    const [left, right] = [items[position], items[other]];
    if (left === undefined || right === undefined) continue;
    items[position] = right;
    items[other] = left;
  }
}
