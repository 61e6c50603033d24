import { compileExpression, loadFor } from "@xmap/compiler";
import * as runtime from "@xmap/runtime/jsonata";
import { median, slope } from "../harness/statistics.ts";
import type { MappingMeasurement } from "./measurement.ts";
import { threadMilliseconds } from "./timing.ts";

const LARGEST = 8_000;
const EXPRESSION = '$$.orders.($sku := sku; { "name": $$.products[sku = $sku].name, "amount": amount })';

/** How the time of a join over two lists grows with their length: 1 is in proportion, 2 is each with each. */
export const measureJoin: MappingMeasurement = async (_world, { quick }) => {
  const compiled = compileExpression(EXPRESSION);
  if (compiled.kind === "refused") throw new Error("the join is not compiled");
  const { evaluate } = loadFor(compiled, {}, runtime);
  const options = { instant: 0, random: { fraction: () => 0.5 } };
  const sizes = quick ? [500, 1_000, 2_000, 4_000] : [500, 1_000, 2_000, 4_000, LARGEST];
  const points = sizes.map((size) => {
    const data = shop(size);
    // The processor's clock is coarse: short joins are repeated.
    const times = Math.ceil((LARGEST * 4) / size);
    const run = () => {
      const started = threadMilliseconds();
      for (let time = 0; time < times; time += 1) {
        const made = evaluate(data, {}, options);
        if (!Array.isArray(made) || made.length !== size) throw new Error("the join has lost orders");
      }
      return (threadMilliseconds() - started) / times;
    };
    for (let warm = 0; warm < 2; warm += 1) run();
    return { x: Math.log(size), y: Math.log(median(Array.from({ length: quick ? 3 : 9 }, run))) };
  });
  return { "join.exponent": slope(points) };
};

function shop(size: number): object {
  const products = Array.from({ length: size }, (_, index) => ({ sku: `SKU-${index}`, name: `Product ${index}` }));
  const orders = Array.from({ length: size }, (_, index) => ({ sku: `SKU-${(index * 7) % size}`, amount: index % 9 }));
  return { products, orders };
}
