import { viewErp } from "./erp-view.ts";
import type { Verdict } from "./judge.ts";
import { reasonOf, waitingOf } from "./status.ts";
import type { StoryEnd } from "./story.ts";
import type { World } from "./world.ts";

/** The figures of the demo's last line. */
export interface Figures {
  readonly orders: number;
  readonly delivered: number;
  readonly deadLettered: number;
  readonly held: number;
  readonly lost: number;
  readonly twice: number;
  readonly against: number;
}

/** Counts verdicts; customers made twice count as twice. */
export function figuresOf(verdicts: readonly Verdict[], customersTwice: number): Figures {
  const count = (test: (verdict: Verdict) => boolean): number => verdicts.filter(test).length;
  return {
    orders: verdicts.length,
    delivered: count(({ expected, differences }) => expected.kind === "delivered" && differences.length === 0),
    deadLettered: count(({ expected, differences }) => expected.kind === "deadLettered" && differences.length === 0),
    held: count(({ expected, differences }) => expected.kind === "held" && differences.length === 0),
    lost: count((verdict) => verdict.lost),
    twice: count((verdict) => verdict.twice) + customersTwice,
    against: count(({ differences }) => differences.length > 0),
  };
}

/** `200 orders: 180 delivered, 14 dead-lettered, 6 held, 0 lost, 0 twice, 0 against the oracle` */
export function lastLine(figures: Figures): string {
  const { orders, delivered, deadLettered, held, lost, twice, against } = figures;
  return `${orders} orders: ${delivered} delivered, ${deadLettered} dead-lettered, ${held} held, ${lost} lost, ${twice} twice, ${against} against the oracle`;
}

/** The table at the end: what happened to how many orders, and why some wait for a person. */
export function summaryTable(world: World, end: StoryEnd): string {
  const rows: [string, number, string][] = [];
  const inStories = (...stories: string[]): number =>
    end.verdicts.filter(({ order, differences }) => stories.includes(order.plan.story) && differences.length === 0)
      .length;
  rows.push([
    "in Odoo, confirmed",
    inStories("paid", "paidLater", "linesEdited", "addressEdited", "shipped", "shippedInTwoParts"),
    "paid in the shop",
  ]);
  rows.push(["in Odoo, as quotation", inStories("quotation"), "not paid yet"]);
  rows.push([
    "updated after the first sync",
    inStories("linesEdited", "addressEdited", "paidLater"),
    "lines, address or payment changed",
  ]);
  rows.push(["cancelled in Odoo", inStories("cancelled"), "cancelled in the shop before delivery"]);
  rows.push([
    "shipped, status back in the shop",
    inStories("shipped", "shippedInTwoParts", "cancelledAfterDelivery"),
    "last delivery done in Odoo",
  ]);
  rows.push([
    "mails that the shop sent about it",
    world.shop.mails().filter((mail) => mail.kind === "shipped").length,
    "exactly one for each",
  ]);
  for (const [reason, count] of groupReasons(end, "held")) rows.push(["held", count, reason]);
  for (const [reason, count] of groupReasons(end, "deadLettered")) rows.push(["dead-lettered", count, reason]);
  rows.push([
    "requests that the shop's rate limit refused",
    Number(world.shop.counters.values().refused),
    "came again after Retry-After",
  ]);
  rows.push([
    "attempts that were repeated",
    end.status.summary.retries,
    "while Odoo answered 503 and after lost answers",
  ]);
  const width = Math.max(...rows.map(([what]) => what.length));
  return rows
    .map(([what, count, remark]) => `${what.padEnd(width)}  ${String(count).padStart(5)}  ${remark}`)
    .join("\n");
}

function groupReasons(end: StoryEnd, kind: "held" | "deadLettered"): [string, number][] {
  const counts = new Map<string, number>();
  for (const { order, expected } of end.verdicts) {
    const waiting = waitingOf(end.status, order.id);
    if (expected.kind !== kind || waiting === undefined) continue;
    const reason = reasonOf(waiting)
      .replaceAll(order.number, "N")
      .replace(/GHOST-\d+/g, "GHOST-…");
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].sort((left, right) => right[1] - left[1]);
}

/** One order as the shop has it and as Odoo has it. */
export function sideBySide(world: World, end: StoryEnd): string {
  const chosen =
    end.orders.find((order) => order.plan.story === "shipped" && order.plan.market.vat !== undefined) ?? end.orders[0];
  if (chosen === undefined) return "";
  const order = world.shop.orders().find((one) => one.id === chosen.id) as unknown as ShownOrder | undefined;
  const found = viewErp(world.erp).salesOf(chosen.number)[0];
  if (order === undefined || found === undefined) return "";
  const left = [
    `X-Cart order ${chosen.number}`,
    `payment ${order.payment_status?.code}, shipping ${order.shipping_status?.code}`,
    order.email,
    `ships to ${order.shipping_address?.street ?? ""}`,
    ...order.items.map((item) => `${item.amount} × ${item.sku} at ${item.item_net_price}`),
    ...order.surcharges.map((surcharge) => `${surcharge.name} ${surcharge.value}`),
    `total ${order.total} ${order.currency}`,
  ];
  const { sale } = found;
  const right = [
    `Odoo sale ${found.name}`,
    `state ${sale.state}`,
    sale.email,
    `ships to ${sale.shipsTo}`,
    ...sale.lines.map(
      (line) => `${line.quantity} × ${line.sku} at ${line.unitPrice}${line.taxes.map((tax) => ` + ${tax}`).join("")}`,
    ),
    `total ${sale.total} ${sale.currency}`,
  ];
  const height = Math.max(left.length, right.length);
  const last = (list: string[]): string[] => [
    ...list.slice(0, -1),
    ...Array.from({ length: height - list.length }, () => ""),
    list.at(-1) ?? "",
  ];
  const [a, b] = [last(left), last(right)];
  const width = Math.max(...a.map((line) => line.length));
  return a.map((line, index) => `${line.padEnd(width)}  │  ${b[index] ?? ""}`.trimEnd()).join("\n");
}

interface ShownOrder {
  readonly payment_status: { readonly code: string } | null;
  readonly shipping_status: { readonly code: string } | null;
  readonly email: string;
  readonly shipping_address: { readonly street: string } | null;
  readonly items: readonly { readonly amount: number; readonly sku: string; readonly item_net_price: number }[];
  readonly surcharges: readonly { readonly name: string; readonly value: number }[];
  readonly total: number;
  readonly currency: string;
}
