import fc from "fast-check";
import { expect, it } from "vitest";
import { randomData, randomExpression } from "./random-expressions.ts";
import { interpreted, ourOutcome } from "./support.ts";

/** `npm run fuzz:expressions` has 20,000. */
const PAIRS = Number(process.env.XMAP_PAIRS ?? "500");
const SEED = Number(process.env.XMAP_SEED ?? "17");

it(
  `random expressions come to the same on random data, or fail with the same code (${PAIRS} pairs)`,
  async () => {
    await fc.assert(
      fc.asyncProperty(randomExpression, randomData, async (text, data) => {
        const expected = await interpreted(text, data);
        const actual = ourOutcome(text, data);
        // Where the interpreter stumbles any answer is as good.
        if ("code" in expected && expected.code === "accident") return;
        expect(actual).toEqual(expected);
      }),
      { numRuns: PAIRS, seed: SEED },
    );
  },
  60_000 + PAIRS * 50,
);
