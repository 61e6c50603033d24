import type { BenchmarkOptions, Figures } from "../../benchmark.ts";
import { percentile } from "../../harness/statistics.ts";
import type { World } from "../world.ts";

/** Times at fixed rates, whatever the answers: from the webhook's send to the sink, and to the acknowledgement. */
export async function measureLatency(world: World, options: BenchmarkOptions): Promise<Figures> {
  const ours = await world.ours();
  await world.deliver(ours, { milliseconds: 2_000 });
  await world.settle(ours);

  const slow = await world.deliver(ours, { milliseconds: options.quick ? 6_000 : 20_000, perSecond: 50 });
  const received = await world.sink.ask("times", { count: slow.orders });
  const endToEnd = slow.load.sentAt.map((sentAt, index) => (received[index] ?? Number.NaN) - sentAt);
  await world.settle(ours);

  const fast = await world.deliver(ours, { milliseconds: options.quick ? 3_000 : 10_000, perSecond: 1_000 });
  await world.settle(ours);
  return {
    "endToEnd.p50MsAt50PerSecond": percentile(endToEnd, 0.5),
    "endToEnd.p99MsAt50PerSecond": percentile(endToEnd, 0.99),
    "acknowledge.p50MsAt1000PerSecond": percentile(fast.load.acknowledgedAfter, 0.5),
    "acknowledge.p99MsAt1000PerSecond": percentile(fast.load.acknowledgedAfter, 0.99),
  };
}
