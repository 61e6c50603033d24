import { beforeEach, expect, it } from "vitest";
import { Bench } from "../fakes/bench.ts";

let bench: Bench;
beforeEach(async () => {
  bench = new Bench();
  await bench.engine.start();
  for (const id of [71, 72, 73]) bench.erp.put("partner", { id, email: "a@b.c" });
});

/** Works until nothing moves any longer; what waits for a hold is still pending then. */
async function place(...ids: readonly number[]): Promise<void> {
  for (const id of ids) {
    bench.order(id);
    await bench.change(id);
  }
  await bench.drain();
}

async function release(): Promise<void> {
  await bench.engine.operations.decide({ decision: "release" }, {}, "ada", false);
  await bench.drain();
}

async function onlyHold(): Promise<{ readonly run: string; readonly record: string }> {
  const waiting = await bench.waiting();
  expect(waiting).toHaveLength(1);
  const [hold] = waiting;
  return { run: hold?.run ?? "", record: hold?.record ?? "" };
}

it("S5: three customers fit: one hold for all orders of the customer, and its release frees them all", async () => {
  await place(1, 2, 3);
  const { run } = await onlyHold();
  const details = await bench.engine.operations.show(run);
  expect(details?.problems[0]?.message).toBe("several Partner records fit by email: 71, 72, 73");
  expect(details?.alsoWaiting).toBe(2);
  expect(bench.erp.all("sale")).toEqual([]);

  for (const id of ["72", "73"]) bench.erp.records("partner").delete(id);
  await release();
  expect(await bench.waiting()).toEqual([]);
  expect(bench.erp.all("sale").map(({ partner }) => partner)).toEqual([71, 71, 71]);
  expect(bench.engine.summary()).toMatchObject({ pending: 0, waiting: 0 });
});

it("a release that mends nothing leaves one hold, and another customer's orders go on", async () => {
  await place(1, 2);
  await release();
  expect((await bench.engine.operations.show((await onlyHold()).run))?.alsoWaiting).toBe(1);
  bench.order(3, { email: "c@d.e" });
  await bench.change(3);
  await bench.drain();
  expect(bench.erp.all("sale").map(({ ref }) => ref)).toEqual(["3"]);
});

it("when the hold is rejected, the next order holds for the others", async () => {
  await place(1, 2, 3);
  const first = await onlyHold();
  await bench.engine.operations.decide({ decision: "reject", reason: "a test" }, {}, "ada", false);
  await bench.drain();
  const second = await onlyHold();
  expect(second.record).not.toBe(first.record);
  expect((await bench.engine.operations.show(second.run))?.alsoWaiting).toBe(1);
});

it("a newer state of the held order that needs the customer no longer frees the others", async () => {
  await place(1, 2);
  const { record } = await onlyHold();
  const held = Number(record.split("/")[2]);
  bench.order(held, { email: "c@d.e" });
  await bench.change(held);
  await bench.drain();
  const next = await onlyHold();
  expect(next.record).toBe(`shop/Order/${3 - held}`);
});

it("a restart forgets nothing: what waited is freed by the release that comes after it", async () => {
  await place(1, 2, 3);
  await bench.crash();
  await bench.engine.start();
  await bench.drain();
  expect((await bench.engine.operations.show((await onlyHold()).run))?.alsoWaiting).toBe(2);
  for (const id of ["72", "73"]) bench.erp.records("partner").delete(id);
  await release();
  expect(bench.erp.all("sale")).toHaveLength(3);
});

it("a load of all records ends while orders wait for a hold", async () => {
  for (const id of [1, 2, 3]) bench.order(id);
  await bench.engine.goingLive.fill({ flow: "OrderToCash", since: undefined, anew: false });
  await bench.engine.idle();
  expect(bench.engine.summary()).toMatchObject({ pending: 0, behindHolds: 2, waiting: 1 });
});
