import { didYouMean, editDistance, suggestNames } from "@xmap/diagnostics";
import { describe, expect, it } from "vitest";

describe("edit distance", () => {
  it.each([
    ["", "", 0],
    ["", "abc", 3],
    ["abc", "", 3],
    ["same", "same", 0],
    ["kitten", "sitting", 3],
    ["form", "from", 1],
    ["ca", "abc", 3],
  ])("%j to %j is %i", (left, right, distance) => {
    expect(editDistance(left, right)).toBe(distance);
    expect(editDistance(right, left)).toBe(distance);
  });
});

describe("suggestions", () => {
  const fields = ["order_number", "order_id", "total", "sub_total", "currency"];

  it("names the nearest first", () => {
    expect(suggestNames("totla", fields)).toEqual(["total"]);
    expect(suggestNames("order_nr", fields)[0]).toBe("order_id");
  });

  it("passes over case and separators", () => {
    expect(suggestNames("orderNumber", fields)[0]).toBe("order_number");
    expect(suggestNames("SUBTOTAL", fields)[0]).toBe("sub_total");
  });

  it("is silent about names that are far away", () => {
    expect(suggestNames("warehouse", fields)).toEqual([]);
    expect(didYouMean("warehouse", fields)).toBeUndefined();
  });

  it("never gives more than three, each once", () => {
    const names = suggestNames("aaaa", ["aaab", "aaac", "aaad", "aaae", "aaab"]);
    expect(names).toEqual(["aaab", "aaac", "aaad"]);
  });

  it("says them in a sentence", () => {
    expect(didYouMean("bindng", ["binding", "policy"])).toBe("did you mean `binding`?");
    expect(didYouMean("aaaa", ["aaab", "aaac"])).toBe("did you mean `aaab` or `aaac`?");
    expect(didYouMean("aaaa", ["aaab", "aaac", "aaad"])).toBe("did you mean `aaab`, `aaac` or `aaad`?");
  });
});
