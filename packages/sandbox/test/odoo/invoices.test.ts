import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Business, startBusiness } from "./business-world.ts";

let world: Business;
beforeEach(async () => {
  world = await startBusiness();
});
afterEach(() => world.close());

const about = (...ids: number[]) => ({ context: { active_model: "account.move", active_ids: ids } });
const state = ["state", "payment_state", "amount_residual"];

async function reverse(move: number, method = "refund_moves"): Promise<number> {
  const wizard = await world.create("account.move.reversal", { reason: "Return", journal_id: 1 }, about(move));
  const action = await world.rpc.call<{ res_id: number }>("account.move.reversal", method, [[wizard]], about(move));
  return action.res_id;
}

async function pay(move: number, values: object = {}): Promise<number> {
  const wizard = await world.create("account.payment.register", values, about(move));
  const action = await world.rpc.call<{ res_id: number }>(
    "account.payment.register",
    "action_create_payments",
    [[wizard]],
    about(move),
  );
  return action.res_id;
}

describe("credit notes", () => {
  test("a posted credit note of an unpaid invoice settles it, and the invoice is reversed", async () => {
    const invoice = await world.invoice(100);
    const refund = await reverse(invoice);
    expect(
      await world.read("account.move", refund, ["name", "state", "move_type", "ref", "reversed_entry_id"]),
    ).toEqual({
      id: refund,
      name: false,
      state: "draft",
      move_type: "out_refund",
      ref: "Reversal of: INV/2026/00001, Return",
      reversed_entry_id: invoice,
    });
    await world.rpc.call("account.move", "action_post", [[refund]]);
    expect(await world.read("account.move", invoice, [...state, "reversal_move_ids"])).toEqual({
      id: invoice,
      state: "posted",
      payment_state: "reversed",
      amount_residual: 0,
      reversal_move_ids: [refund],
    });
    expect(await world.read("account.move", refund, ["name", ...state])).toEqual({
      id: refund,
      name: "RINV/2026/00001",
      state: "posted",
      payment_state: "paid",
      amount_residual: 0,
    });
  });

  test("of a paid invoice it stays open until it is paid out", async () => {
    const invoice = await world.invoice(100);
    await pay(invoice);
    const refund = await reverse(invoice);
    await world.rpc.call("account.move", "action_post", [[refund]]);
    expect(await world.read("account.move", refund, state)).toMatchObject({
      payment_state: "not_paid",
      amount_residual: 100,
    });
    const payment = await pay(refund);
    expect(await world.read("account.payment", payment, ["payment_type", "amount"])).toMatchObject({
      payment_type: "outbound",
      amount: 100,
    });
    expect(await world.read("account.move", refund, state)).toMatchObject({ payment_state: "paid" });
    expect(await world.read("account.move", invoice, state)).toMatchObject({ payment_state: "paid" });
  });

  test("a smaller one leaves the invoice partly paid, and back to draft opens it again", async () => {
    const invoice = await world.invoice(100);
    const refund = await reverse(invoice);
    const { invoice_line_ids: lines } = await world.read("account.move", refund, ["invoice_line_ids"]);
    const [line] = Array.isArray(lines) ? lines : [];
    await world.rpc.call("account.move", "write", [[refund], { invoice_line_ids: [[1, line, { price_unit: 30 }]] }]);
    await world.rpc.call("account.move", "action_post", [[refund]]);
    expect(await world.read("account.move", invoice, state)).toMatchObject({
      payment_state: "partial",
      amount_residual: 70,
    });
    await world.rpc.call("account.move", "button_draft", [[refund]]);
    expect(await world.read("account.move", invoice, state)).toMatchObject({ payment_state: "not_paid" });
  });

  test("reversing and making it anew posts the credit note and answers a new draft", async () => {
    const invoice = await world.invoice(100);
    const draft = await reverse(invoice, "modify_moves");
    expect(await world.read("account.move", draft, ["move_type", "state"])).toMatchObject({
      move_type: "out_invoice",
      state: "draft",
    });
    expect(await world.read("account.move", invoice, state)).toMatchObject({ payment_state: "reversed" });
  });

  test("a draft cannot be reversed, and the wizard wants a journal", async () => {
    const draft = await world.create("account.move", { move_type: "out_invoice", partner_id: world.partner });
    const values = { move_ids: [[6, 0, [draft]]], journal_id: 1 };
    expect(await world.problem("account.move.reversal", "create", [values])).toBe("odoo.exceptions.UserError");
    const posted = await world.invoice(10);
    expect(await world.problem("account.move.reversal", "create", [{ reason: "x" }], about(posted))).toBe(
      "odoo.exceptions.ValidationError",
    );
  });
});

describe("payments", () => {
  test("a part leaves the rest open, and the wizard knows the difference", async () => {
    const invoice = await world.invoice(100);
    const wizard = await world.create("account.payment.register", { amount: 40 }, about(invoice));
    expect(
      await world.read("account.payment.register", wizard, ["payment_difference", "source_amount", "communication"]),
    ).toMatchObject({ payment_difference: 60, source_amount: 100, communication: "INV/2026/00001" });
    const payment = await pay(invoice, { amount: 40 });
    expect(await world.read("account.move", invoice, state)).toMatchObject({
      payment_state: "partial",
      amount_residual: 60,
    });
    const fields = ["state", "is_reconciled", "is_matched", "payment_method_code", "invoice_ids"];
    expect(await world.read("account.payment", payment, fields)).toEqual({
      id: payment,
      state: "in_process",
      is_reconciled: true,
      is_matched: false,
      payment_method_code: "manual",
      invoice_ids: [invoice],
    });
  });

  test("a canceled payment opens the invoice again", async () => {
    const invoice = await world.invoice(100);
    const payment = await pay(invoice);
    await world.rpc.call("account.payment", "action_cancel", [[payment]]);
    expect(await world.read("account.move", invoice, state)).toMatchObject({ payment_state: "not_paid" });
  });

  test("several invoices get a payment each, or one together when asked", async () => {
    const invoices = [await world.invoice(10), await world.invoice(20)];
    const context = about(...invoices);
    const wizard = await world.create("account.payment.register", {}, context);
    await world.rpc.call("account.payment.register", "action_create_payments", [[wizard]], context);
    expect((await world.find("account.payment", [], ["amount"])).map(({ amount }) => amount)).toEqual([10, 20]);
    for (const invoice of invoices) {
      expect(await world.read("account.move", invoice, state)).toMatchObject({ payment_state: "paid" });
    }
  });

  test("neither a draft nor a paid invoice can be paid", async () => {
    const invoice = await world.invoice(100);
    await pay(invoice);
    expect(await world.problem("account.payment.register", "create", [{}], about(invoice))).toBe(
      "odoo.exceptions.UserError",
    );
    const draft = await world.create("account.move", { move_type: "out_invoice", partner_id: world.partner });
    expect(await world.problem("account.payment.register", "create", [{}], about(draft))).toBe(
      "odoo.exceptions.UserError",
    );
  });
});

test("the journal items of an invoice balance: its lines, one item a tax, and what is due", async () => {
  const line = { product_id: 1, quantity: 2, price_unit: 18.5, tax_ids: [[6, 0, [1]]] };
  const invoice = await world.create("account.move", {
    move_type: "out_invoice",
    partner_id: world.partner,
    invoice_line_ids: [[0, 0, line]],
  });
  const items = await world.find("account.move.line", [["move_id", "=", invoice]], ["display_type", "debit", "credit"]);
  expect(items).toEqual([
    { id: expect.any(Number), display_type: "product", debit: 0, credit: 37 },
    { id: expect.any(Number), display_type: "tax", debit: 0, credit: 5.55 },
    { id: expect.any(Number), display_type: "payment_term", debit: 42.55, credit: 0 },
  ]);
});
