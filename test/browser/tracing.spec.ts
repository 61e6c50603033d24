import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openPanel, openPlayground, output, textOf, useBrowser } from "./playground-page.ts";

useBrowser();

/** Clicks a text in an editor beside the mapping. */
async function clickIn(page: Page, label: string, text: string): Promise<void> {
  await page.locator(`[data-editor="${label}"] .view-line`).filter({ hasText: text }).first().click();
}

async function writeMapping(page: Page, text: string): Promise<void> {
  await page.locator('[data-editor="mapping"] .view-lines').click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

const HEAD = `xmap 1

system shop = http { url: "https://shop.example" }
system crm = http { url: "https://crm.example" }

entity Customer = shop.customers { key id }
entity Contact = crm.contacts { key id }

`;
const TWO_WAY = `${HEAD}binding C: Customer <-> Contact {
  email  <-> email         key
  name   <-> display_name
  status <-> active        via { "enabled" <-> true, "blocked" <-> false }
}
`;
/** What is made large does not come back as it was. */
const LOSSY = `${HEAD}binding C: Customer <-> Contact {
  email           <-> email         key
  $uppercase(name) -> display_name
  name            <-  $lowercase(display_name)
}
`;

function marked(page: Page, label: string) {
  return page.locator(`[data-editor="${label}"] .followed-mark`).allTextContents();
}

test("a click on an output value shows its rule, its input and its lookup, in text, sample and picture", async () => {
  const page = await openPlayground();
  await openPanel(page, "Lookups");
  await page.getByRole("textbox", { name: 'Answer of CountryId for "GB"' }).fill("44");
  await openPanel(page, "Sample");
  await expect.poll(() => output(page)).toMatchObject({ country_id: 44 });
  await clickIn(page, "Output record", "country_id");
  const origin = page.getByRole("region", { name: "Where country_id comes from" });
  await origin.getByText("country -> country_id via CountryId").waitFor();
  await origin.getByText('CountryId("GB") = 44').waitFor();
  await origin.getByRole("button", { name: 'country = "GB"' }).waitFor();
  await expect.poll(() => marked(page, "Output record")).toEqual(["44"]);
  await expect.poll(() => marked(page, "Sample record")).toEqual(['"GB"']);
  expect(await page.locator('[data-editor="mapping"] .followed-rule').count()).toBe(1);
  await openPanel(page, "Picture");
  await page.locator('[data-editor="mapping"] .followed-rule').waitFor();
  await page.getByRole("region", { name: "What is selected" }).getByText("Rule to country_id").waitFor();
});

test("from an input value to all that it reaches, by keyboard alone", async () => {
  const page = await openPlayground();
  await expect.poll(() => output(page)).toMatchObject({ display_name: "Ada Lovelace" });
  await page.locator('[data-editor="Sample record"] .view-lines').click();
  await page.keyboard.press("Control+Home");
  for (let line = 0; line < 4; line += 1) await page.keyboard.press("ArrowDown");
  const goes = page.getByRole("region", { name: "Where last_name goes" });
  await goes.getByRole("button", { name: 'display_name = "Ada Lovelace"' }).focus();
  await page.keyboard.press("Enter");
  const origin = page.getByRole("region", { name: "Where display_name comes from" });
  await origin.getByRole("button", { name: 'first_name = "Ada"' }).waitFor();
  await origin.getByRole("button", { name: "Stop following" }).click();
  await expect.poll(() => marked(page, "Sample record")).toEqual([]);
});

test("a run is made a test beside the mapping, with its fixture", async () => {
  const page = await openPlayground();
  await expect.poll(() => output(page)).toMatchObject({ display_name: "Ada Lovelace" });
  await page.getByRole("button", { name: "Make this a test" }).click();
  await page.keyboard.type("Ada becomes a contact");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText('Answer CountryId for "GB" first').waitFor();
  await openPanel(page, "Lookups");
  await page.getByRole("button", { name: "Fill in the rest" }).click();
  await page.getByRole("button", { name: "Write the test" }).click();
  await page.getByRole("tab", { name: "contacts.tests.xmap" }).waitFor();
  await expect.poll(() => textOf(page, "mapping")).toContain('test "Ada becomes a contact" of Contact {');
  await page.getByText("0 errors, 0 warnings in the project").waitFor();
  await page.getByLabel("Open a file").selectOption("fixtures/ada-becomes-a-contact.json");
  await expect.poll(() => textOf(page, "mapping")).toContain('"email": "Ada@Example.com"');
});

test("a two-way binding runs back from a record of the right side, and its laws are tried", async () => {
  const page = await openPlayground();
  await page.getByLabel("Example").selectOption({ label: "Tour" });
  await page.getByRole("tab", { name: "tour.xmap" }).waitFor();
  await writeMapping(page, TWO_WAY);
  await page.getByLabel("Direction").selectOption({ label: "right to left" });
  await expect
    .poll(() => output(page))
    .toMatchObject({ email: "grace@example.com", name: "Grace Hopper", status: "blocked" });
  await openPanel(page, "Laws");
  await page.getByRole("button", { name: "Check the laws" }).click();
  await page.getByText("The laws hold for every record that was tried.").waitFor();
  await writeMapping(page, LOSSY);
  await page.getByText("Not tried with the newest text yet.").waitFor();
  await page.getByRole("button", { name: "Check the laws" }).click();
  const counterExample = page.getByRole("region", { name: "Counter-example" });
  await counterExample.getByText("came back as").waitFor();
  await counterExample.getByText("in between:").waitFor();
});
