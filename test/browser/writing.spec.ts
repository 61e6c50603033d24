import { expect, test } from "vitest";
import {
  chooseQuickFix,
  firstSteps,
  mappingEditor,
  openPanel,
  openPlayground,
  output,
  putCursorBehind,
  showQuickFix,
  textOf,
  useBrowser,
} from "./playground-page.ts";

useBrowser();

const CONTACTS = firstSteps("contacts.xmap");

test("a rule is written with completion on both sides, and its output appears", async () => {
  const page = await openPlayground();
  await page.getByLabel("Open a file").selectOption("New mapping");
  await page.getByRole("tab", { name: "new.xmap" }).waitFor();
  await mappingEditor(page).locator(".view-lines").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type('import { Customer, ContactCard } from "./systems.xmap"\n\n');
  await page.keyboard.type("binding Short: Customer -> ContactCard {\nmemb");
  await page.locator(".suggest-widget.visible").getByText("membership").first().waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type(" -> disp");
  await page.locator(".suggest-widget.visible").getByText("display_name").first().waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type('\nemail ?: "" -> email key');
  await page.keyboard.press("Escape");
  await expect.poll(() => textOf(page, "mapping")).toContain("membership -> display_name");
  await page.getByLabel("Binding").selectOption({ label: "Short" });
  await expect.poll(() => output(page)).toEqual({ display_name: "gold", email: "Ada@Example.com" });
});

test("the output follows as one types", async () => {
  const page = await openPlayground();
  await expect.poll(() => output(page)).toMatchObject({ discount: 15 });
  await putCursorBehind(page, CONTACTS, '"gold"   -> 1');
  await page.keyboard.type("2");
  await expect.poll(() => output(page)).toMatchObject({ discount: 125 });
});

test("the output follows the sample, and its faults are shown", async () => {
  const page = await openPlayground();
  await expect.poll(() => output(page)).toMatchObject({ discount: 15 });
  await page.locator('[data-editor="Sample record"] .view-lines').click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  const sample = { id: 8, email: "a@b.example", first_name: "Grace", last_name: "Hopper", country: "US", phones: [] };
  await page.keyboard.type(
    JSON.stringify({ ...sample, membership: "silver", newsletter: "yes", joined: "2026-01-31" }),
  );
  await expect.poll(() => output(page)).toMatchObject({ display_name: "Grace Hopper", discount: 5, telephones: [] });
  await expect.poll(() => page.locator(".verdict.bad").first().textContent()).toBe("newsletter must be boolean");
  await page.getByRole("button", { name: "Make a sample" }).click();
  await page.getByText("The sample fits its schema.").waitFor();
});

test("a finding stands in the problems, under the text, and is mended by its quick fix", async () => {
  const page = await openPlayground();
  await putCursorBehind(page, CONTACTS, "newsletter");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Escape");
  await page.getByText("1 error, 0 warnings in the project").waitFor();
  await mappingEditor(page).locator(".squiggly-error").first().waitFor();
  await openPanel(page, "Problems");
  await page.getByRole("button", { name: /newslette/ }).click();
  await chooseQuickFix(page, "Change to newsletter");
  await page.getByText("0 errors, 0 warnings in the project").waitFor();
  expect(await textOf(page, "mapping")).toMatch(/newsletter +-> subscribed/);
});

test("the quick fixes stay open while the output changes its size", async () => {
  const page = await openPlayground();
  await putCursorBehind(page, CONTACTS, "newsletter");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Escape");
  await page.getByText("One error stands in the way").waitFor();
  const fix = await showQuickFix(page, "Change to newsletter");
  const editor = page.locator('[data-editor="Output record"]');
  await editor.evaluate((element: { setAttribute(name: string, text: string): void }) =>
    element.setAttribute("style", "flex: 0 0 120px"),
  );
  await expect.poll(async () => (await editor.locator(".overflow-guard").boundingBox())?.height).toBe(120);
  expect(await fix.isVisible()).toBe(true);
});

test("while the text has errors the last output stays and is marked as such", async () => {
  const page = await openPlayground();
  await expect.poll(() => output(page)).toMatchObject({ discount: 15 });
  await putCursorBehind(page, CONTACTS, "binding Contact");
  await page.keyboard.type(" {");
  await page.getByText("of the last text without errors").waitFor();
  expect(await output(page)).toMatchObject({ discount: 15 });
});

test("a lookup's answer is given in the table, and what is not found has the lookup's problem", async () => {
  const page = await openPlayground();
  await openPanel(page, "Lookups");
  await page.getByLabel('Answer of CountryId for "GB"').fill("44");
  await expect.poll(() => output(page)).toMatchObject({ country_id: 44 });
  await page.getByLabel('What CountryId finds for "GB"').selectOption("none");
  await expect.poll(() => page.locator(".group-output .verdict").textContent()).toContain("the CRM has no country GB");
  await page.getByLabel('What CountryId finds for "GB"').selectOption("not answered");
  await page.getByText("One lookup has no answer yet; see Lookups.").waitFor();
});

test("the difference to an expected output is told in words and shown side by side", async () => {
  const page = await openPlayground();
  await expect.poll(() => output(page)).toMatchObject({ discount: 15 });
  await openPanel(page, "Difference");
  await page.getByRole("button", { name: "Expect this output" }).click();
  await page.getByText("The output is the expected one.").waitFor();
  await putCursorBehind(page, CONTACTS, '"gold"   -> 1');
  await page.keyboard.type("2");
  await page.getByText("One difference. discount: 15 expected, 125 came out.").waitFor();
  await page.locator('[data-editor="difference"] .line-delete').first().waitFor();
});
