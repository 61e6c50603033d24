/** What the sandboxes sell: known to the shop and to the ERP. */
export const SANDBOX_PRODUCTS = [
  { sku: "LAMP-DESK", name: "Desk lamp", price: 39.5 },
  { sku: "CHAIR-OAK", name: "Oak chair", price: 120 },
  { sku: "RUG-WOOL", name: "Wool rug", price: 249.9 },
] as const;

/** Products of the ERP that stand for a shop's surcharges. */
export const SANDBOX_SERVICES = ["SHIPPING", "HANDLING", "DISCOUNT", "SALES-TAX"] as const;

/** Orders to begin with: one paid, one not yet, and one that the ERP cannot take, so that there is something to mend. */
export const SANDBOX_ORDERS = [
  {
    email: "ada@example.com",
    payment_status: "P",
    items: [{ sku: "LAMP-DESK", amount: 2 }],
    surcharges: [{ type: "shipping", value: 4.9 }],
  },
  { email: "ben@example.com", payment_status: "Q", items: [{ sku: "CHAIR-OAK", amount: 4 }] },
  { email: "cleo@example.com", payment_status: "P", items: [{ sku: "SOFA-RED", name: "Red sofa", price: 899 }] },
] as const;
