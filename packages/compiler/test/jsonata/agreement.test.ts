import { describe, expect, it } from "vitest";
import { expressions, inputs } from "./expression-table.ts";
import { interpreted, ourOutcome } from "./support.ts";

for (const [topic, texts] of Object.entries(expressions)) {
  describe(`${topic} come to what JSONata's interpreter makes of them`, () => {
    it.each(texts)("%s", async (text) => {
      for (const [name, data] of Object.entries(inputs)) {
        const expected = await interpreted(text, data);
        // The interpreter stumbles over some arguments; there any answer is as good.
        if ("code" in expected && expected.code === "accident") continue;
        expect({ name, ...ourOutcome(text, data) }).toEqual({ name, ...expected });
      }
    });
  });
}
