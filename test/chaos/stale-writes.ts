import type { JournalEntry } from "@xmap/sandbox";
import type { OdooSandbox } from "@xmap/sandbox/odoo";
import type { ShownOrder } from "@xmap/sandbox/xcart";
import { CHARGE_SKUS } from "../demo/oracle.ts";
import { type JournaledSale, valuesOf } from "./sale-journal.ts";

/** What the ERP's ids in a journal entry stand for. */
export interface ErpNames {
  skuOf(product: number): string;
  streetOf(partner: number): string;
}

/** Reads the ERP's products and partners once. */
export function nameErpRecords(erp: OdooSandbox): ErpNames {
  const skus = new Map(erp.records("product.product").map((row) => [Number(row.id), String(row.default_code)]));
  const streets = new Map(erp.records("res.partner").map((row) => [Number(row.id), String(row.street)]));
  return { skuOf: (product) => skus.get(product) ?? "", streetOf: (partner) => streets.get(partner) ?? "" };
}

/**
 * The writes of one sale that put an older version of the shop's order over a newer one, in words. Each write is taken
 * for the oldest version that has its values and is not older than the writes before it; a write without one is stale.
 */
export function staleWrites(sale: JournaledSale, versions: readonly ShownOrder[], names: ErpNames): string[] {
  const stale: string[] = [];
  const skuOfLine = new Map<string, string>();
  let reached = 0;
  for (const entry of sale.entries) {
    const product = valuesOf(entry).product_id;
    if (typeof product === "number") skuOfLine.set(entry.record, names.skuOf(product));
    const isOf = (version: ShownOrder): boolean => fits(entry, skuOfLine.get(entry.record), version, names);
    const found = versions.findIndex((version, index) => index >= reached && isOf(version));
    if (found < 0) {
      const from = versions.findIndex(isOf);
      stale.push(`${describe(entry)} ${from < 0 ? "is of no version" : `is of version ${from}`} after ${reached}`);
    } else reached = found;
  }
  return stale;
}

function fits(entry: JournalEntry, sku: string | undefined, version: ShownOrder, names: ErpNames): boolean {
  return entry.record.startsWith("sale.order/")
    ? fitsSale(valuesOf(entry), version, names)
    : fitsLine(entry, sku ?? "", version);
}

function fitsSale(values: Readonly<Record<string, unknown>>, version: ShownOrder, names: ErpNames): boolean {
  const { note, partner_shipping_id: recipient, state } = values;
  const goesTo = version.shipping_address ?? version.billing_address;
  const payment = version.payment_status.code;
  return (
    (note === undefined || note === version.notes) &&
    (typeof recipient !== "number" || names.streetOf(recipient) === goesTo?.street) &&
    (state !== "sale" || payment === "P") &&
    (state !== "cancel" || ["C", "D", "R"].includes(payment))
  );
}

function fitsLine(entry: JournalEntry, sku: string, version: ShownOrder): boolean {
  const { product_uom_qty: quantity, price_unit: price } = valuesOf(entry);
  const line = lineOf(sku, version);
  if (entry.what === "unlink" || quantity === 0) return line === undefined;
  return (quantity === undefined || quantity === line?.quantity) && (price === undefined || price === line?.unitPrice);
}

/** The position of an order with a product, or the charge that a product stands for. */
function lineOf(sku: string, version: ShownOrder): { quantity: number; unitPrice: number } | undefined {
  const item = version.items.find((candidate) => candidate.sku === sku);
  if (item !== undefined) return { quantity: item.amount, unitPrice: item.item_net_price };
  const charge = version.surcharges.find(({ type }) =>
    Object.entries(CHARGE_SKUS).some(([kind, product]) => kind === type && product === sku),
  );
  return charge === undefined ? undefined : { quantity: 1, unitPrice: charge.value };
}

function describe({ what, record, detail }: JournalEntry): string {
  return `${what} ${record} ${JSON.stringify(detail)}`;
}
