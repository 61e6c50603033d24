import { flagOf, keyText, linesOf, linkOf, numberOf, type Row, rounded, textOf } from "../record/row.ts";
import { type Context, checkChoice, fromTable } from "./context.ts";
import { moneyDigits, roundedMoney } from "./money.ts";
import type { TaxRate } from "./settings.ts";

/** Sums up an order: document discounts, freight, taxes and totals. */
export function completeOrderTotals(context: Context, order: Row): void {
  const details = linesOf(order, "Details");
  const digits = moneyDigits(order);
  const lineTotal = sumOf(details, "Amount", digits);
  const discount = documentDiscount(order, lineTotal);
  completeTaxZone(context, order);
  completeTaxes(context, order, lineTotal, discount);
  const shipping = linkOf(order, "ShippingSettings");
  if (!flagOf(shipping, "OverrideFreightPrice")) {
    shipping.values.FreightPrice = 0;
  }
  const freight = rounded(numberOf(shipping, "FreightPrice") + numberOf(shipping, "PremiumFreight"), digits);
  const tax = sumOf(linesOf(order, "TaxDetails"), "TaxAmount", digits);
  const total = rounded(lineTotal - discount + freight + tax, digits);
  Object.assign(order.values, {
    OrderedQty: sumOf(details, "OrderQty", 6),
    TaxTotal: tax,
    OrderTotal: total,
    ControlTotal: order.values.ControlTotal ?? 0,
    VATExemptTotal: 0,
    VATTaxableTotal: 0,
  });
  Object.assign(linkOf(order, "Totals").values, {
    DiscountTotal: discount,
    Freight: freight,
    FreightCost: 0,
    LineTotalAmount: lineTotal,
    MiscTotalAmount: 0,
    TaxTotal: tax,
    UnbilledAmount:
      lineTotal === 0 ? total : rounded((total * sumOf(details, "UnbilledAmount", digits)) / lineTotal, digits),
    UnbilledQty: rounded(sumOf(details, "OrderQty", 6) - sumOf(details, "BilledQty", 6), 6),
  });
}

/** The sum of a field over lines. */
export function sumOf(lines: readonly Row[], field: string, digits = 2): number {
  return rounded(
    lines.reduce((sum, line) => sum + numberOf(line, field), 0),
    digits,
  );
}

function documentDiscount(order: Row, lineTotal: number): number {
  for (const line of linesOf(order, "DiscountDetails")) {
    line.values.Type ??= "External Document";
    line.values.ManualDiscount ??= true;
    if (line.values.DiscountAmount === null) {
      line.values.DiscountAmount = roundedMoney((lineTotal * numberOf(line, "DiscountPercent")) / 100, order);
    }
  }
  return sumOf(linesOf(order, "DiscountDetails"), "DiscountAmount", moneyDigits(order));
}

function completeTaxZone(context: Context, order: Row): void {
  const financial = linkOf(order, "FinancialSettings");
  if (!flagOf(financial, "OverrideTaxZone")) {
    const customer = context.workspace.byKey("Customer", order.values.CustomerID);
    financial.values.CustomerTaxZone = textOf(customer, "TaxZone") || null;
  }
  checkChoice(context, financial, "CustomerTaxZone", "Customer Tax Zone", fromTable(context, "TaxZone"));
}

// Sent taxes stay when the zone is external, or when the system computes taxes of just these ids; otherwise its own win.
function completeTaxes(context: Context, order: Row, lineTotal: number, discount: number): void {
  const { merged, settings, workspace } = context;
  const zone = textOf(linkOf(order, "FinancialSettings"), "CustomerTaxZone");
  const lines = order.rows.TaxDetails ?? [];
  for (const line of lines) {
    checkChoice(context, line, "TaxID", "Tax ID", (value) => taxOf(settings.taxes, String(value))?.taxId);
    line.values.IsSent = line.values.IsSent === true || merged.sentOf(line) !== undefined;
  }
  if (lines.some((line) => merged.errorsOf(line).TaxID !== undefined)) {
    return;
  }
  const applicable = linesOf(workspace.byKey("TaxZone", zone), "ApplicableTaxes").flatMap((line) => {
    const tax = taxOf(settings.taxes, textOf(line, "TaxID"));
    return tax === undefined ? [] : [tax];
  });
  const isExternal = settings.externalTaxZones.some((external) => keyText(external) === keyText(zone));
  const sent = lines.filter((line) => line.values.IsSent === true);
  const areKnown = sent.every((line) => taxOf(applicable, textOf(line, "TaxID")) !== undefined);
  const keepsSent = flagOf(order, "IsTaxValid") && sent.length > 0 && (isExternal || areKnown);
  if (keepsSent) {
    order.rows.TaxDetails = sent;
  } else if (isExternal) {
    order.rows.TaxDetails = [];
  } else {
    computeTaxes(context, order, applicable, lineTotal, discount);
  }
  for (const line of order.rows.TaxDetails ?? []) {
    Object.assign(line.values, { CustomerTaxZone: zone, TaxType: "Sales", LineNbr: 32_000 });
    line.values.OrderType = order.values.OrderType ?? null;
    line.values.OrderNbr = order.values.OrderNbr ?? null;
  }
}

function computeTaxes(
  { workspace }: Context,
  order: Row,
  applicable: readonly TaxRate[],
  lineTotal: number,
  discount: number,
): void {
  const taxable = sumOf(
    linesOf(order, "Details").filter((line) => keyText(line.values.TaxCategory) !== "EXEMPT"),
    "Amount",
    moneyDigits(order),
  );
  const base = roundedMoney(taxable - (lineTotal === 0 ? 0 : (discount * taxable) / lineTotal), order);
  const before = order.rows.TaxDetails ?? [];
  order.rows.TaxDetails = [];
  for (const { taxId, rate } of base === 0 ? [] : applicable) {
    const known = before.find((line) => keyText(line.values.TaxID) === keyText(taxId));
    const line = known ?? workspace.insertLine(order, "TaxDetails", "TaxDetail");
    if (known !== undefined) {
      order.rows.TaxDetails.push(known);
    }
    Object.assign(line.values, {
      TaxID: taxId,
      TaxRate: rate,
      TaxableAmount: base,
      TaxAmount: roundedMoney((base * rate) / 100, order),
      IsSent: false,
    });
  }
}

function taxOf(taxes: readonly TaxRate[], taxId: string): TaxRate | undefined {
  return taxes.find((tax) => keyText(tax.taxId) === keyText(taxId));
}
