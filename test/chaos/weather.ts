import type { Fault } from "@xmap/sandbox";
import type { World } from "../demo/world.ts";

/** Requests that change something in the ERP: the ones whose lost answers tempt a client to do the work twice. */
const ERP_WRITES = [
  "res.partner.create",
  "sale.order.create",
  "sale.order.write",
  "sale.order.action_confirm",
  "sale.order.action_cancel",
] as const;
const SHOP_WRITES = ["PUT /api/orders/{id}"] as const;

/** Longer than the client waits for an answer. */
const AFTER_THE_DEADLINE = 40_000;

/** What goes wrong on either side for as long as the weather is bad. */
function faultsOn(writes: readonly string[], hangs: number): Fault[] {
  const everywhere: Fault[] = [
    { kind: "delay", leastDelayMilliseconds: 1, delayMilliseconds: 20, share: 0.3 },
    { kind: "delay", leastDelayMilliseconds: 200, delayMilliseconds: 1_500, share: 0.002 },
    { kind: "status", status: 429, retryAfter: 1, share: 0.0005 },
    { kind: "status", status: 503, share: 0.0005 },
    { kind: "status", status: 502, share: 0.0005 },
    { kind: "status", status: 500, share: 0.002 },
    { kind: "htmlPage", share: 0.0003 },
    { kind: "resetBefore", share: 0.003 },
    { kind: "lostAnswer", share: 0.002 },
  ];
  const onWrites = writes.flatMap((operation): Fault[] => [
    { kind: "lostAnswer", match: { operation }, share: 0.02 },
    { kind: "lateAnswer", match: { operation }, share: 0.03, remaining: hangs },
    {
      kind: "lateAnswer",
      match: { operation },
      share: 0.03,
      remaining: hangs,
      delayMilliseconds: AFTER_THE_DEADLINE,
    },
  ]);
  return [...onWrites, ...everywhere];
}

/** Bad weather on both systems. Answers that hang cost half a minute each, so that there are few. */
export function turnBad(world: World, orders: number): void {
  const hangs = Math.ceil(orders / 1_000);
  world.erp.faults.replace(faultsOn(ERP_WRITES, hangs));
  world.shop.faults.replace(faultsOn(SHOP_WRITES, hangs));
}

/** From now on everything is answered. */
export function turnGood(world: World): void {
  world.erp.faults.clear();
  world.shop.faults.clear();
}

/** The hits so far, of both systems, by kind. */
export function faultsHit(world: World): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { faultsByKind } of [world.erp.counters.values(), world.shop.counters.values()])
    for (const [kind, count] of Object.entries(faultsByKind)) sums[kind] = (sums[kind] ?? 0) + count;
  return sums;
}
