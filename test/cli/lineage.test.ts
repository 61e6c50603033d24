import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { runCommand } from "../harness/run-command.ts";
import { changeOrders, mappingsCopy } from "./visible-project.ts";

const root = resolve(import.meta.dirname, "../..");

it("Markdown is the usual form, JSON has the version of its form, Mermaid is a flowchart", () => {
  const markdown = runCommand(["lineage", "mappings"], root);
  expect(markdown).toMatchObject({ exitCode: 0, stderr: "" });
  expect(markdown.stdout).toContain("## OrderToSale");
  expect(markdown.stdout).toContain("| `order_line[].product_id` | `items[].sku` |");
  const json = runCommand(["lineage", "mappings", "--format", "json"], root);
  expect(JSON.parse(json.stdout)).toMatchObject({ schema: "xmap.lineage/1" });
  expect(runCommand(["lineage", "mappings", "--format", "mermaid"], root).stdout).toMatch(/^flowchart LR\n/);
});

it("several paths are told together, each mapping once", { tags: ["long"] }, () => {
  const orders = "mappings/xcart-odoo/orders.xmap";
  const { stdout } = runCommand(["lineage", orders, "mappings", "--format", "json"], root);
  const names = (JSON.parse(stdout) as { mappings: { name: string }[] }).mappings.map((mapping) => mapping.name);
  expect(names.filter((name) => name === "OrderToSale")).toHaveLength(1);
});

it("one binding or flow may be named, and a misspelt one is refused with a near one", { tags: ["long"] }, () => {
  const one = runCommand(["lineage", "mappings", "--binding", "Buyer"], root);
  expect(one.stdout.match(/^## /gm)).toHaveLength(1);
  const wrong = runCommand(["lineage", "mappings", "--binding", "Byuer"], root);
  expect(wrong.exitCode).toBe(2);
  expect(wrong.stderr).toContain("did you mean `Buyer`");
});

it("mappings with an error are shown with it, and end with 1", () => {
  const mappings = mappingsCopy();
  changeOrders(mappings, "order_number              ->", "order_nubmer              ->");
  const result = runCommand(["lineage", join(mappings, "xcart-odoo/orders.xmap")], mappings);
  expect(result).toMatchObject({ exitCode: 1, stdout: "" });
  expect(result.stderr).toContain("unknown-field");
});
