/** Rows that belong to orders, in the order in which they came, found by their order. */
export class OrderRows<Row extends { readonly orderId: number }> {
  readonly #all: Row[] = [];
  readonly #byOrder = new Map<number, Row[]>();

  /** Appends a row. */
  append(row: Row): void {
    this.#all.push(row);
    const known = this.#byOrder.get(row.orderId);
    if (known === undefined) {
      this.#byOrder.set(row.orderId, [row]);
    } else {
      known.push(row);
    }
  }

  /** The rows of one order, oldest first. */
  of(orderId: number): readonly Row[] {
    return this.#byOrder.get(orderId) ?? [];
  }

  /** All rows, oldest first. */
  all(): readonly Row[] {
    return this.#all;
  }
}
