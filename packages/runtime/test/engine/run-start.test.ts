import { type BindingModule, MappingError, millis, type Report, type StepModule } from "@xmap/runtime";
import { settle } from "@xmap/testing";
import { expect, it } from "vitest";
import { Bench } from "../fakes/bench.ts";
import { mappingModule, ORDER_TO_SALE, type Order } from "../fakes/order-mapping.ts";

const place = { file: "orders.xmap", line: 1 };
interface State {
  readonly order: Order;
  readonly early: number;
}

/** Notes the start of the run before and behind a step that takes time. */
function stepsNoting(seen: number[]): readonly StepModule[] {
  const note = (): number => {
    seen.push(millis());
    return millis();
  };
  return [
    { ...place, id: "early", step: "require", condition: () => note() > 0, otherwise: never, shown: () => [] },
    { ...place, id: "sale", step: "sync", assign: "sale", binding: ORDER_TO_SALE, record: ({ order }: State) => order },
    { ...place, id: "late", step: "require", condition: () => note() > 0, otherwise: never, shown: () => [] },
  ];
}

const never = () => ({ word: "fail", message: "never" }) as const;

it("a run has one start, also when it goes on after a crash", async () => {
  const seen: number[] = [];
  const modules = [mappingModule({ triggers: [], steps: stepsNoting(seen) })];
  const bench = new Bench({ modules });
  await bench.engine.start();
  bench.order(1);
  bench.erp.gates.set("create", () => new Promise(() => {}));
  await bench.change(1);
  await settle();
  const began = bench.clock.now();
  await bench.clock.advance(5_000);
  await bench.crash({ modules });
  bench.erp.gates.clear();
  await bench.engine.start();
  await bench.drain();
  expect(bench.ends).toMatchObject([{ outcome: "delivered" }]);
  expect(bench.clock.now()).toBeGreaterThan(began);
  expect(new Set(seen)).toEqual(new Set([began]));
});

it("a later run has a later start", async () => {
  const seen: number[] = [];
  const bench = new Bench({ modules: [mappingModule({ triggers: [], steps: stepsNoting(seen) })] });
  await bench.engine.start();
  bench.order(1);
  await bench.run(1);
  await bench.clock.advance(5_000);
  await bench.run(1);
  expect(seen[2]).toBe((seen[0] ?? 0) + 5_000);
});

it("where a guard has ended the record, what its rules then cannot do is not said", async () => {
  const guarded: BindingModule = {
    ...ORDER_TO_SALE,
    map: (order: Order, _answers: unknown, report: Report) => {
      if (order.note === null) report.problem("hold", "OrderToSale/require/1", "there is no note");
      if (order.note === null) throw new MappingError("T0410", "$uppercase needs text, not null", "OrderToSale/note");
      return { ref: String(order.id) };
    },
  };
  const sync: StepModule = {
    ...place,
    id: "sale",
    step: "sync",
    assign: "sale",
    binding: guarded,
    record: ({ order }: State) => order,
  };
  const bench = new Bench({ modules: [mappingModule({ triggers: [], steps: [sync] })] });
  await bench.engine.start();
  bench.order(1, { note: null });
  await bench.run(1);
  expect(await bench.waiting()).toMatchObject([
    { outcome: "held", problems: [{ rule: "OrderToSale/require/1", message: "there is no note" }] },
  ]);
});
