import type { OdooSandbox } from "@xmap/sandbox/odoo";
import type { FoundSale, SaleLine } from "./oracle.ts";

type Row = ReturnType<OdooSandbox["records"]>[number];

/** What the ERP's own records say of the sales, by the shop's order number. */
export interface ErpView {
  salesOf(orderNumber: string): readonly { readonly id: number; readonly name: string; readonly sale: FoundSale }[];
  /** E-mail addresses that more than one customer has. */
  readonly sharedEmails: readonly string[];
  readonly saleCount: number;
}

/** Reads the ERP sandbox's records once. */
export function viewErp(erp: OdooSandbox): ErpView {
  const table = (model: string): Map<number, Row> => new Map(erp.records(model).map((row) => [Number(row.id), row]));
  const lines = table("sale.order.line");
  const products = table("product.product");
  const taxes = table("account.tax");
  const partners = table("res.partner");
  const currencies = table("res.currency");
  const carriers = table("delivery.carrier");
  const sales = erp.records("sale.order");
  const byNumber = Map.groupBy(sales, (sale) => String(sale.client_order_ref));

  const lineView = (line: Row): SaleLine => ({
    sku: textOf(products, line.product_id, "default_code"),
    quantity: Number(line.product_uom_qty),
    unitPrice: Number(line.price_unit),
    taxes: idsOf(line.tax_ids).map((id) => textOf(taxes, id, "name")),
  });
  const saleView = (sale: Row): FoundSale => ({
    state: String(sale.state),
    currency: textOf(currencies, sale.currency_id, "name"),
    total: Number(sale.amount_total),
    email: textOf(partners, sale.partner_id, "email"),
    carrier: textOf(carriers, sale.carrier_id, "name"),
    shipsTo: textOf(partners, sale.partner_shipping_id, "street"),
    lines: idsOf(sale.order_line).flatMap((id) => {
      const line = lines.get(id);
      // A confirmed sale keeps a removed line with nothing in it.
      return line === undefined || Number(line.product_uom_qty) === 0 ? [] : [lineView(line)];
    }),
  });
  const customers = [...partners.values()].filter((partner) => partner.email && partner.type !== "delivery");
  const emails = Map.groupBy(customers, (partner) => String(partner.email).toLowerCase());
  return {
    saleCount: sales.length,
    salesOf: (number) =>
      (byNumber.get(number) ?? []).map((sale) => ({
        id: Number(sale.id),
        name: String(sale.name),
        sale: saleView(sale),
      })),
    sharedEmails: [...emails].filter(([, owners]) => owners.length > 1).map(([email]) => email),
  };
}

function idsOf(value: Row[string] | undefined): number[] {
  return Array.isArray(value) ? value.map(Number) : [];
}

function textOf(table: Map<number, Row>, id: Row[string] | undefined, field: string): string {
  const value = table.get(Number(id))?.[field];
  return value === undefined || value === false || value === null ? "" : String(value);
}
