import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startCommand } from "../cli/started-command.ts";
import { openPlayground, output, textOf, useBrowser } from "./playground-page.ts";

useBrowser();

test("`xmap playground` serves a folder, and tells of mappings and tables that are changed outside", async () => {
  const folder = mkdtempSync(join(tmpdir(), "xmap-project-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(import.meta.dirname, "../../playground/examples/first-steps"), folder, { recursive: true });
  writeFileSync(join(folder, "countries.csv"), "code,name\nGB,Britain\n");
  const command = startCommand(["playground", "--no-open"], folder);
  await expect.poll(() => command.stdout()).toContain("\n");
  const { url } = JSON.parse(command.stdout()) as { readonly url: string };
  const page = await openPlayground({ url });
  await expect.poll(() => output(page)).toMatchObject({ discount: 15 });
  await page.getByLabel("Open a file").selectOption("countries.csv");
  await expect.poll(() => textOf(page, "mapping")).toContain("GB,Britain");
  writeFileSync(join(folder, "countries.csv"), "code,name\nGB,United Kingdom\n");
  await expect.poll(() => textOf(page, "mapping")).toContain("GB,United Kingdom");
  await page.context().close();
  expect(await command.interrupt()).toBe(0);
});
