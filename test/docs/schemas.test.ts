import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { resourceSchemas, schemaProblemText } from "@xmap/language/schemas";
import { expect, it } from "vitest";

const page = readFileSync(resolve(import.meta.dirname, "../../docs/schemas.md"), "utf8");

it("the page on schemas has a row for every word of xmap, and no other", () => {
  const files = [{ name: "a.json", read: () => '{ "x-xmap-qqqqqqqqqqqq": 1 }' }];
  const [problem] = resourceSchemas(files).read("a")?.problems ?? [];
  const known = problem === undefined ? "" : schemaProblemText(problem).split("the words are ")[1];
  const told = [...page.matchAll(/^\| `(x-xmap-[a-z]+)` \|/gm)].map((match) => match[1]);
  expect(told.toSorted()).toEqual(known?.split(", ").toSorted());
});

it("the overlay of the page on schemas is one", () => {
  const overlay = /^```json\n([\s\S]*?)^```/m.exec(page)?.[1] ?? "";
  const fields =
    '{ "properties": { "company_id": {}, "order_line": { "items": { "properties": { "price_unit": {} } } } } }';
  const schemas = resourceSchemas([
    { name: "sale.order.json", read: () => fields },
    { name: "sale.order.overlay.json", read: () => overlay },
  ]);
  const found = schemas.read("sale.order");
  expect(found?.problems).toEqual([]);
  expect(found?.schema?.properties?.order_line?.items?.properties?.price_unit).toEqual({ "x-xmap-decimal": 4 });
});
