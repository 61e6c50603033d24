import { MARKETS, type Market } from "../demo/catalogue.ts";

/** Something that Odoo sells through the shop; the price is in US dollars. */
interface Goods {
  readonly sku: string;
  readonly name: string;
  readonly price: number;
  /** Pieces in the main warehouse and in the second one when the week begins. */
  readonly main: number;
  readonly second: number;
}

const KINDS = ["Drill", "Saw", "Lamp", "Pump", "Glove", "Screw box", "Tape", "Ladder", "Hammer", "Clamp"] as const;
const SIZES = ["small", "medium", "large"] as const;

/** Thirty products: most are plenty, every fifth is scarce, and every seventh lies in both warehouses. */
export const GOODS: readonly Goods[] = KINDS.flatMap((kind, row) =>
  SIZES.map((size, column) => {
    const index = row * SIZES.length + column;
    const isScarce = index % 5 === 3;
    return {
      sku: `${kind.slice(0, 4).toUpperCase().trim()}-${size.slice(0, 1).toUpperCase()}`,
      name: `${kind}, ${size}`,
      price: Math.round((4.35 + index * 3.17) * 100) / 100,
      main: isScarce ? 15 : 900 + 10 * index,
      second: index % 7 === 0 ? 40 : 0,
    };
  }),
);

/** Odoo's products behind shipping, handling, discounts and sales tax. */
export const CHARGES = ["SHIPPING", "HANDLING", "DISCOUNT", "SALES-TAX"] as const;

export const CARRIERS = ["UPS Ground", "DHL Paket", "Courier"] as const;

const reduced: Market[] = MARKETS.filter(({ currency }) => currency === "EUR").map((market) => ({
  ...market,
  vat: { code: "CDEV.VAT.3", rate: 7, tax: "7% MwSt." },
}));

/** Four currencies; three rates of VAT, sales tax by amount, and none. */
export const WEEK_MARKETS: readonly Market[] = [...MARKETS, ...reduced];
