import fc from "fast-check";
import { expect, test } from "vitest";
import { fromAcumatica } from "../../src/acumatica/contract/fold.ts";
import { lineKeyText, lineKeyValues } from "../../src/acumatica/contract/line-keys.ts";
import { toAcumatica } from "../../src/acumatica/contract/wrap.ts";
import { filterLiteral } from "../../src/acumatica/reading/filter.ts";
import { nextRows, type StampedRow, type WindowPlace } from "../../src/acumatica/reading/time-windows.ts";
import { parseExactJson } from "../../src/shared/exact-json.ts";

test.each([
  ["string", { value: "text" }, "text"],
  ["string", { value: "" }, null],
  ["string", {}, null],
  ["string", undefined, null],
  ["string", { value: null, error: "wrong" }, null],
  ["boolean", { value: false }, false],
  ["decimal", { value: 12.5 }, 12.5],
  ["decimal", { value: "12345678901234567.25" }, "12345678901234567.25"],
  ["long", { value: "636295833829493672" }, "636295833829493672"],
  ["long", { value: 7 }, "7"],
  ["guid", { value: "6513270E-269E-4D37-B2A7-4DE452E6B438" }, "6513270e-269e-4d37-b2a7-4de452e6b438"],
  ["day", { value: "2026-03-09T00:00:00+00:00" }, "2026-03-09"],
  ["day", { value: "2026-03-09T00:00:00-05:00" }, "2026-03-09"],
  ["dateTime", { value: "2026-03-09T23:02:11.957-05:00" }, "2026-03-10T04:02:11Z"],
] as const)("reads a %s out of %j", (type, wrapped, value) => {
  expect(fromAcumatica(type, wrapped)).toBe(value);
});

test.each([
  ["day", "2026-03-09", "2026-03-09T00:00:00"],
  ["day", null, null],
  ["string", 5, "5"],
  ["int", "5", 5],
  ["decimal", "12345678901234567.25", "12345678901234567.25"],
] as const)("writes a %s as %j", (type, value, sent) => {
  expect(toAcumatica(type, value)).toBe(sent);
});

test.each([
  ["string", "O'Brien ", "'O''Brien'"],
  ["decimal", 0, "0M"],
  ["int", "12", "12"],
  ["int", "twelve", undefined],
  ["boolean", true, "true"],
  ["boolean", "yes", undefined],
  ["long", "636295833829493672", "636295833829493672L"],
  ["dateTime", "2026-03-09T14:02:11Z", "datetimeoffset'2026-03-09T14:02:11.000+00:00'"],
  ["day", "2026-03-09", "date'2026-03-09'"],
  ["guid", "6513270e-269e-4d37-b2a7-4de452e6b438", "guid'6513270e-269e-4d37-b2a7-4de452e6b438'"],
  ["string", null, "null"],
] as const)("filters a %s by %j", (type, value, literal) => {
  expect(filterLiteral(type, value)).toBe(literal);
});

test("keeps numbers that a double cannot hold as text", () => {
  const text = '{"small":1.500000,"long":636295833829493672,"exact":0.1,"wide":12345678901234567.25,"e":1e3}';
  expect(parseExactJson(text)).toEqual({
    small: 1.5,
    long: "636295833829493672",
    exact: 0.1,
    wide: "12345678901234567.25",
    e: 1000,
  });
});

test("the key of a line in one text gives its fields back, whatever they hold", () => {
  const fields = new Map([
    ["OrderType", "string"],
    ["OrderNbr", "string"],
  ] as const);
  const type = { name: "PaymentOrderDetail", fields, links: new Map(), rows: new Map() };
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1, unit: "grapheme" }), (OrderType, OrderNbr) => {
      const text = lineKeyText(["OrderType", "OrderNbr"], { OrderType, OrderNbr });
      expect(lineKeyValues(type, text ?? "")).toEqual({ OrderType, OrderNbr });
    }),
  );
  expect(lineKeyText(["OrderNbr"], { OrderNbr: null })).toBeUndefined();
  expect(lineKeyText(["OrderNbr"], { OrderNbr: "SO\ud83d" })).toBe(encodeURIComponent("SO\ufffd"));
  expect(lineKeyValues(type, "SO")).toBeUndefined();
});

test("windows over a list without an order hand out every row once, whatever the stamps and the page size", async () => {
  const seconds = fc.array(fc.nat(40), { maxLength: 80 });
  await fc.assert(
    fc.asyncProperty(seconds, fc.integer({ min: 1, max: 9 }), fc.nat(), async (stamps, limit, turn) => {
      const rows: StampedRow[] = stamps.map((stamp, index) => ({ stamp: stamp * 1_000, key: `k${index}` }));
      const told: string[] = [];
      let place: WindowPlace | undefined = { from: undefined };
      while (place !== undefined) {
        const page: Awaited<ReturnType<typeof nextRows>> = await nextRows(
          async ({ from, to }, top) => {
            const within = rows.filter(
              ({ stamp = 0 }) => (from === undefined || stamp >= from) && (to === undefined || stamp < to),
            );
            const turned = [...within.slice(turn % 7), ...within.slice(0, turn % 7)];
            return turned.slice(0, top ?? turned.length);
          },
          place,
          limit,
        );
        expect(page.rows.length).toBeLessThanOrEqual(limit);
        told.push(...page.rows.map(({ key }) => key));
        place = page.next;
      }
      expect(told.toSorted()).toEqual(rows.map(({ key }) => key).toSorted());
    }),
  );
});
