import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { violations } from "./accessibility.ts";
import {
  firstSteps,
  mappingEditor,
  openPanel,
  openPlayground,
  output,
  putCursorBehind,
  textOf,
  useBrowser,
} from "./playground-page.ts";

useBrowser();

const CONTACTS = firstSteps("contacts.xmap");
const GENERATED = "Generated TypeScript";

/** The texts of the lines of generated code that are marked and in view. */
async function markedLines(page: Page): Promise<readonly string[]> {
  const tops = await page
    .locator(`[data-editor="${GENERATED}"] .linked-line`)
    .evaluateAll((marks) => marks.map((mark) => mark.getBoundingClientRect().top));
  const lines = await page
    .locator(`[data-editor="${GENERATED}"] .view-line`)
    .evaluateAll((found) =>
      found.map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent ?? "" })),
    );
  const marked = lines.filter(({ top }) => tops.some((mark) => Math.abs(mark - top) < 2));
  return marked.map(({ text }) => text.replaceAll("\u00a0", " ").trim());
}

async function openTypeScript(): Promise<Page> {
  const page = await openPlayground({ viewport: { width: 1600, height: 1200 } });
  await expect.poll(() => output(page)).toMatchObject({ discount: 15 });
  await openPanel(page, "TypeScript");
  await expect.poll(() => textOf(page, GENERATED)).toContain("// Generated from contacts.xmap.");
  return page;
}

test("the cursor in the mapping marks the code that its rule has become, and the code is scrolled to", async () => {
  const page = await openTypeScript();
  await putCursorBehind(page, CONTACTS, "  newsl");
  await expect.poll(() => markedLines(page)).toEqual(["subscribed: customer.newsletter,"]);
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => markedLines(page)).toEqual(["customer_since: customer.joined,"]);
  await expect.poll(() => violations(page)).toEqual([]);
  // An empty line has become nothing.
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => markedLines(page)).toEqual([]);
  await putCursorBehind(page, CONTACTS, '"silver"');
  await expect.poll(() => markedLines(page)).toEqual(["return 5;"]);
});

test("a place in the code leads to its rule in the text, by mouse and by keyboard", async () => {
  const page = await openTypeScript();
  await putCursorBehind(page, CONTACTS, "  newsl");
  const code = page.locator(`[data-editor="${GENERATED}"] .view-line`);
  await code.filter({ hasText: "customer_since: customer.joined" }).click();
  await page.getByText("Made of contacts.xmap:22.").waitFor();
  await expect.poll(() => markedLines(page)).toEqual(["customer_since: customer.joined,"]);
  await page.keyboard.press("ArrowUp");
  await page.getByText("Made of contacts.xmap:21.").waitFor();
  // The rule is selected: what is typed takes its place.
  await expect
    .poll(async () => {
      await page.keyboard.press("F6");
      return focusedRegion(page);
    })
    .toBe("mapping");
  await page.keyboard.type("first_name -> city");
  await expect.poll(() => textOf(page, "mapping")).toContain("first_name -> city");
  expect(await textOf(page, "mapping")).not.toContain("newsletter");
});

test("code of another file leads to that file, and going there shows its code", async () => {
  const page = await openTypeScript();
  await page.getByLabel("Open a file").selectOption("systems.xmap");
  await page.getByRole("tab", { name: "contacts.xmap" }).click();
  await page.getByLabel("Generated file").selectOption("systems.ts");
  const code = page.locator(`[data-editor="${GENERATED}"] .view-line`);
  await code.filter({ hasText: "export const id" }).click();
  await page.keyboard.press("Control+End");
  await code.filter({ hasText: "the CRM has no country" }).click();
  await page.getByRole("tab", { name: "systems.xmap", selected: true }).waitFor();
  await expect
    .poll(() => mappingEditor(page).locator(".selected-text").count(), { message: "selected" })
    .toBeGreaterThan(0);
  await page.getByRole("tab", { name: "contacts.xmap" }).click();
  await putCursorBehind(page, CONTACTS, "  newsl");
  await expect.poll(() => textOf(page, GENERATED)).toContain("subscribed: customer.newsletter");
});

test("while the text has errors nothing is marked, and the panel says how old its code is", async () => {
  const page = await openTypeScript();
  await putCursorBehind(page, CONTACTS, "  newsl");
  await expect.poll(() => markedLines(page)).toHaveLength(1);
  await page.keyboard.type("x");
  await page.keyboard.press("Escape");
  await page.getByText("of the last text without errors").waitFor();
  await expect.poll(() => markedLines(page)).toEqual([]);
  await expect.poll(() => violations(page)).toEqual([]);
});

function focusedRegion(page: Page): Promise<unknown> {
  return page.evaluate("document.activeElement?.closest('[data-region]')?.dataset.region ?? ''");
}
