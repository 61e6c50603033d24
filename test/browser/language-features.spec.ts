import { expect, test } from "vitest";
import {
  firstSteps,
  mappingEditor,
  openPlayground,
  putCursorBehind,
  textOf,
  useBrowser,
  waitUntilChecked,
} from "./playground-page.ts";

useBrowser();

const CONTACTS = firstSteps("contacts.xmap");
const SYSTEMS = firstSteps("systems.xmap");

test("hovering shows what a name stands for", async () => {
  const page = await openPlayground();
  const word = mappingEditor(page).getByText("membership").last();
  const hover = page.locator(".monaco-hover:not(.hidden)").filter({ hasText: "membership" });
  // A mouse that rests while the editor is still loading shows nothing until it moves again.
  const isShown = async (): Promise<boolean> => {
    await page.mouse.move(0, 0);
    await word.hover();
    await hover
      .first()
      .waitFor({ timeout: 2_000 })
      .catch(() => undefined);
    return hover.first().isVisible();
  };
  await expect.poll(isShown).toBe(true);
  expect(await hover.first().textContent()).toContain("gold");
});

test("renaming reaches every file", async () => {
  const page = await openPlayground();
  await putCursorBehind(page, CONTACTS, "via Country");
  await page.keyboard.press("F2");
  await page.locator(".rename-box input").fill("CountryNumber");
  await page.keyboard.press("Enter");
  await expect.poll(() => textOf(page, "mapping")).toMatch(/import \{ Customer, ContactCard, CountryNumber \}/);
  await page.getByLabel("Open a file").selectOption("systems.xmap");
  await expect.poll(() => textOf(page, "mapping")).toContain("lookup CountryNumber: Country.code");
  await page.getByText("0 errors, 0 warnings in the project").waitFor();
});

test("what cannot be renamed says why", async () => {
  const page = await openPlayground();
  await putCursorBehind(page, CONTACTS, "$joinNa");
  await page.keyboard.press("F2");
  await page.locator(".monaco-editor-overlaymessage").waitFor();
  expect((await page.locator(".monaco-editor-overlaymessage").textContent())?.length).toBeGreaterThan(10);
});

test("the definition of an imported name opens its file in a tab", async () => {
  const page = await openPlayground();
  await putCursorBehind(page, CONTACTS, "via Country");
  await page.keyboard.press("F12");
  await page.getByRole("tab", { name: "systems.xmap", selected: true }).waitFor();
  await page.keyboard.type("X");
  await expect.poll(() => textOf(page, "mapping")).toContain("lookup XCountryId");
});

test("the definition of a field opens its schema", async () => {
  const page = await openPlayground();
  await putCursorBehind(page, CONTACTS, "  newsl");
  await page.keyboard.press("F12");
  await page.getByRole("tab", { name: "customers.json", selected: true }).waitFor();
  await expect.poll(() => textOf(page, "mapping")).toContain('"newsletter": { "type": "boolean" }');
});

test("references of all files are listed", async () => {
  const page = await openPlayground();
  await putCursorBehind(page, CONTACTS, "via Country");
  await page.keyboard.press("Shift+F12");
  const peek = page.locator(".zone-widget .ref-tree");
  await peek.waitFor();
  await expect.poll(() => peek.textContent()).toContain("systems.xmap");
});

test("the code lens counts uses and lists them", async () => {
  const page = await openPlayground();
  await page.getByLabel("Open a file").selectOption("systems.xmap");
  await expect.poll(() => textOf(page, "mapping")).toContain("entity ContactCard");
  await mappingEditor(page).locator(".codelens-decoration a").first().click();
  await page.locator(".zone-widget .ref-tree").waitFor();
});

test("inlay hints, links, folding marks and the colours of names are shown", async () => {
  const page = await openPlayground();
  const editor = mappingEditor(page);
  await editor.getByText("batch").waitFor();
  await editor.locator(".detected-link").first().waitFor();
  await editor.locator(".codicon-folding-expanded").first().waitFor({ state: "attached" });
  const colours = await editor
    .locator(".view-line span[class^=mtk]")
    .evaluateAll((spans) => [...new Set(spans.map((span) => span.className))]);
  expect(colours.length).toBeGreaterThan(6);
});

test("the uses of the name at the cursor are highlighted", async () => {
  const page = await openPlayground();
  await putCursorBehind(page, CONTACTS, "map Disc");
  // Monaco drops what it was answered before the text had the focus again, and asks only at another word.
  const marked = mappingEditor(page).locator(".wordHighlight, .wordHighlightStrong");
  const areShown = async (): Promise<boolean> => {
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await marked
      .nth(1)
      .waitFor({ timeout: 2_000 })
      .catch(() => undefined);
    return (await marked.count()) === 2;
  };
  await expect.poll(areShown).toBe(true);
});

test("the parameters of a function are shown while its arguments are written", async () => {
  const page = await openPlayground();
  await putCursorBehind(page, CONTACTS, "$joinName(first_name");
  await page.keyboard.press("Control+Shift+Space");
  await page.locator(".parameter-hints-widget.visible").getByText("$joinName").first().waitFor();
});

test("Ctrl+Shift+O lists what is declared", async () => {
  const page = await openPlayground();
  await putCursorBehind(page, CONTACTS, "xmap 1");
  await page.keyboard.press("Control+Shift+o");
  const list = page.locator(".quick-input-list");
  await expect.poll(() => list.textContent()).toContain("Discount");
});

test("saving formats", async () => {
  const page = await openPlayground();
  await putCursorBehind(page, CONTACTS, "  newsletter");
  await page.keyboard.type("     ");
  await page.keyboard.press("Control+s");
  await page.getByText("Formatted, and kept in this browser.").waitFor();
  const line = CONTACTS.split("\n").find((text) => text.includes("newsletter"));
  await expect.poll(() => textOf(page, "mapping")).toContain(line);
});

test("several files stay open in tabs, and Delete closes one", async () => {
  const page = await openPlayground();
  await page.getByLabel("Open a file").selectOption("systems.xmap");
  await expect.poll(() => textOf(page, "mapping")).toContain(SYSTEMS.split("\n")[1]);
  await page.getByRole("tab", { name: "contacts.xmap" }).click();
  await expect.poll(() => textOf(page, "mapping")).toContain("binding Contact");
  await page.keyboard.press("Delete");
  await expect.poll(() => page.getByRole("tablist", { name: "Files" }).getByRole("tab").count()).toBe(1);
  await waitUntilChecked(page);
});
