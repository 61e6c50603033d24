import { matrixTables } from "./matrix-tables.ts";

const HEAD = `# What happens to an order after its first sync: Acumatica

An order of 25.00 (two shirts for 10.00 each, a mug for 5.00) is brought into the state, then the shop's staff or Acumatica's people do something.
Each row and cell is a test: \`npm run test:long -- test/integrations/acumatica\`. For Odoo see [order-matrix-odoo.md](order-matrix-odoo.md).
`;

const IN_SHOP = `
## In the shop

A row for each state of the sales order in Acumatica, a column for what happens in the shop. "updated": the sales order follows.
"operation called": actions of Acumatica are run. "held": it waits for a person, for this reason; what the cell does
not name stays as it is. "nothing": Acumatica stays as it is.

`;

const IN_ACUMATICA = `
## In Acumatica

What goes back to the shop. Payment statuses: \`Q\` awaiting payment, \`P\` paid, \`C\` cancelled. Shipping statuses: \`N\` new,
\`P\` processing, \`S\` shipped, \`R\` returned. The mails are those that the shop sends to the customer by itself, from the first status to the last.

`;

/** The matrices as a page of the docs. */
export function matrixPage(): string {
  const [shop = "", erp = ""] = matrixTables().split("\n\n");
  return `${HEAD}${IN_SHOP}${shop.trim()}\n${IN_ACUMATICA}${erp.trim()}\n`;
}
