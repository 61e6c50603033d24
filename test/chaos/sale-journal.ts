import type { JournalEntry } from "@xmap/sandbox";
import type { OdooSandbox } from "@xmap/sandbox/odoo";

/** What the ERP's journal says of one sale. */
export interface JournaledSale {
  readonly id: number;
  readonly orderNumber: string;
  /** Entries about the sale itself and about its lines, as they were committed. */
  readonly entries: readonly JournalEntry[];
}

/** Follows the ERP's journal and sorts it by sale; reads only what is new. */
export class SaleJournal {
  readonly #erp: OdooSandbox;
  readonly #sales = new Map<number, { id: number; orderNumber: string; entries: JournalEntry[] }>();
  readonly #saleOfLine = new Map<number, number>();
  readonly #byNumber = new Map<string, JournaledSale[]>();
  #read = 0;

  constructor(erp: OdooSandbox) {
    this.#erp = erp;
  }

  /** How many entries there are. */
  get length(): number {
    return this.#erp.journal().length;
  }

  /** All sales that were ever created. */
  sales(): readonly JournaledSale[] {
    this.#follow();
    return [...this.#sales.values()];
  }

  /** The sales that were created for an order of the shop; more than one is one too many. */
  salesOf(orderNumber: string): readonly JournaledSale[] {
    this.#follow();
    return this.#byNumber.get(orderNumber) ?? [];
  }

  /** How many sales were created. */
  count(): number {
    this.#follow();
    return this.#sales.size;
  }

  #follow(): void {
    const journal = this.#erp.journal();
    for (; this.#read < journal.length; this.#read += 1) {
      const entry = journal[this.#read];
      if (entry !== undefined) this.#sort(entry);
    }
  }

  #sort(entry: JournalEntry): void {
    const [model, idText] = entry.record.split("/");
    const id = Number(idText);
    const values = valuesOf(entry);
    if (entry.what === "create" && model === "sale.order") {
      const sale = { id, orderNumber: String(values.client_order_ref), entries: [] };
      this.#sales.set(id, sale);
      this.#byNumber.set(sale.orderNumber, [...(this.#byNumber.get(sale.orderNumber) ?? []), sale]);
    }
    if (entry.what === "create" && model === "sale.order.line") this.#saleOfLine.set(id, Number(values.order_id));
    const sale = model === "sale.order" ? id : model === "sale.order.line" ? this.#saleOfLine.get(id) : undefined;
    if (sale !== undefined) this.#sales.get(sale)?.entries.push(entry);
  }
}

/** The values that an entry created or wrote; none for a method. */
export function valuesOf({ detail }: JournalEntry): Readonly<Record<string, unknown>> {
  const values = typeof detail === "object" && detail !== null && "values" in detail ? detail.values : undefined;
  return typeof values === "object" && values !== null ? { ...values } : {};
}
