import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { copyMappings, MAPPINGS } from "../harness/mappings.ts";
import { runCommand } from "../harness/run-command.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

/** A copy of the mappings with one line of orders.xmap replaced by another for each pair. */
function copyWith(replacements: readonly (readonly [string, string])[]): {
  folder: string;
  lineOf(text: string): number;
} {
  const folder = copyMappings(temporaryFolder());
  const file = join(folder, "xcart-odoo/orders.xmap");
  let text = readFileSync(file, "utf8");
  for (const [from, to] of replacements) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  writeFileSync(file, text);
  return { folder, lineOf: (part) => text.slice(0, text.indexOf(part)).split("\n").length };
}

it("finds nothing to say about the mappings of the repository", () => {
  const result = runCommand(["check", "mappings"], resolve(MAPPINGS, ".."));
  expect(result.stdout).toBe("");
  expect(result.exitCode).toBe(0);
});

it("names all mistakes of a file at once: place, code, sentence, caret, help", () => {
  const { folder, lineOf } = copyWith([
    [
      "  order_number              -> client_order_ref     key",
      "  order_nubmer              -> client_order_ref     key",
    ],
    ["-> carrier_id           via", "-> carrier_di           via"],
    ["    amount         -> product_uom_qty", "    surcharges     -> product_uom_qty"],
    ["  phone                    -> phone\n", "  phone                    -> \n"],
  ]);
  const result = runCommand(["check", "mappings"], join(folder, ".."));
  expect(result.exitCode).toBe(1);
  const file = "mappings/xcart-odoo/orders.xmap";
  expect(result.stdout).toMatch(new RegExp(`${file}:${lineOf("order_nubmer")}:3: error\\[unknown-field\\]`));
  expect(result.stdout).toContain("did you mean `order_number`?");
  expect(result.stdout).toMatch(new RegExp(`${file}:${lineOf("carrier_di")}:\\d+: error\\[unknown-target\\]`));
  expect(result.stdout).toContain("did you mean `carrier_id`");
  expect(result.stdout).toMatch(
    new RegExp(`${file}:${lineOf("surcharges     -> product_uom_qty")}:\\d+: error\\[type-mismatch\\]`),
  );
  expect(result.stdout).toMatch(
    new RegExp(`${file}:${lineOf("phone                    -> \n")}:\\d+: error\\[syntax-error\\]`),
  );
  expect(result.stdout).toContain("^^^^^^^^^^^^");
});

it("gives the same as one JSON object a line", () => {
  const { folder } = copyWith([["-> carrier_id           via", "-> carrier_di           via"]]);
  const result = runCommand(["check", "mappings", "--format", "json"], join(folder, ".."));
  expect(result.exitCode).toBe(1);
  const [first] = result.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(first).toMatchObject({ format: 1, code: "unknown-target", file: "xcart-odoo/orders.xmap", severity: "error" });
});

it("says which key of xmap.json is unknown", () => {
  const { folder } = copyWith([]);
  const file = join(folder, "xmap.json");
  writeFileSync(file, readFileSync(file, "utf8").replace('"installation"', '"instalation"'));
  const result = runCommand(["check", "mappings"], join(folder, ".."));
  expect(result.exitCode).toBe(2);
  expect(result.stderr).toContain('unknown key "instalation", did you mean "installation"?');
});
