import type { OdooSandbox } from "@xmap/sandbox/odoo";
import { viewErp } from "../demo/erp-view.ts";
import { compareSale, type Expectation, expectedEnd } from "../demo/oracle.ts";
import { type RuntimeStatus, reasonOf, waitingOf } from "../demo/status.ts";
import type { World } from "../demo/world.ts";
import type { SaleJournal } from "./sale-journal.ts";
import type { PlayedOrder } from "./shop-load.ts";
import { nameErpRecords, staleWrites } from "./stale-writes.ts";

/** What went wrong, each in words; all empty after a good run. Judged by the sandboxes' records and journals alone. */
export interface ChaosFindings {
  /** Orders that must be in the ERP and are not. */
  readonly lost: readonly string[];
  /** Sales, customers, recipients and mails that are there twice. */
  readonly duplicated: readonly string[];
  /** Writes in the ERP that put an older version of an order over a newer one. */
  readonly outOfOrder: readonly string[];
  /** Orders that differ from what the oracle says. */
  readonly against: readonly string[];
}

/** Compares every order with its oracle, and every write with the history of its order. */
export function judgeChaos(world: World, journal: SaleJournal, orders: readonly PlayedOrder[]): ChaosFindings {
  const erp = viewErp(world.erp);
  const names = nameErpRecords(world.erp);
  const shop = new Map(world.shop.orders().map((order) => [order.id, order.shipping_status.code]));
  const mails = Map.groupBy(
    world.shop.mails().filter(({ kind }) => kind === "shipped"),
    ({ orderId }) => orderId,
  );
  const findings = {
    lost: [] as string[],
    duplicated: [...twiceInErp(world.erp)],
    outOfOrder: [] as string[],
    against: [] as string[],
  };
  for (const order of orders) {
    const expected = expectedEnd(order.plan.last);
    const sales = erp.salesOf(order.number);
    const journaled = journal.salesOf(order.number);
    const shippedMails = mails.get(order.id)?.length ?? 0;
    const say = (list: string[], words: string): number =>
      list.push(`order ${order.number} (${order.plan.placed.story}): ${words}`);
    if (mustBeInErp(expected, order) && sales.length === 0) say(findings.lost, "is not in the ERP");
    if (journaled.length > 1) say(findings.duplicated, `was created in the ERP ${journaled.length} times`);
    if (shippedMails > 1) say(findings.duplicated, `${shippedMails} mails about the shipment`);
    for (const sku of doubledLines(sales[0]?.sale)) say(findings.duplicated, `${sku} is in the sale more than once`);
    for (const sale of journaled)
      for (const write of staleWrites(sale, order.versions, names)) say(findings.outOfOrder, write);
    const wrong = differences(expected, order, sales[0]?.sale, shop.get(order.id) ?? "", shippedMails);
    if (wrong.length > 0) say(findings.against, wrong.join("; "));
  }
  return findings;
}

type Sale = ReturnType<ReturnType<typeof viewErp>["salesOf"]>[number]["sale"];

/** A cancelled order need not be there: the shop may have cancelled it before anybody looked. */
function mustBeInErp(expected: Expectation, order: PlayedOrder): boolean {
  return expected.kind !== "deadLettered" && expected.sale !== undefined && order.plan.last.story !== "cancelled";
}

function differences(
  expected: Expectation,
  order: PlayedOrder,
  found: Sale | undefined,
  shopStatus: string,
  shippedMails: number,
): string[] {
  if (expected.kind === "deadLettered" || expected.sale === undefined)
    return found === undefined ? [] : ["is in the ERP and must not be"];
  const list: string[] = [];
  if (order.plan.last.story === "cancelled") {
    if (found !== undefined && found.state !== "cancel") list.push(`is ${found.state} in the ERP, must be cancelled`);
  } else if (found === undefined) list.push("is not in the ERP");
  else list.push(...compareSale(expected.sale, found));
  if (shopStatus !== expected.shopStatus)
    list.push(`shipping status in the shop is ${shopStatus}, must be ${expected.shopStatus}`);
  if (shippedMails !== expected.shippedMails)
    list.push(`${shippedMails} mails about the shipment, must be ${expected.shippedMails}`);
  return list;
}

/** Products with more than one line in a sale; an order of the shop has one line for each. */
function doubledLines(sale: Sale | undefined): string[] {
  const bySku = Map.groupBy(sale?.lines ?? [], ({ sku }) => sku);
  return [...bySku].filter(([, lines]) => lines.length > 1).map(([sku]) => sku);
}

/** Customers by e-mail, and recipients by customer, name and address, of which the ERP has more than one. */
function* twiceInErp(erp: OdooSandbox): Generator<string> {
  const partners = erp.records("res.partner").filter((partner) => partner.email || partner.type === "delivery");
  const groups = Map.groupBy(partners, ({ type, parent_id, name, street, zip, email }) =>
    type === "delivery"
      ? `recipient ${String(name)}, ${String(street)}, ${String(zip)} of partner ${String(parent_id)}`
      : `customer ${String(email).toLowerCase()}`,
  );
  for (const [who, owners] of groups) if (owners.length > 1) yield `${who} is in the ERP ${owners.length} times`;
}

/** Orders that must wait for a person and do not, or wait and must not, by what the runtime says of itself. */
export function misjudgedWaiting(status: RuntimeStatus, orders: readonly PlayedOrder[]): string[] {
  return orders.flatMap((order) => {
    const expected = expectedEnd(order.plan.last);
    const waiting = waitingOf(status, order.id);
    const words = expected.kind === "delivered" ? undefined : expected.reason;
    if (waiting === undefined)
      return words === undefined ? [] : [`order ${order.number}: must wait because "${words}" and does not`];
    const reason = reasonOf(waiting);
    if (words !== undefined && reason.includes(words)) return [];
    return [
      `order ${order.number}: waits because "${reason}", must ${words === undefined ? "not" : `because "${words}"`}`,
    ];
  });
}
