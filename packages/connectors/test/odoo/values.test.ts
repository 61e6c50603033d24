import { describe, expect, test } from "vitest";
import { equals } from "../../src/odoo/domain.ts";
import { fromOdoo, toOdoo } from "../../src/odoo/values.ts";

const field = (type: string) => ({ type, relation: undefined, stored: true, serverName: "x" });
const at = (path: string) => ({ field: field("char"), path, serverPath: path });

describe("Odoo's values", () => {
  test.each([
    ["char", false, null],
    ["char", "", null],
    ["char", "text", "text"],
    ["boolean", false, false],
    ["integer", 0, 0],
    ["float", 0, 0],
    ["monetary", 12.34, 12.34],
    ["selection", false, null],
    ["date", "2026-03-04", "2026-03-04"],
    ["datetime", "2026-03-04 16:22:09", "2026-03-04T16:22:09Z"],
    ["datetime", false, null],
    ["many2one", 7, 7],
    ["many2one", [7, "Name"], 7],
    ["many2one", false, null],
    ["many2many", [1, 2], [1, 2]],
    ["one2many", [], []],
  ])("%s %j is read as %j", (type, value, expected) => {
    expect(fromOdoo(field(type), value)).toEqual(expected);
  });

  test.each([
    ["char", null, false],
    ["boolean", null, false],
    ["float", 0, 0],
    ["datetime", "2026-03-04T16:22:09Z", "2026-03-04 16:22:09"],
    ["datetime", "2026-03-04T18:22:09+02:00", "2026-03-04 16:22:09"],
    ["many2one", "7", 7],
    ["many2one", null, false],
    ["many2many", [1, "2"], [[6, 0, [1, 2]]]],
    ["many2many", [], [[6, 0, []]]],
  ])("%s %j is written as %j", (type, value, expected) => {
    expect(toOdoo(field(type), value)).toEqual(expected);
  });

  test("e-mail addresses are compared in any case with their wildcards escaped, other text exactly", () => {
    expect(equals(at("email"), " A_b%c\\@Example.com ")).toEqual(["email", "=ilike", "A\\_b\\%c\\\\@Example.com"]);
    expect(equals(at("default_code"), " A_1 ")).toEqual(["default_code", "=", "A_1"]);
    expect(equals(at("phone"), null)).toEqual(["phone", "=", false]);
  });
});
