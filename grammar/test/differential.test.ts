import { parseExpression } from "@xmap/grammar";
import jsonata from "jsonata";
import { describe, expect, it } from "vitest";
import { checkTree } from "./support/check-tree.ts";
import { accepted, acceptedByUsAlone, refused, refusedByUsAlone } from "./support/expression-table.ts";

function referenceAccepts(text: string): boolean {
  try {
    jsonata(text);
    return true;
  } catch {
    return false;
  }
}

describe("accepted by JSONata and by us", () => {
  it.each(accepted)("%s", (text) => {
    expect(referenceAccepts(text)).toBe(true);
    const { expression, diagnostics } = parseExpression("a.xmap", text);
    expect(diagnostics.map(({ message }) => message)).toEqual([]);
    checkTree(expression, text.length);
  });
});

describe("refused by JSONata and by us", () => {
  it.each(refused)("%s", (text) => {
    expect(referenceAccepts(text)).toBe(false);
    expect(parseExpression("a.xmap", text).diagnostics.length).toBeGreaterThan(0);
  });
});

describe("where the two differ on purpose", () => {
  it.each(acceptedByUsAlone)("accepted by us alone: %s", (text) => {
    expect(referenceAccepts(text)).toBe(false);
    expect(parseExpression("a.xmap", text).diagnostics).toEqual([]);
  });

  it.each(refusedByUsAlone)("refused by us alone: %s", (text) => {
    expect(referenceAccepts(text)).toBe(true);
    expect(parseExpression("a.xmap", text).diagnostics.length).toBeGreaterThan(0);
  });
});
