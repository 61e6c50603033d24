import { expect, test } from "vitest";
import { openPanel, openPlayground, output, textOf, useBrowser } from "./playground-page.ts";

useBrowser();

test("the first visit shows the first example, its output and no findings", async () => {
  const page = await openPlayground();
  await expect.poll(() => output(page)).toMatchObject({ display_name: "Ada Lovelace", discount: 15 });
  expect(await page.getByText("0 errors, 0 warnings in the project").isVisible()).toBe(true);
  expect(await page.getByText("The sample fits its schema.").isVisible()).toBe(true);
});

test("an integration of the repository opens with its files, its bindings and an output", async () => {
  const page = await openPlayground({ viewport: { width: 1600, height: 2400 } });
  await page.getByLabel("Example").selectOption({ label: "X-Cart to Odoo" });
  await page.getByRole("tab", { name: "orders.xmap" }).waitFor();
  await page.getByLabel("Binding").selectOption({ label: "OrderToSale" });
  await openPanel(page, "Lookups");
  await page.getByRole("button", { name: "Fill in the rest" }).click();
  await expect.poll(() => output(page)).toMatchObject({ client_order_ref: "1001", origin: "X-Cart #1001" });
  await page.getByText("0 errors, 0 warnings in the project").waitFor();
  await openPanel(page, "Sample");
  await page.getByLabel("Take a record of the project").selectOption({ index: 1 });
  await expect.poll(() => textOf(page, "Output record")).not.toContain("X-Cart #1001");
});

test("the panel TypeScript shows what the compiler writes", async () => {
  const page = await openPlayground();
  await openPanel(page, "TypeScript");
  await expect.poll(() => textOf(page, "Generated TypeScript")).toContain("// Generated from contacts.xmap.");
  await page.getByLabel("Generated file").selectOption("systems.ts");
  await expect.poll(() => textOf(page, "Generated TypeScript")).toContain("// Generated from systems.xmap.");
});

test("the outline leads to what is declared", async () => {
  const page = await openPlayground();
  await openPanel(page, "Outline");
  await page
    .getByRole("button", { name: /^Discount/ })
    .first()
    .click();
  await page.keyboard.type("_");
  await expect.poll(() => textOf(page, "mapping")).toContain("map _Discount: Customer.membership");
});
