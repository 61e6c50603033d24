import { deepStrictEqual } from "node:assert";
import { pathToFileURL } from "node:url";
import type { Answers, BindingModule, MappingModule, Report } from "@xmap/contract";
import jsonata from "jsonata";
import type { Figures } from "../benchmark.ts";
import { median } from "../harness/statistics.ts";
import { compileProject } from "../runtime/compile-project.ts";
import type { Order } from "../runtime/orders.ts";
import { draftByHand } from "./draft-by-hand.ts";
import type { MappingMeasurement } from "./measurement.ts";
import { SALE_EXPRESSION } from "./sale.jsonata.ts";
import { ratioOf, threadMilliseconds } from "./timing.ts";

const SILENT: Report = { problem: () => undefined };
const NO_ANSWERS: Answers = { lookup: () => undefined, lookupEach: () => [], reference: () => undefined };

/** Records in memory to records in memory: compiled, by hand, and by JSONata's interpreter. */
export const measureMemory: MappingMeasurement = async ({ orders }, { quick }): Promise<Figures> => {
  const module = (await import(pathToFileURL(compileProject().orders).href)) as MappingModule;
  const map = mapOf(module.bindings.OrderToSale);
  requireEqual(orders, map);
  let problems = 0;
  const report: Report = {
    problem() {
      problems += 1;
    },
  };
  const compiled = () => {
    for (const order of orders) kept = map(order, NO_ANSWERS, report);
  };
  const byHand = () => {
    for (const order of orders) kept = draftByHand(order, report);
  };
  const validate = module.bindings.OrderToSale?.validate as ((order: Order, report: Report) => void) | undefined;
  const validated = () => {
    for (const order of orders) {
      validate?.(order, report);
      kept = map(order, NO_ANSWERS, report);
    }
  };
  const compiledOverHand = ratioOf(compiled, byHand, quick ? 9 : 31);
  if (problems > 0) throw new Error(`${problems} problems with orders that have none`);
  return {
    "memory.compiledOverHand": compiledOverHand,
    "memory.validateShareOfCompiled": ratioOf(validated, compiled, quick ? 9 : 31) - 1,
    "memory.interpreterOverCompiled": await interpreterOver((order) => map(order, NO_ANSWERS, report), orders, quick),
  };
};

/** So that nothing that is measured is optimized away. */
export let kept: unknown;

function mapOf(binding: BindingModule | undefined): (order: Order, answers: Answers, report: Report) => object {
  if (binding === undefined) throw new Error("the benchmark's project has no OrderToSale");
  return binding.map as unknown as (order: Order, answers: Answers, report: Report) => object;
}

function requireEqual(orders: readonly Order[], map: (order: Order, answers: Answers, report: Report) => object): void {
  for (const order of [...orders.slice(0, 300), { ...orders[0], items: [], email: null }] as readonly Order[]) {
    const told: [unknown[], unknown[]] = [[], []];
    const reportTo = (index: 0 | 1): Report => ({ problem: (...problem) => told[index].push(problem) });
    deepStrictEqual(map(order, NO_ANSWERS, reportTo(0)), draftByHand(order, reportTo(1)));
    deepStrictEqual(told[0], told[1]);
  }
}

/** The compiled mapping is repeated, since the processor's clock is coarse. */
const COMPILED_TIMES = 50;

/** Both map the same orders, so that the same of them is near the processor. */
async function interpreterOver(
  compiled: (order: Order) => object,
  orders: readonly Order[],
  quick: boolean,
): Promise<number> {
  const expression = jsonata(SALE_EXPRESSION);
  const some = orders.slice(0, quick ? 200 : 1_000);
  for (const order of some.slice(0, 50)) {
    const made: unknown = await expression.evaluate(order);
    deepStrictEqual(withoutEmpty(made), withoutEmpty(draftByHand(order, SILENT)));
  }
  const interpreted = async () => {
    const started = threadMilliseconds();
    for (const order of some) kept = await expression.evaluate(order);
    return (threadMilliseconds() - started) / some.length;
  };
  const compiledOnce = () => {
    const started = threadMilliseconds();
    for (let time = 0; time < COMPILED_TIMES; time += 1) for (const order of some) kept = compiled(order);
    return (threadMilliseconds() - started) / (some.length * COMPILED_TIMES);
  };
  await interpreted();
  const ratios: number[] = [];
  // Turn by turn, so that what else the machine does meanwhile slows both down.
  for (let round = 0; round < (quick ? 3 : 9); round += 1) ratios.push((await interpreted()) / compiledOnce());
  return median(ratios);
}

/** As JSON, without what has no value: JSONata leaves it out or keeps null. */
function withoutEmpty(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_name, inner: unknown) => inner ?? undefined));
}
