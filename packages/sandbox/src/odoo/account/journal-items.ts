import type { Environment } from "../engine/environment.ts";
import type { Value } from "../engine/field.ts";
import { accountCodes } from "../models/account-base.ts";
import { roundTo } from "../tax-amounts.ts";
import { digitsOf, invoiceAmounts, invoiceLineAmounts } from "./invoice-balance.ts";

const moveName = "account.move";
const lineName = "account.move.line";

type Item = {
  readonly display_type: string;
  readonly name: string | null;
  readonly tax_line_id: number | null;
  readonly account_id: number | null;
  readonly balance: number;
};

/** Makes the journal items of an invoice agree with its lines: their balances, one item a tax, one for what is due. */
export function settleJournalItems(environment: Environment, move: number): void {
  const type = environment.text(moveName, move, "move_type");
  if (type === "entry") {
    return;
  }
  // What a customer buys is credited; refunds and bills turn the side.
  const sign = type === "out_invoice" || type === "in_refund" ? -1 : 1;
  const isSale = type.startsWith("out_");
  const lines = environment.links(moveName, move, "invoice_line_ids");
  const income = findAccount(environment, isSale ? accountCodes.sales : accountCodes.expenses);
  for (const line of lines) {
    const balance = sign * invoiceLineAmounts(environment, line).subtotal;
    change(environment, line, { balance, account_id: income });
  }
  const wanted = lines.length === 0 ? [] : derivedItems(environment, move, lines, sign);
  const derived = environment
    .links(moveName, move, "line_ids")
    .filter((line) => ["tax", "payment_term"].includes(environment.text(lineName, line, "display_type")));
  for (const [index, item] of wanted.entries()) {
    const existing = derived[index];
    if (existing === undefined) {
      const { name, tax_line_id: tax, account_id: owner, ...rest } = item;
      const links = { name: name ?? false, tax_line_id: tax ?? false, account_id: owner ?? false };
      environment.createFollowing(lineName, { move_id: move, quantity: 0, ...rest, ...links });
    } else {
      change(environment, existing, item);
    }
  }
  for (const line of derived.slice(wanted.length)) {
    environment.database.remove(lineName, line);
  }
}

function derivedItems(environment: Environment, move: number, lines: readonly number[], sign: number): readonly Item[] {
  const digits = digitsOf(environment, move);
  const byTax = new Map<number, number>();
  for (const line of lines) {
    for (const [tax, amount] of invoiceLineAmounts(environment, line).taxes) {
      byTax.set(tax, (byTax.get(tax) ?? 0) + amount);
    }
  }
  const owner = findAccount(environment, accountCodes.tax);
  const taxes = [...byTax].map(([tax, amount]) => ({
    display_type: "tax",
    name: environment.text("account.tax", tax, "name"),
    tax_line_id: tax,
    account_id: owner,
    balance: sign * roundTo(amount, digits),
  }));
  const isSale = environment.text(moveName, move, "move_type").startsWith("out_");
  const due = {
    display_type: "payment_term",
    name: null,
    tax_line_id: null,
    account_id: findAccount(environment, isSale ? accountCodes.receivable : accountCodes.payable),
    balance: -sign * invoiceAmounts(environment, move).total,
  };
  return [...taxes, due];
}

function change(environment: Environment, line: number, values: { readonly [field: string]: Value }): void {
  const { values: before } = environment.row(lineName, line);
  if (Object.entries(values).some(([name, value]) => (before[name] ?? null) !== value)) {
    environment.store(lineName, line, values);
  }
}

/** The account with this code; null when there is none. */
export function findAccount(environment: Environment, code: string): number | null {
  return environment.database.table("account.account").find("code", code)?.[0] ?? null;
}
