/** An item as the system keeps it. */
export interface Item {
  readonly id: number;
  readonly sku: string;
  readonly name: string;
  readonly price: number;
  readonly tags: readonly string[];
  readonly serial: string;
  readonly status: "open" | "released" | "archived";
  readonly changed_at: string;
}

/** The items of one installation, with the time of its clock. */
export class Store {
  readonly #items = new Map<number, Item>();
  readonly #now: () => Date;
  #lastId = 0;

  constructor(now: () => Date) {
    this.#now = now;
  }

  add(values: Partial<Item>): Item {
    this.#lastId += 1;
    const empty = { sku: `SKU-${this.#lastId}`, name: "", price: 0, tags: [], serial: "", status: "open" } as const;
    return this.#put({ ...empty, ...values, id: this.#lastId, changed_at: this.#stamp() });
  }

  /** Changes an item; undefined when there is none. */
  change(id: number, values: Partial<Item>): Item | undefined {
    const item = this.#items.get(id);
    return item === undefined ? undefined : this.#put({ ...item, ...values, id, changed_at: this.#stamp() });
  }

  remove(id: number): void {
    this.#items.delete(id);
  }

  get(id: number): Item | undefined {
    return this.#items.get(id);
  }

  all(): readonly Item[] {
    return [...this.#items.values()];
  }

  #put(item: Item): Item {
    this.#items.set(item.id, item);
    return item;
  }

  /** The system writes its own zone, and whole seconds. */
  #stamp(): string {
    const shifted = new Date(this.#now().getTime() + 7_200_000);
    return `${shifted.toISOString().slice(0, 19)}+02:00`;
  }
}
