/** What the sandboxes sell, known to the shop and to the ERP; prices in US dollars. */
export const DEMO_PRODUCTS = [
  { sku: "LAMP-DESK", name: "Desk lamp", price: 39.5 },
  { sku: "LAMP-FLOOR", name: "Floor lamp", price: 89 },
  { sku: "CHAIR-OAK", name: "Oak chair", price: 120 },
  { sku: "TABLE-OAK", name: "Oak table", price: 480 },
  { sku: "RUG-WOOL", name: "Wool rug", price: 249.9 },
  { sku: "VASE-GLASS", name: "Glass vase", price: 24.25 },
] as const;

/** Odoo's products that stand for a shop's surcharges. */
export const DEMO_SERVICES = [
  { sku: "SHIPPING", name: "Shipping" },
  { sku: "HANDLING", name: "Handling" },
  { sku: "DISCOUNT", name: "Discount" },
  { sku: "SALES-TAX", name: "Sales tax" },
] as const;

export const DEMO_STOCK = 1_000;

export const DEMO_CARRIERS = ["UPS Ground", "Courier"] as const;

export const DEMO_PAYMENT_METHODS = ["Credit card", "PayPal", "Bank transfer"] as const;

export const DEMO_CUSTOMERS = [
  { firstname: "Marta", lastname: "Lindqvist", street: "12 Alder Street", zipcode: "97205", city: "Portland" },
  { firstname: "Jude", lastname: "Okafor", street: "4 Harbor Lane", zipcode: "97301", city: "Salem" },
  { firstname: "Zoë", lastname: "Dubois", street: "77 Dock Road", zipcode: "97401", city: "Eugene" },
  { firstname: "Łukasz", lastname: "O'Neill", street: "9 Mill Court", zipcode: "97701", city: "Bend" },
] as const;
