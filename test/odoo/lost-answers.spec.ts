import type { ConnectorSession, DataRecord } from "@xmap/contract";
import { Failure } from "@xmap/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LossyProxy, startLossyProxy } from "./lossy-proxy.ts";
import { callOdoo } from "./odoo-calls.ts";
import { freshName, makeProduct, makeSale, openSession, operate, read } from "./real-server.ts";
import { isOld, SERVER } from "./server.ts";

let proxy: LossyProxy;
let session: ConnectorSession;
let product: number;
beforeAll(async () => {
  proxy = await startLossyProxy(SERVER.url);
  session = openSession({ url: proxy.url });
  product = await makeProduct(session, 500);
});
afterAll(async () => {
  await session.close();
  await proxy.close();
});

const first = (list: DataRecord[string]): string => String(Array.isArray(list) ? list[0] : undefined);

async function confirmedSale(): Promise<string> {
  const sale = await makeSale(session, [{ product, quantity: 2, price: 50 }]);
  await operate(session, "sale.order", sale, "action_confirm");
  return sale;
}

async function deliveredPicking(): Promise<string> {
  const sale = await confirmedSale();
  const picking = first((await read(session, "sale.order", sale, ["picking_ids"])).picking_ids);
  await operate(session, "stock.picking", picking, "validate", { backorder: true });
  return picking;
}

async function postedInvoice(): Promise<string> {
  const sale = await confirmedSale();
  await operate(session, "sale.order", sale, "create_invoice", { post: true });
  return first((await read(session, "sale.order", sale, ["invoice_ids"])).invoice_ids);
}

interface Lost {
  readonly operation: string;
  readonly resource: string;
  /** The calls whose answers are lost, one by one. */
  readonly methods: readonly string[];
  readonly given: DataRecord;
  readonly prepare: () => Promise<string>;
  /** The list that shows what must have happened exactly once. */
  readonly made: string;
  /** False where version 14 cannot tell that it has happened. */
  readonly isSeenByOld?: false;
}

/** What the record's list holds, or the lists of the records in it. */
function listAt(record: DataRecord, path: string): readonly unknown[] {
  const [first = "", ...rest] = path.split(".");
  const list = record[first];
  if (!Array.isArray(list)) return [list];
  return rest.length === 0 ? list : list.flatMap((inner: DataRecord) => listAt(inner, rest.join(".")));
}

const LOST: readonly Lost[] = [
  {
    resource: "sale.order",
    operation: "action_confirm",
    methods: ["action_confirm"],
    given: {},
    prepare: () => makeSale(session, [{ product, quantity: 2, price: 50 }]),
    made: "picking_ids",
  },
  {
    resource: "sale.order",
    operation: "create_invoice",
    methods: ['"sale.advance.payment.inv","create"', "create_invoices", "action_post"],
    given: { post: true },
    prepare: confirmedSale,
    made: "invoice_ids",
  },
  {
    resource: "account.move",
    operation: "register_payment",
    methods: ['"account.payment.register","create"', "action_create_payments"],
    given: { journal: "BNK1", amount: 30, memo: freshName("PAY") },
    prepare: postedInvoice,
    made: "matched_payment_ids",
    isSeenByOld: false,
  },
  {
    resource: "account.move",
    operation: "refund",
    methods: ['"account.move.reversal","create"', isOld ? "reverse_moves" : "refund_moves", '"account.move","write"'],
    given: { reason: freshName("RETURN"), amount: 25 },
    prepare: postedInvoice,
    made: "reversal_move_ids",
  },
  {
    resource: "stock.picking",
    operation: "validate",
    methods: ["button_validate"],
    given: { backorder: true },
    prepare: async () => first((await read(session, "sale.order", await confirmedSale(), ["picking_ids"])).picking_ids),
    made: "move_ids",
  },
  {
    resource: "stock.picking",
    operation: "return",
    methods: [
      '"stock.return.picking","create"',
      isOld ? '"create_returns"' : "action_create_returns",
      '"stock.picking","write"',
    ],
    given: { reference: freshName("RMA") },
    prepare: deliveredPicking,
    made: "move_ids.returned_move_ids.id",
  },
];

test.each(LOST.filter(({ isSeenByOld = true }) => isSeenByOld || !isOld))(
  "$resource: $operation whose answers are lost is done once",
  async ({ resource, operation, ...lost }) => {
    const id = await lost.prepare();
    const before = proxy.lost();
    for (const method of lost.methods) {
      proxy.loseAnswerTo(method);
      const attempt = await operate(session, resource, id, operation, lost.given).catch((error: unknown) => error);
      if (attempt instanceof Failure) expect(attempt.details).toMatchObject({ class: "Transient", effect: "unknown" });
    }
    expect(proxy.lost() - before).toBe(lost.methods.length);
    expect(await operate(session, resource, id, operation, lost.given)).toMatchObject({ done: true });
    expect(await operate(session, resource, id, operation, lost.given)).toMatchObject({ acted: false });
    expect(listAt(await read(session, resource, id, [lost.made]), lost.made)).toHaveLength(1);
  },
);

test("four confirmations at once leave one confirmed sale and no failure", async () => {
  const sale = await makeSale(session, [{ product, quantity: 1, price: 10 }]);
  const all = await Promise.all([1, 2, 3, 4].map(() => operate(session, "sale.order", sale, "action_confirm")));
  expect(all.every(({ done }) => done)).toBe(true);
  expect((await read(session, "sale.order", sale, ["picking_ids"])).picking_ids).toHaveLength(1);
});

test("a creation with an external id is found again, whatever people have changed, and of two at once one is refused", async () => {
  const careful = openSession({ url: proxy.url, externalIds: true });
  const name = freshName("Once");
  const request = {
    resource: "res.partner",
    values: { name },
    lines: {},
    writeKey: freshName("key").replace(" ", "_"),
  };
  proxy.loseAnswerTo('"ir.model.data","write"');
  await expect(careful.create(request)).rejects.toThrow("The connection was lost");
  const [made] = await careful.search({ resource: "res.partner", match: { name }, fields: ["id"], limit: 2 });
  await callOdoo("res.partner", "write", [[made?.id], { name: freshName("Renamed") }]);
  expect(await careful.create(request)).toEqual([String(made?.id)]);

  const twice = { ...request, values: { name: freshName("Twice") }, writeKey: freshName("key").replace(" ", "_") };
  const answers = await Promise.allSettled([careful.create(twice), careful.create(twice)]);
  expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(answers.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { details: { class: "Conflict" } },
  });
  await careful.close();
});
