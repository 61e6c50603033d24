import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { runCommand } from "../harness/run-command.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";
import { changeOrders, mappingsCopy } from "./visible-project.ts";

const root = resolve(import.meta.dirname, "../..");

function pageOf(project: string): string {
  const out = join(temporaryFolder(), "specification");
  expect(runCommand(["docs", project, "--out", out], root)).toMatchObject({ exitCode: 0, stdout: "" });
  return readFileSync(join(out, "index.html"), "utf8");
}

/** The text of a table's rows, cells divided by bars. */
function rowsOf(page: string, caption: string): readonly string[] {
  const start = page.indexOf(`<caption>${caption}</caption>`);
  expect(start).toBeGreaterThan(0);
  const body = page.slice(start, page.indexOf("</table>", start));
  return [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = ""]) =>
    row
      .replaceAll("</td><td>", " | ")
      .replace(/<br>/g, " ")
      .replace(/<[^>]+>/g, ""),
  );
}

let known: string | undefined;
/** The page of the repository's own mappings. */
function ownPage(): string {
  known ??= pageOf("mappings");
  return known;
}

it("bindings are tables with source, target, what is between, condition and remark", () => {
  const rows = rowsOf(ownPage(), "Rules of OrderToSale");
  expect(rows).toContainEqual(
    expect.stringMatching(
      /^date_order \| create_date \| {2}\| {2}\| once \| confirming overwrites it in Odoo \| line \d+$/,
    ),
  );
  expect(rows).toContainEqual(
    expect.stringMatching(/^carrier_id \| shipping_method_name \| lookup CarrierId \| {2}\| {2}\| {2}\| line \d+$/),
  );
  expect(rows.find((row) => row.startsWith("partner_shipping_id"))).toContain("$exists(shipping_address.id)");
  expect(rowsOf(ownPage(), "Rules of Buyer")).toContainEqual(
    expect.stringMatching(
      /^city \| city from billing_address.city \| {2}\| {2}\| {2}\| from the rules PostalAddress \| line \d+$/,
    ),
  );
  expect(rowsOf(ownPage(), "What OrderToSale requires")).toHaveLength(3);
});

it("value maps, lookups, systems and fields are tables, flows are ordered steps", () => {
  expect(rowsOf(ownPage(), "Value map Stage")).toContain("&quot;P&quot; | &quot;sale&quot; | paid");
  expect(rowsOf(ownPage(), "Lookups").some((row) => row.startsWith("ProductId | Product | default_code | id | "))).toBe(
    true,
  );
  expect(rowsOf(ownPage(), "Systems").some((row) => row.startsWith("shop | "))).toBe(true);
  expect(rowsOf(ownPage(), "Fields of Order that are used").some((row) => row.startsWith("items[].sku | "))).toBe(true);
  expect(ownPage()).toMatch(
    /<ol class="steps"><li><b>\w+<\/b>.*<li><b>Let<\/b> <code>stage = order.payment_status.code via Stage<\/code><\/li>/,
  );
});

it("every link leads to one place of the page, and nothing comes from elsewhere", () => {
  const places = [...ownPage().matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(places).size).toBe(places.length);
  for (const [, target] of ownPage().matchAll(/href="([^"]+)"/g)) expect(places).toContain(target?.replace(/^#/, ""));
  expect(ownPage()).not.toMatch(/<script|<link|src=|https?:/);
});

it("text of the mappings is escaped", () => {
  const mappings = mappingsCopy();
  changeOrders(mappings, '"X-Cart #" & order_number', '"<script>alert(1)</script>" & order_number');
  changeOrders(mappings, "// paid", "// <img onerror=alert(1)>");
  const changed = pageOf(mappings);
  expect(changed).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(changed).toContain("&lt;img onerror=alert(1)&gt;");
  expect(changed).not.toMatch(/<script|<img/);
});

it("the same mappings give the same bytes", () => {
  expect(pageOf("mappings")).toBe(ownPage());
});
