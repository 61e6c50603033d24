import { Bench } from "../../fakes/bench.ts";

/** Three orders are delivered, one waits as a dead letter, one is pending, one link was made by a person, and a flow is paused. */
export async function dayOfOrders(): Promise<Bench> {
  const bench = new Bench();
  await bench.engine.start();
  for (const id of [1, 2, 3]) {
    bench.order(id, { email: `${id}@example.com`, note: `note ${id}` });
    await bench.run(id);
  }
  bench.order(4, { items: [{ id: 1, sku: "LATER", amount: 1 }] });
  await bench.run(4);
  await bench.engine.operations.pause({ flow: "OrderToCash" }, "end of the day", "person:ada");
  bench.order(5, { email: "5@example.com" });
  await bench.change(5);
  await bench.engine.stop();
  return bench;
}
