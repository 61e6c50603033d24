import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readPage } from "../../packages/cli/src/playground/page-files.ts";
import { type PlaygroundServer, startPlaygroundServer } from "../../packages/cli/src/playground/playground-server.ts";
import { violations } from "./accessibility.ts";
import { mappingEditor, openPanel, openPlayground, output, textOf, useBrowser } from "./playground-page.ts";

const EXAMPLE = join(import.meta.dirname, "../../playground/examples/first-steps");

let folder: string;
let server: PlaygroundServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "xmap-project-"));
  cpSync(EXAMPLE, folder, { recursive: true });
  git("init", "--quiet");
  git("add", ".");
  git("-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "--quiet", "-m", "begin");
  server = await startPlaygroundServer({ folder, port: 0, token: "of-the-test", page: readPage() });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

useBrowser();

function git(...parameters: readonly string[]): string {
  return execFileSync("git", ["-C", folder, ...parameters], { encoding: "utf8" });
}

function changedLines(): readonly string[] {
  return git("diff", "--unified=0")
    .split("\n")
    .filter((line) => /^[+-](?![+-])/.test(line));
}

test("a rule that is changed in the picture is one line of the project's git diff", async () => {
  const page = await openPlayground({ url: server.url });
  expect(page.url()).not.toContain("token");
  await expect.poll(() => output(page)).toMatchObject({ email: expect.anything() });
  await openPanel(page, "Picture");
  await page.getByRole("treeitem", { name: /^newsletter\b/ }).click();
  await page.getByRole("button", { name: "Remove the rule" }).click();
  await page.getByRole("button", { name: "Save one file" }).click();
  await page.getByRole("button", { name: "Saved" }).waitFor();
  expect(changedLines()).toEqual(["-  newsletter                       -> subscribed"]);
  expect(await violations(page)).toEqual([]);
});

test("a change outside is shown, and never takes the place of what is not saved", async () => {
  const page = await openPlayground({ url: server.url });
  const file = join(folder, "contacts.xmap");
  const before = readFileSync(file, "utf8");
  writeFileSync(file, `${before}// from outside\n`);
  server.lookForChanges();
  await page.getByText("Changed outside, and read again: contacts.xmap.").waitFor();
  await expect.poll(() => textOf(page, "mapping")).toContain("// from outside");
  await mappingEditor(page).locator(".view-lines").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("// mine");
  writeFileSync(file, `${before}// another one\n`);
  server.lookForChanges();
  await page.getByText("contacts.xmap was changed outside, and here").waitFor();
  await mappingEditor(page).locator(".view-lines").click();
  await page.keyboard.press("Control+s");
  expect(readFileSync(file, "utf8")).toBe(`${before}// another one\n`);
  await expect.poll(() => textOf(page, "mapping")).toContain("// mine");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Keep mine" }).click();
  await page.getByRole("button", { name: "Save one file" }).click();
  await expect.poll(() => readFileSync(file, "utf8")).toBe(`${before}// from outside\n// mine`);
});

test("a table that is changed outside is read again", async () => {
  const table = join(folder, "countries.csv");
  writeFileSync(table, "code,name\nGB,Britain\n");
  const page = await openPlayground({ url: server.url });
  await page.getByLabel("Open a file").selectOption("countries.csv");
  await expect.poll(() => textOf(page, "mapping")).toContain("GB,Britain");
  writeFileSync(table, "code,name\nGB,United Kingdom\n");
  server.lookForChanges();
  await page.getByText("Changed outside, and read again: countries.csv.").waitFor();
  await expect.poll(() => textOf(page, "mapping")).toContain("GB,United Kingdom");
});
