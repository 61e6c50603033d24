import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ERP_EVENT_ROWS } from "./erp-events.ts";
import { SHOP_EVENTS, STATES } from "./matrix.ts";
import { matrixPage } from "./matrix-page.ts";
import { matrixTables } from "./matrix-tables.ts";

const PAGE = join(import.meta.dirname, "../../../docs/order-matrix-acumatica.md");

it("every state and event has its cell in the tables", () => {
  const [shop = "", erp = ""] = matrixTables().split("\n\n");
  const cellsOf = (table: string) =>
    table
      .trim()
      .split("\n")
      .slice(2)
      .map((line) => line.split(" | ").length);
  expect(cellsOf(shop)).toEqual(STATES.map(() => SHOP_EVENTS.length + 1));
  expect(cellsOf(erp)).toEqual(ERP_EVENT_ROWS.map(() => 6));
});

it("the page of the docs is what the tests say", () => {
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(PAGE, matrixPage());
  expect(readFileSync(PAGE, "utf8")).toBe(matrixPage());
});

it("no cell breaks its table", () => {
  const rows = matrixPage()
    .split("\n")
    .filter((line) => line.startsWith("|"));
  const widths = new Set(rows.map((line) => line.split("|").length));
  expect([...widths].toSorted()).toEqual([SHOP_EVENTS.length + 3, 8].toSorted());
});
