type Sequence = { readonly prefix: string; readonly width: number; next: number };

const SEQUENCES: { readonly [name: string]: Omit<Sequence, "next"> } = {
  SalesOrder: { prefix: "", width: 6 },
  Shipment: { prefix: "", width: 6 },
  SalesInvoice: { prefix: "INV", width: 6 },
  Invoice: { prefix: "AR", width: 6 },
  Payment: { prefix: "PMT", width: 6 },
  JournalTransaction: { prefix: "GL", width: 8 },
  InventoryIssue: { prefix: "", width: 6 },
  Customer: { prefix: "C", width: 9 },
};

/** Counters that give new documents their numbers. A number of a failed transaction is lost, as in the ERP. */
export class NumberSequences {
  readonly #sequences = new Map<string, Sequence>(
    Object.entries(SEQUENCES).map(([name, sequence]) => [name, { ...sequence, next: 1 }]),
  );
  #contactId = 10_000;
  #accountId = 7_000;
  #categoryId = 40;

  /** The next number of a kind of document. Throws RangeError for an unknown kind. */
  take(name: string): string {
    const sequence = this.#sequences.get(name);
    if (sequence === undefined) {
      throw new RangeError(`there is no number sequence ${name}`);
    }
    const number = `${sequence.prefix}${String(sequence.next).padStart(sequence.width, "0")}`;
    sequence.next += 1;
    return number;
  }

  /** The next id of a contact. */
  takeContactId(): number {
    this.#contactId += 1;
    return this.#contactId;
  }

  /** The next internal id of an account. */
  takeAccountId(): number {
    this.#accountId += 1;
    return this.#accountId;
  }

  /** The next id of a sales category. */
  takeCategoryId(): number {
    this.#categoryId += 1;
    return this.#categoryId;
  }
}
