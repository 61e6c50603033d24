import { idsIn, type Row, rowsOf } from "./odoo-books.ts";
import type { World } from "./world.ts";

/** Amounts of all documents and payments of a sale, by kind. */
interface MoneyOfSale {
  readonly invoices: readonly number[];
  readonly credited: readonly number[];
  readonly paid: readonly number[];
  readonly paidBack: readonly number[];
}

/** Invoices, credit notes and payments of Odoo; it has to be told which payments were touched. */
export class MoneyBooks {
  readonly #world: World;
  readonly #paymentsOf = new Map<number, Set<number>>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Notes for which documents payments are, and answers these. */
  note(payments: Iterable<number>): readonly number[] {
    const rows = rowsOf(this.#world.erp, "account.payment", [["id", "in", [...payments]]], ["reconciled_invoice_ids"]);
    return rows.flatMap(({ id, reconciled_invoice_ids: documents }) => {
      for (const document of idsIn(documents)) {
        this.#paymentsOf.set(document, (this.#paymentsOf.get(document) ?? new Set()).add(Number(id)));
      }
      return idsIn(documents);
    });
  }

  ofSale(name: string): MoneyOfSale {
    const { erp } = this.#world;
    const fields = ["move_type", "amount_total", "state"];
    const documents = rowsOf(erp, "account.move", [["invoice_origin", "=", name]], fields).filter(
      ({ state }) => state !== "cancel",
    );
    const ids = new Set(documents.flatMap(({ id }) => [...(this.#paymentsOf.get(Number(id)) ?? [])]));
    const payments = rowsOf(
      erp,
      "account.payment",
      [["id", "in", [...ids]]],
      ["payment_type", "amount", "state"],
    ).filter(({ state }) => state !== "canceled");
    return {
      invoices: amounts(documents, "move_type", "out_invoice", "amount_total"),
      credited: amounts(documents, "move_type", "out_refund", "amount_total"),
      paid: amounts(payments, "payment_type", "inbound", "amount"),
      paidBack: amounts(payments, "payment_type", "outbound", "amount"),
    };
  }
}

function amounts(rows: readonly Row[], kind: string, wanted: string, amount: string): number[] {
  return rows.filter((row) => row[kind] === wanted).map((row) => Number(row[amount]));
}
