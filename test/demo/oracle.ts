import { type PlannedAddress, type PlannedCharge, type PlannedLine, type PlannedOrder, roundTo } from "./plan.ts";

/** What must be true of one order at the end, worked out from the plan alone. */
export type Expectation =
  | {
      readonly kind: "delivered";
      readonly sale: ExpectedSale;
      readonly shopStatus: string;
      readonly shippedMails: number;
    }
  | {
      readonly kind: "held";
      readonly reason: string;
      readonly sale: ExpectedSale | undefined;
      readonly shopStatus: string;
      readonly shippedMails: number;
    }
  | { readonly kind: "deadLettered"; readonly reason: string };

export interface ExpectedSale {
  readonly state: "draft" | "sale" | "cancel";
  readonly currency: string;
  readonly total: number;
  readonly email: string;
  readonly carrier: string;
  readonly shipsTo: string;
  readonly lines: readonly SaleLine[];
}

export interface SaleLine {
  readonly sku: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly taxes: readonly string[];
}

/** A sale as the ERP's own records show it. */
export interface FoundSale extends Omit<ExpectedSale, "state"> {
  readonly state: string;
}

/** The ERP's product behind each kind of charge. */
export const CHARGE_SKUS: Readonly<Record<PlannedCharge["type"], string>> = {
  shipping: "SHIPPING",
  discount: "DISCOUNT",
  tax: "SALES-TAX",
};

/** The end of each story. */
export function expectedEnd(order: PlannedOrder): Expectation {
  switch (order.story) {
    case "unknownSku":
      return { kind: "deadLettered", reason: "SKU GHOST" };
    case "noLines":
      return { kind: "deadLettered", reason: "has no lines" };
    case "noEmail":
      return { kind: "held", reason: "has no e-mail address", sale: undefined, shopStatus: "N", shippedMails: 0 };
    case "unknownStatus":
      return {
        kind: "held",
        reason: "payment status X1 is new to us",
        sale: undefined,
        shopStatus: "N",
        shippedMails: 0,
      };
    case "cancelledAfterDelivery":
      return {
        kind: "held",
        reason: "a return or credit is needed",
        sale: expectedSale(order, "sale"),
        shopStatus: "S",
        shippedMails: 1,
      };
    case "shipped":
    case "shippedInTwoParts":
      return { kind: "delivered", sale: expectedSale(order, "sale"), shopStatus: "S", shippedMails: 1 };
    case "cancelled":
      return { kind: "delivered", sale: expectedSale(order, "cancel"), shopStatus: "N", shippedMails: 0 };
    case "quotation":
      return { kind: "delivered", sale: expectedSale(order, "draft"), shopStatus: "N", shippedMails: 0 };
    case "paid":
    case "paidLater":
    case "linesEdited":
    case "addressEdited":
      return { kind: "delivered", sale: expectedSale(order, "sale"), shopStatus: "N", shippedMails: 0 };
  }
}

function expectedSale(order: PlannedOrder, state: ExpectedSale["state"]): ExpectedSale {
  const lines = order.edited?.lines ?? order.lines;
  const charges = order.edited?.charges ?? order.charges;
  const address: PlannedAddress = order.movedTo ?? order.shipping ?? order.billing;
  return {
    state,
    currency: order.market.currency,
    total: orderTotal(order.market.digits, lines, charges),
    email: order.email,
    carrier: order.carrier,
    shipsTo: address.street,
    lines: expectedLines(order, lines, charges),
  };
}

/** What the shop charges: lines at net price, then every charge, rounded to the currency. */
export function orderTotal(digits: number, lines: readonly PlannedLine[], charges: readonly PlannedCharge[]): number {
  const goods = lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0);
  return roundTo(
    charges.reduce((sum, charge) => sum + charge.value, goods),
    digits,
  );
}

/** VAT is a rate on every line; sales tax is an amount and so a line of its own. */
function expectedLines(
  order: PlannedOrder,
  lines: readonly PlannedLine[],
  charges: readonly PlannedCharge[],
): SaleLine[] {
  const { vat } = order.market;
  const taxes = vat === undefined ? [] : [vat.tax];
  const goods = lines.map(
    (line): SaleLine => ({ sku: line.sku, quantity: line.quantity, unitPrice: line.unitPrice, taxes }),
  );
  const extra = charges
    .filter((charge) => charge.type !== "tax" || vat === undefined)
    .map((charge): SaleLine => ({ sku: CHARGE_SKUS[charge.type], quantity: 1, unitPrice: charge.value, taxes }));
  return [...goods, ...extra];
}

/** Every difference between what must be and what is, in words; empty when they agree. */
export function compareSale(expected: ExpectedSale, found: FoundSale): string[] {
  const differences: string[] = [];
  const compare = (what: string, wanted: string | number, is: string | number): void => {
    if (wanted !== is) differences.push(`${what} is ${is}, must be ${wanted}`);
  };
  compare("state", expected.state, found.state);
  compare("currency", expected.currency, found.currency);
  compare("total", expected.total, found.total);
  compare("e-mail", expected.email, found.email);
  compare("carrier", expected.carrier, found.carrier);
  compare("delivery street", expected.shipsTo, found.shipsTo);
  compare("lines", describeLines(expected.lines), describeLines(found.lines));
  return differences;
}

/** Lines in an order that does not depend on how they were written. */
function describeLines(lines: readonly SaleLine[]): string {
  return lines
    .map(
      (line) =>
        `${line.quantity} × ${line.sku} at ${line.unitPrice}${line.taxes.length > 0 ? ` + ${line.taxes.join(", ")}` : ""}`,
    )
    .sort()
    .join("; ");
}
