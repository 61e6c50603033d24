import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import type { Matrix } from "./matrix.ts";
import { matrixPage } from "./matrix-page.ts";
import { differences, situationOf } from "./observe.ts";
import {
  ODOO_EVENTS,
  type OdooEvent,
  SALE_STATES,
  type SaleState,
  SHOP_EVENTS,
  type ShopEvent,
  soldOrder,
} from "./order-states.ts";

const FILE = join(import.meta.dirname, "fixtures/matrix.json");
const PAGE = join(import.meta.dirname, "../../../docs/order-matrix-odoo.md");
/** The whole matrix takes a minute or two; without it one cell of each event is tried. */
const isWhole = process.env.XMAP_MATRIX === "whole";

const expected = JSON.parse(readFileSync(FILE, "utf8")) as Matrix;
const observed: Matrix = { shopEvents: {}, odooEvents: {} };
afterAll(() => {
  if (process.env.UPDATE_GOLDEN !== "1") return;
  writeFileSync(FILE, `${JSON.stringify(observed, null, 2)}\n`);
  writeFileSync(PAGE, matrixPage(observed));
});

it("the page of the docs is what the tests say", () => {
  if (process.env.UPDATE_GOLDEN !== "1") expect(readFileSync(PAGE, "utf8")).toBe(matrixPage(expected));
});

const cells = Object.keys(SALE_STATES).flatMap((state) =>
  Object.keys(SHOP_EVENTS).map((event) => [state as SaleState, event as ShopEvent] as const),
);

const tried = isWhole ? cells : cells.filter((_cell, index) => index % 9 === 0);
const triedInOdoo = (Object.keys(ODOO_EVENTS) as OdooEvent[]).filter((_event, index) => isWhole || index % 4 === 1);

it.each(tried)("a sale that is %s, and in the shop: %s", async (state, event) => {
  const sold = await soldOrder(state);
  const before = await situationOf(sold);
  SHOP_EVENTS[event](sold);
  const told = await situationOf(sold);
  await sold.pair.integration.settle();
  const changes = differences(
    { ...before, payment: told.payment, shipping: told.shipping, mails: told.mails },
    await situationOf(sold),
  );
  observed.shopEvents[state] = { ...observed.shopEvents[state], [event]: changes };
  if (process.env.UPDATE_GOLDEN !== "1") expect(changes).toEqual(expected.shopEvents[state]?.[event]);
});

it.each(triedInOdoo)("in Odoo: %s", async (event) => {
  const { state, happen } = ODOO_EVENTS[event];
  const sold = await soldOrder(state);
  happen(sold);
  const before = await situationOf(sold);
  await sold.pair.integration.settle();
  const changes = differences(before, await situationOf(sold));
  observed.odooEvents[event] = changes;
  if (process.env.UPDATE_GOLDEN !== "1") expect(changes).toEqual(expected.odooEvents[event]);
});
