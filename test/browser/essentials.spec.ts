import { expect, test } from "vitest";
import { violations } from "./accessibility.ts";
import { dragRule, line, openPicture } from "./picture-page.ts";
import {
  chooseQuickFix,
  firstSteps,
  mappingEditor,
  openPlayground,
  output,
  putCursorBehind,
  textOf,
  useBrowser,
  waitUntilChecked,
} from "./playground-page.ts";

useBrowser();

const CONTACTS = firstSteps("contacts.xmap");

test("the page loads with an output, mends a finding by its quick fix, and shares what was made", async () => {
  const page = await openPlayground();
  await expect.poll(() => output(page)).toMatchObject({ display_name: "Ada Lovelace", discount: 15 });
  expect(await page.getByText("0 errors, 0 warnings in the project").isVisible()).toBe(true);
  expect(await violations(page)).toEqual([]);
  await putCursorBehind(page, CONTACTS, "newsletter");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Escape");
  await page.getByText("1 error, 0 warnings in the project").waitFor();
  await mappingEditor(page).locator(".squiggly-error").first().waitFor();
  await chooseQuickFix(page, "Change to newsletter");
  await page.getByText("0 errors, 0 warnings in the project").waitFor();
  expect(await textOf(page, "mapping")).toMatch(/newsletter +-> subscribed/);
  await putCursorBehind(page, CONTACTS, '"gold"   -> 1');
  await page.keyboard.type("7");
  await expect.poll(() => output(page)).toMatchObject({ discount: 175 });
  await page.getByRole("button", { name: "Share" }).click();
  await expect.poll(() => new URL(page.url()).hash).toMatch(/^#work=/);
  // The link alone holds the work.
  await page.evaluate("localStorage.clear()");
  await page.reload();
  await waitUntilChecked(page);
  await expect.poll(() => output(page)).toMatchObject({ discount: 175 });
});

test("a mapping is typed from an empty file with completion, and runs", async () => {
  const page = await openPlayground();
  await page.getByLabel("Open a file").selectOption("New mapping");
  await page.getByRole("tab", { name: "new.xmap" }).waitFor();
  await mappingEditor(page).locator(".view-lines").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText('import { Customer, ContactCard } from "./systems.xmap"\n\n');
  await page.keyboard.type("binding Short: Customer -> ContactCard {\nmemb");
  await page.locator(".suggest-widget.visible").getByText("membership").first().waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type(" -> disp");
  await page.locator(".suggest-widget.visible").getByText("display_name").first().waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type('\nemail ?: "" -> email key');
  await page.keyboard.press("Escape");
  await page.getByLabel("Binding").selectOption({ label: "Short" });
  await expect.poll(() => output(page)).toEqual({ display_name: "gold", email: "Ada@Example.com" });
});

test("a line that is drawn is a rule, and its value leads back to it", async () => {
  const page = await openPlayground();
  await openPicture(page);
  expect(await violations(page)).toEqual([]);
  await line(page, "subscribed").locator(".line-reach").first().click({ force: true });
  await page.getByRole("button", { name: "Remove the rule" }).click();
  await expect.poll(() => output(page)).not.toHaveProperty("subscribed");
  await dragRule(page, "newsletter", "subscribed");
  await expect.poll(() => output(page)).toMatchObject({ subscribed: true });
  await page.locator('[data-editor="Output record"] .view-line').filter({ hasText: "subscribed" }).click();
  const origin = page.getByRole("region", { name: "Where subscribed comes from" });
  await origin.getByRole("button", { name: "newsletter = true" }).waitFor();
  await page.getByRole("heading", { name: "Rule to subscribed" }).waitFor();
});
