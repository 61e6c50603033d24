import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { runCommand } from "../../../test/harness/run-command.ts";
import { temporaryFolder } from "../../../test/harness/temporary-folder.ts";

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  write("xmap.json", { language: 1, installation: "test" });
  write("main.xmap", "xmap 1\nsystem erp = odoo { }\nsystem shop = xcart { }\n");
});

function write(path: string, content: unknown): string {
  const file = join(folder, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

function pull(...words: readonly string[]) {
  return runCommand(["pull", ...words], folder);
}

function schemaOf(resource: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, "schemas/erp", `${resource}.json`), "utf8")) as Record<string, unknown>;
}

function fieldsOf(more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const base = { string: "Label", required: false, readonly: false, searchable: true };
  return {
    name: { ...base, type: "char", required: true },
    state: {
      ...base,
      type: "selection",
      selection: [
        ["draft", "Draft"],
        ["done", "Done"],
      ],
    },
    ...more,
  };
}

test("a first pull writes the schema, the same pull again writes nothing, a changed one says what is different", () => {
  write("answers/res.partner.fields.json", fieldsOf({ fax: { type: "char", string: "Fax" } }));
  const first = pull("erp", "--from", "answers/res.partner.fields.json");
  expect(first).toMatchObject({
    exitCode: 0,
    stdout: "erp.res.partner: new, 3 fields\n",
    stderr: "1 schema written, 0 as before\n",
  });
  expect(schemaOf("res.partner")).toMatchObject({ title: "res.partner", required: ["fax", "name", "state"] });

  const second = pull("erp", "--from", "answers/res.partner.fields.json");
  expect(second).toMatchObject({ exitCode: 0, stdout: "", stderr: "0 schemas written, 1 as before\n" });
  expect(pull("erp", "--from", "answers/res.partner.fields.json", "--check").exitCode).toBe(0);

  const state = {
    type: "selection",
    string: "Label",
    required: false,
    readonly: false,
    searchable: true,
    selection: [
      ["draft", "Draft"],
      ["lost", "Lost"],
    ],
  };
  write(
    "answers/res.partner.fields.json",
    fieldsOf({ state, email: { type: "char", string: "E-mail", required: true } }),
  );
  const before = readFileSync(join(folder, "schemas/erp/res.partner.json"), "utf8");
  const check = pull("erp", "--from", "answers/res.partner.fields.json", "--check");
  expect(check.exitCode).toBe(1);
  expect(check.stdout).toBe(
    [
      "erp.res.partner: 4 differences",
      "  ! + email: text, required",
      "  ! - fax: text",
      '  ! ~ state: now also "lost", no longer "done"',
      "    ~ state: worded differently",
      "",
    ].join("\n"),
  );
  expect(readFileSync(join(folder, "schemas/erp/res.partner.json"), "utf8")).toBe(before);
  expect(pull("erp", "--from", "answers/res.partner.fields.json").exitCode).toBe(0);
  expect(pull("erp", "--from", "answers/res.partner.fields.json", "--check").exitCode).toBe(0);
});

test("--json tells the differences as data", () => {
  write("a/res.partner.json", fieldsOf());
  const lines = pull("erp", "--from", "a/res.partner.json", "--json").stdout.trim().split("\n");
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { schema: "xmap.pull/1", system: "erp", resource: "res.partner", new: true, changes: [] },
  ]);
});

const OPENAPI = {
  openapi: "3.0.0",
  paths: {},
  components: {
    schemas: {
      Order: { type: "object", properties: { id: { type: "integer" } } },
      Customer: { type: "object", properties: { id: { type: "integer" } } },
      "../Evil": { type: "object", properties: {} },
    },
  },
};

test("of a document of many resources, those that are named or have been pulled before are taken", () => {
  const file = write("api.json", OPENAPI);
  const none = pull("shop", "--from", file);
  expect(none.exitCode).toBe(2);
  expect(none.stderr).toContain(
    "The file tells of 3 resources: ../Evil, Customer, Order. Name those to pull with --resource, or take --all.",
  );
  expect(pull("shop", "--from", file, "--resource", "Order").stdout).toBe("shop.Order: new, 1 field\n");
  expect(readdirSync(join(folder, "schemas/shop"))).toEqual(["Order.json"]);
  expect(pull("shop", "--from", file).stderr).toBe("0 schemas written, 1 as before\n");
});

test.for([
  [["shop", "--from", "api.json", "--resource", "Ordr"], "The file tells of no resource Ordr; did you mean `Order`?"],
  [["shop", "--from", "api.json", "--all"], "../Evil cannot be the name of a schema file"],
  [["shp", "--from", "api.json"], "There is no system shp; did you mean `shop`?"],
  [["../x", "--from", "api.json"], "There is no system ../x; there are erp, shop."],
  [["shop", "--from", "nowhere.json"], "There is no file nowhere.json."],
  [["shop"], "Say whom to ask: --env and a name of xmap.json; or give files with --from"],
  [["shop", "--from", "broken.json"], "broken.json, at line 1, column 7: this is not valid JSON"],
] as const)("%j is refused", ([words, message]) => {
  write("api.json", OPENAPI);
  write("broken.json", '{"a": ]');
  const result = pull(...words);
  expect(result.exitCode).toBe(2);
  expect(result.stderr).toContain(message);
  expect(existsSync(join(folder, "schemas"))).toBe(false);
});

test("samples give schemas; the cells of CSV are text for the CSV connector", () => {
  write("orders.json", [
    { id: 1, state: "new" },
    { id: 2, state: "paid", note: null },
  ]);
  pull("erp", "--from", "orders.json", "--enumeration", "state");
  expect(schemaOf("orders")).toMatchObject({
    properties: { id: { type: "integer" }, state: { type: "string", enum: ["new", "paid"] } },
    required: ["id", "state"],
  });
  write("stock.csv", "sku,qty\nA,1\n");
  pull("erp", "--from", "stock.csv");
  expect(schemaOf("stock")).toMatchObject({ properties: { qty: { type: "integer" } } });
  write("schemas/erp/connector.json", { connector: "csv" });
  expect(pull("erp", "--from", "stock.csv", "--resource", "goods").stdout).toBe("erp.goods: new, 2 fields\n");
  expect(schemaOf("goods")).toMatchObject({ properties: { qty: { type: "string", "x-xmap-searchable": true } } });
});

test("raw fields that the project keeps are not shadowed", () => {
  write("schemas/erp/res.partner.fields.json", fieldsOf());
  write("new/res.partner.json", fieldsOf());
  const result = pull("erp", "--from", "new/res.partner.json");
  expect(result.exitCode).toBe(2);
  expect(result.stderr).toContain("res.partner.fields.json is read as it is");
});
