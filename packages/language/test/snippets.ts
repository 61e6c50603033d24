const IMPORTS =
  'xmap 1\nimport { shop, erp, team, Order, Address, Sale, Partner, Product, Tax, Country } from "./systems.xmap"\n' +
  'import { ProductId, TaxId, CountryId } from "./systems.xmap"\n';

/** Declarations in a file that sees the fixture's systems. */
export function file(declarations: string): string {
  return `${IMPORTS}${declarations}\n`;
}

/** A complete binding of orders to sales with more items. */
export function binding(items: string): string {
  return file(
    `binding Buyer: Order -> Partner {\n  email -> email key\n  "n" -> name\n}\n` +
      `binding ToSale: Order -> Sale {\n  number -> reference key\n  $ -> partner_id via Buyer\n${items}\n}`,
  );
}

/** A flow over orders with these steps. */
export function flow(steps: string, head = "flow Run for order: Order"): string {
  return binding("").concat(`${head} {\n  on change by webhook\n${steps}\n}\n`);
}
