import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  firstSteps,
  openPanel,
  openPlayground,
  output,
  putCursorBehind,
  textOf,
  useBrowser,
} from "./playground-page.ts";

useBrowser();

const folder = join(import.meta.dirname, "../../docs/pictures");

// The pictures of the documentation are made anew only when somebody asks for it.
test.runIf(process.env.UPDATE_PICTURES === "1").each(["light", "dark"] as const)(
  "a picture of the playground in the %s theme",
  async (colorScheme) => {
    mkdirSync(folder, { recursive: true });
    const page = await openPlayground({ colorScheme, viewport: { width: 1440, height: 860 } });
    await openPanel(page, "Lookups");
    await page.getByRole("button", { name: "Fill in the rest" }).click();
    await expect.poll(() => output(page)).toMatchObject({ country_id: 1 });
    await page.screenshot({ path: join(folder, `playground-${colorScheme}.png`) });
  },
);

test.runIf(process.env.UPDATE_PICTURES === "1")("a picture of a binding that is drawn", async () => {
  const page = await openPlayground({ colorScheme: "light", viewport: { width: 1440, height: 860 } });
  await openPanel(page, "Picture");
  await page.locator('[data-line="discount"] .line-label').click();
  await page.getByRole("table", { name: "Values of Discount" }).waitFor();
  await expect.poll(() => output(page)).toMatchObject({ discount: 15 });
  await page.screenshot({ path: join(folder, "playground-picture.png") });
});

test.runIf(process.env.UPDATE_PICTURES === "1")("a picture of a rule with its code", async () => {
  const page = await openPlayground({ colorScheme: "light", viewport: { width: 1440, height: 860 } });
  await openPanel(page, "TypeScript");
  await expect.poll(() => textOf(page, "Generated TypeScript")).toContain("// Generated from contacts.xmap.");
  await putCursorBehind(page, firstSteps("contacts.xmap"), "  $joinName");
  await page.locator('[data-editor="Generated TypeScript"] .linked-line').first().waitFor();
  await page.screenshot({ path: join(folder, "playground-typescript.png") });
});
