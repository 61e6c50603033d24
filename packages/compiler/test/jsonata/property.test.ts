import fc from "fast-check";
import { expect, it } from "vitest";
import { randomData, randomExpression } from "./random-expressions.ts";
import { interpreted, ourOutcome } from "./support.ts";

it("random expressions come to the same on random data, or fail with the same code", async () => {
  await fc.assert(
    fc.asyncProperty(randomExpression, randomData, async (text, data) => {
      const expected = await interpreted(text, data);
      const actual = ourOutcome(text, data);
      // Where the interpreter stumbles any answer is as good.
      if ("code" in expected && expected.code === "accident") return;
      expect(actual).toEqual(expected);
    }),
    { numRuns: 500, seed: 17 },
  );
});
