/** What follows of events, in words. */
export interface Matrix {
  /** In Odoo of a shop's event, by the state that the sale is in. */
  readonly shopEvents: Record<string, Record<string, readonly string[]>>;
  /** In the shop of an event in Odoo. */
  readonly odooEvents: Record<string, readonly string[]>;
}
