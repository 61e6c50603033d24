import { type ErpView, viewErp } from "./erp-view.ts";
import { compareSale, type Expectation, expectedEnd } from "./oracle.ts";
import type { PlacedOrder } from "./shop-orders.ts";
import { type RuntimeStatus, reasonOf, waitingOf } from "./status.ts";
import type { World } from "./world.ts";

/** How one order ended, judged by the systems' own records. */
export interface Verdict {
  readonly order: PlacedOrder;
  readonly expected: Expectation;
  /** Differences from the expectation, in words. */
  readonly differences: readonly string[];
  /** Nowhere to be found: not in the ERP and not waiting for a person. */
  readonly lost: boolean;
  /** More than one sale, or more than one mail that it was shipped. */
  readonly twice: boolean;
}

/** Compares every order with what must have become of it. */
export function judgeOrders(
  world: World,
  erp: ErpView,
  status: RuntimeStatus,
  orders: readonly PlacedOrder[],
): Verdict[] {
  const shopStatuses = new Map(world.shop.orders().map((order) => [Number(order.id), codeOf(order.shipping_status)]));
  const mails = Map.groupBy(
    world.shop.mails().filter((mail) => mail.kind === "shipped"),
    (mail) => mail.orderId,
  );
  return orders.map((order) =>
    judge(order, erp, status, shopStatuses.get(order.id) ?? "", mails.get(order.id)?.length ?? 0),
  );
}

function judge(
  order: PlacedOrder,
  erp: ErpView,
  status: RuntimeStatus,
  shopStatus: string,
  shippedMails: number,
): Verdict {
  const expected = expectedEnd(order.plan);
  const sales = erp.salesOf(order.number);
  const waiting = waitingOf(status, order.id);
  const differences: string[] = [];
  const sale = expected.kind === "deadLettered" ? undefined : expected.sale;
  const found = sales[0];
  if (sale === undefined && sales.length > 0)
    differences.push(`is in the ERP as ${sales.map((one) => one.name).join(", ")} and must not be`);
  if (sale !== undefined && found === undefined) differences.push("is not in the ERP");
  if (sale !== undefined && found !== undefined) differences.push(...compareSale(sale, found.sale));
  if (sales.length > 1) differences.push(`is in the ERP ${sales.length} times`);

  if (expected.kind === "delivered") {
    if (waiting !== undefined) differences.push(`waits for a person: ${reasonOf(waiting)}`);
  } else {
    const outcomes = expected.kind === "held" ? ["held"] : ["rejected", "dead"];
    if (waiting === undefined) differences.push(`must be ${expected.kind} and is not`);
    else if (!outcomes.includes(waiting.outcome))
      differences.push(`is ${waiting.outcome} and must be ${expected.kind}`);
    else if (!reasonOf(waiting).includes(expected.reason))
      differences.push(`waits because "${reasonOf(waiting)}", must be because "${expected.reason}"`);
  }
  if (expected.kind !== "deadLettered") {
    if (shopStatus !== expected.shopStatus)
      differences.push(`shipping status in the shop is ${shopStatus}, must be ${expected.shopStatus}`);
    if (shippedMails !== expected.shippedMails)
      differences.push(`${shippedMails} mails about the shipment, must be ${expected.shippedMails}`);
  }
  return {
    order,
    expected,
    differences,
    lost: found === undefined && waiting === undefined,
    twice: sales.length > 1 || shippedMails > 1,
  };
}

function codeOf(status: unknown): string {
  return typeof status === "object" && status !== null && "code" in status ? String(status.code) : "";
}

/** Every difference with the order that it is about, in words. */
export function describeDifferences(verdicts: readonly Verdict[]): string[] {
  return verdicts.flatMap(({ order, differences }) =>
    differences.map((difference) => `order ${order.number} (${order.plan.story}): ${difference}`),
  );
}

/** E-mail addresses for which the ERP has more than one customer: someone was created twice. */
export function sharedEmails(world: World): readonly string[] {
  return viewErp(world.erp).sharedEmails;
}
