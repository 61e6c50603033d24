import { readFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import {
  firstSteps,
  openPanel,
  openPlayground,
  output,
  putCursorBehind,
  textOf,
  useBrowser,
  waitUntilChecked,
} from "./playground-page.ts";

useBrowser();

const CONTACTS = firstSteps("contacts.xmap");

test("a shared link brings the work to another browser, which keeps it over a reload", async () => {
  const page = await openPlayground();
  await putCursorBehind(page, CONTACTS, '"gold"   -> 1');
  await page.keyboard.type("7");
  await openPanel(page, "Lookups");
  await page.getByLabel('Answer of CountryId for "GB"').fill("44");
  await expect.poll(() => output(page)).toMatchObject({ discount: 175, country_id: 44 });
  await page.getByRole("button", { name: "Share" }).click();
  await expect.poll(() => new URL(page.url()).hash).toMatch(/^#work=/);
  const { hash } = new URL(page.url());
  expect(hash.length).toBeLessThan(2000);

  const other = await openPlayground({ fragment: hash });
  await expect.poll(() => output(other)).toMatchObject({ discount: 175, country_id: 44 });
  expect(new URL(other.url()).hash).toBe("");
  await other.reload();
  await waitUntilChecked(other);
  await expect.poll(() => output(other)).toMatchObject({ discount: 175, country_id: 44 });
});

test("work is kept over a reload without being asked", async () => {
  const page = await openPlayground();
  await putCursorBehind(page, CONTACTS, "binding Contact");
  await page.keyboard.type("s");
  await page.reload();
  await waitUntilChecked(page);
  await expect.poll(() => textOf(page, "mapping")).toContain("binding Contacts:");
});

test("one's own work is set aside for a link's, and comes back", async () => {
  const page = await openPlayground();
  await page.getByRole("button", { name: "Share" }).click();
  await expect.poll(() => new URL(page.url()).hash).toMatch(/^#work=/);
  const { hash } = new URL(page.url());
  await putCursorBehind(page, CONTACTS, "binding Contact");
  await page.keyboard.type("OfMine");
  await page.getByRole("button", { name: "Share" }).click();
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  await page.getByRole("button", { name: "Other work" }).waitFor();
  await waitUntilChecked(page);
  await expect.poll(() => textOf(page, "mapping")).toContain("binding Contact:");
  await page.getByRole("button", { name: "Other work" }).click();
  await expect.poll(() => textOf(page, "mapping")).toContain("binding ContactOfMine:");
});

test("a damaged link says so and opens the first example", async () => {
  const page = await openPlayground({ fragment: "#work=AAAA" });
  await page.getByText("The link is damaged: it holds no work.").waitFor();
  await expect.poll(() => output(page)).toMatchObject({ discount: 15 });
});

test("the download is a project with the edited mapping, the schemas and the sample", async () => {
  const page = await openPlayground();
  await putCursorBehind(page, CONTACTS, '"gold"   -> 1');
  await page.keyboard.type("7");
  await expect.poll(() => output(page)).toMatchObject({ discount: 175 });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download" }).click(),
  ]);
  const files = unzipSync(readFileSync(await download.path()));
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining([
      "contacts.xmap",
      "systems.xmap",
      "xmap.json",
      "schemas/shop/customers.json",
      "samples/shop/customers.json",
    ]),
  );
  expect(strFromU8(files["contacts.xmap"] ?? new Uint8Array())).toContain('"gold"   -> 175');
});

test("starting over brings the example back", async () => {
  const page = await openPlayground();
  await putCursorBehind(page, CONTACTS, "binding Contact");
  await page.keyboard.type("s");
  await expect.poll(() => textOf(page, "mapping")).toContain("binding Contacts:");
  await page.getByRole("button", { name: "Start over" }).click();
  await expect.poll(() => textOf(page, "mapping")).toContain("binding Contact:");
});
