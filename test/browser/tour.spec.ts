import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { violations } from "./accessibility.ts";
import { openPlayground, useBrowser } from "./playground-page.ts";

useBrowser();

/** Presses Tab until the control of that name has the cursor. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    const isThere = await page.evaluate(`(() => {
      const element = document.activeElement;
      const texts = [element?.textContent, element?.closest("label")?.textContent];
      return texts.some((text) => text?.trim().startsWith(${JSON.stringify(name)}));
    })()`);
    if (isThere) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to "${name}".`);
}

/** Presses F6 until the cursor is in a part of the page. */
async function goTo(page: Page, region: string): Promise<void> {
  for (let presses = 0; presses < 8; presses += 1) {
    await page.keyboard.press("F6");
    const at = await page.evaluate("document.activeElement?.closest('[data-region]')?.dataset.region");
    if (at === region) return;
  }
  throw new Error(`F6 does not lead to ${region}.`);
}

async function atStep(page: Page, id: string): Promise<void> {
  await page.locator(`[data-step="${id}"]`).waitFor();
}

/** Writes the whole file anew, as somebody does who types it. */
async function write(page: Page, text: string): Promise<void> {
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

const HEAD = `xmap 1

system shop = http { url: "https://shop.example" }
system crm = http { url: "https://crm.example" }
`;
const ENTITIES = `${HEAD}
entity Customer = shop.customers { key id }
entity Contact = crm.contacts { key id }
`;

test("the tour leads by keyboard alone from an empty file to a two-way binding with a test, and is resumed", async () => {
  const page = await openPlayground();
  await tabTo(page, "Tour");
  await page.keyboard.press("Enter");
  await atStep(page, "version");
  expect(await violations(page)).toEqual([]);
  await tabTo(page, "Go to the text");
  await page.keyboard.press("Enter");
  await page.keyboard.type("xmap 1");
  await atStep(page, "systems");
  await write(page, HEAD);
  await atStep(page, "entities");
  await write(page, ENTITIES);
  await atStep(page, "binding");
  await page.getByRole("status").getByText("Step 4 of 8: The first rules.").waitFor();
  // What is half written is no step done.
  await write(page, `${ENTITIES}\nbinding C: Customer -> Contact {\n  email -> emai key\n}\n`);
  await page.getByText(/^[1-9]\d* errors?, /).waitFor();
  await atStep(page, "binding");
  await write(page, `${ENTITIES}\nbinding C: Customer -> Contact {\n  email -> email key\n}\n`);
  await atStep(page, "two-way");
  await page.reload();
  await atStep(page, "two-way");
  await goTo(page, "tour");
  await tabTo(page, "Write it for me");
  await page.keyboard.press("Enter");
  await atStep(page, "map");
  await tabTo(page, "Write it for me");
  await page.keyboard.press("Enter");
  await atStep(page, "back");
  await goTo(page, "header");
  await tabTo(page, "Direction");
  await page.keyboard.press("ArrowDown");
  await atStep(page, "test");
  await page.keyboard.press("ArrowUp");
  await page.locator(".group-input .bar-title").getByText("shop/customers", { exact: true }).waitFor();
  await page.locator(".group-output .bar-title").getByText("crm/contacts", { exact: true }).waitFor();
  await goTo(page, "output");
  await tabTo(page, "Make this a test");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Ada goes over");
  await page.keyboard.press("Enter");
  await atStep(page, "end");
  await page.getByRole("heading", { name: "The tour is done" }).waitFor();
  await page.getByText("0 errors, 0 warnings in the project").waitFor();
});

test("the tour sets one's own work aside and gives it back", async () => {
  const page = await openPlayground();
  await page.locator('[data-editor="mapping"] .view-lines').click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("// mine");
  await page.getByRole("button", { name: "Tour", exact: true }).click();
  await atStep(page, "version");
  await page.getByRole("button", { name: "Other work" }).click();
  await page.getByText("// mine").waitFor();
});
