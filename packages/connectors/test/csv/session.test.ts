import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { csvConnector } from "../../src/csv/connector.ts";
import { parseCsv } from "../../src/csv/parse-csv.ts";
import { failureOf, listAll, settingsFor } from "../support.ts";

describe("CSV text", () => {
  test.each<[string, string[][]]>([
    ["", []],
    [
      "a,b\r\n1,2\r\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    ["\uFEFFa\n1", [["a"], ["1"]]],
    [
      'a,b\n"x, y","say ""hi""\nthere"\n',
      [
        ["a", "b"],
        ["x, y", 'say "hi"\nthere'],
      ],
    ],
    [
      "a,b,\n\n,,\n",
      [
        ["a", "b", ""],
        ["", "", ""],
      ],
    ],
    ['a\n""\n', [["a"]]],
  ])("%j", (text, rows) => {
    expect(parseCsv(text)).toEqual(rows);
  });

  test.each(['a\n"open', 'a\nb"c"', 'a\n"b"c'])("%j is refused", (text) => {
    expect(() => parseCsv(text)).toThrow("Stray quote in line 2");
  });
});

describe("a folder of tables", () => {
  const projectFolder = mkdtempSync(join(tmpdir(), "xmap-csv-"));
  const session = csvConnector.open(settingsFor({ folder: "." }, { projectFolder }));
  beforeAll(() => {
    writeFileSync(
      join(projectFolder, "taxes.csv"),
      "code,country,odoo_tax\nVAT.2,DE,19% MwSt.\nVAT.2,AT,20% VAT\nNONE,DE,\n",
    );
    writeFileSync(join(projectFolder, "broken.csv"), 'code\n"open\n');
  });
  afterAll(() => rmSync(projectFolder, { recursive: true }));

  test("is known by its path", async () => {
    expect(await session.identify()).toEqual({ fingerprint: `folder=${projectFolder}`, label: projectFolder });
  });

  test("looks up by one column or several; empty cells are null", async () => {
    const lookup = (columns: string[], keys: string[][]) =>
      session.lookup({ resource: "taxes", columns, result: "odoo_tax", keys });
    expect(await lookup(["code"], [[" VAT.2 "], ["MISSING"], ["NONE"]])).toEqual([
      ["19% MwSt.", "20% VAT"],
      [],
      [null],
    ]);
    expect(await lookup(["country", "code"], [["AT", "VAT.2"]])).toEqual([["20% VAT"]]);
    expect(await failureOf(lookup(["nope"], [["x"]]))).toMatchObject({ class: "SchemaDrift" });
  });

  test("lists its rows page by page", async () => {
    const { records, pages } = await listAll(session, { resource: "taxes", fields: ["code"], limit: 2 });
    expect(records.map(({ odoo_tax }) => odoo_tax)).toEqual(["19% MwSt.", "20% VAT", null]);
    expect(pages).toBe(2);
  });

  test("searches and reads rows, and says what it cannot do", async () => {
    const match = { code: "VAT.2", country: "DE" };
    expect(await session.search({ resource: "taxes", match, fields: [], limit: 5 })).toHaveLength(1);
    expect(await session.read({ resource: "taxes", key: ["NONE"], fields: [], joins: [] })).toEqual({
      code: "NONE",
      country: "DE",
      odoo_tax: null,
    });
    expect(await failureOf(session.search({ resource: "../taxes", match, fields: [], limit: 5 }))).toMatchObject({
      class: "SchemaDrift",
    });
    expect(
      await failureOf(session.search({ resource: "broken", match: { code: "x" }, fields: [], limit: 5 })),
    ).toMatchObject({
      class: "Invalid",
    });
    const operate = { resource: "taxes", key: ["NONE"], operation: "x", arguments: {}, writeKey: "" };
    expect(await failureOf(session.operate(operate))).toMatchObject({ class: "SchemaDrift" });
  });
});
