import { expect, test } from "vitest";
import { openPlayground, textOf, useBrowser } from "./playground-page.ts";

useBrowser();

test("a pasted sample becomes an entity that can be mapped", async () => {
  const page = await openPlayground();
  await page.getByRole("button", { name: "Add an entity" }).click();
  await page.getByLabel("System").fill("depot");
  await page.getByLabel("Record type").fill("goods");
  await page.getByRole("dialog").getByLabel("Text").fill('{ "id": 4, "name": "Tea" }');
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("tab", { name: "depot.xmap", selected: true }).waitFor();
  await expect.poll(() => textOf(page, "mapping")).toContain("entity Goods = depot.goods { key id }");
  await page.getByText("0 errors, 0 warnings in the project").waitFor();
});

test("a text that is no record is refused in the dialog", async () => {
  const page = await openPlayground();
  await page.getByRole("button", { name: "Add an entity" }).click();
  await page.getByLabel("System").fill("depot");
  await page.getByLabel("Record type").fill("goods");
  await page.getByRole("dialog").getByLabel("Text").fill("nonsense");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("dialog").getByRole("alert").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
});
