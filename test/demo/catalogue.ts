/** What the demo's shop sells and Odoo knows; prices in US dollars. */
export const PRODUCTS = [
  { sku: "HX-DRILL-18", name: "Cordless drill 18 V", price: 89.99 },
  { sku: "HX-BIT-SET9", name: "Drill bit set, 9 pcs", price: 9.99 },
  { sku: "GL-WORK-L", name: "Work gloves, size L", price: 16.5 },
  { sku: "PMP-200", name: "Water pump 200 l/h", price: 100 },
  { sku: "SAW-JAPAN", name: "Japanese pull saw", price: 34.45 },
  { sku: "TAPE-5M", name: "Tape measure 5 m", price: 7.25 },
  { sku: "LED-HEAD", name: "Head lamp", price: 24.9 },
  { sku: "SCREW-4X40", name: "Screws 4 × 40, each", price: 0.0375 },
] as const;

/** Odoo's products behind shipping, handling, discounts and sales tax. */
export const CHARGE_PRODUCTS = [
  { sku: "SHIPPING", name: "Shipping" },
  { sku: "HANDLING", name: "Handling" },
  { sku: "DISCOUNT", name: "Discount" },
  { sku: "SALES-TAX", name: "Sales tax" },
] as const;

export interface Market {
  readonly currency: string;
  readonly digits: number;
  readonly country: string;
  readonly state: string;
  readonly city: string;
  readonly zipcode: string;
  /** VAT by rate on every line; undefined: sales tax by amount. */
  readonly vat: { readonly code: string; readonly rate: number; readonly tax: string } | undefined;
  /** Units of the currency for one dollar, as the catalogue is priced. */
  readonly priceFactor: number;
}

export const MARKETS: readonly Market[] = [
  {
    currency: "USD",
    digits: 2,
    country: "US",
    state: "Oregon",
    city: "Portland",
    zipcode: "97205",
    vat: undefined,
    priceFactor: 1,
  },
  {
    currency: "EUR",
    digits: 2,
    country: "DE",
    state: "Berlin",
    city: "Berlin",
    zipcode: "10115",
    vat: { code: "CDEV.VAT.2", rate: 19, tax: "19% MwSt." },
    priceFactor: 1,
  },
  {
    currency: "GBP",
    digits: 2,
    country: "GB",
    state: "Antrim",
    city: "Belfast",
    zipcode: "BT1 3LG",
    vat: { code: "CDEV.VAT.5", rate: 20, tax: "20% VAT" },
    priceFactor: 1,
  },
  {
    currency: "JPY",
    digits: 0,
    country: "JP",
    state: "Tokyo",
    city: "Tokyo",
    zipcode: "153-0063",
    vat: undefined,
    priceFactor: 100,
  },
];

export const CARRIERS = ["UPS Ground", "DHL Paket", "Courier"] as const;

export const FIRST_NAMES = [
  "Marta",
  "Jude",
  "Petra",
  "Kenji",
  "Ana",
  "Tom",
  "Aylin",
  "Noor",
  "Łukasz",
  "Zoë",
  "José",
  "Mei",
] as const;
export const LAST_NAMES = [
  "Lindqvist",
  "Okafor",
  "Vogel",
  "Mori",
  "Silva",
  "O'Neill",
  "Yılmaz",
  "Haddad",
  "Nowak",
  "Dubois",
  "García",
  "Lin",
] as const;
