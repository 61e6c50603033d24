import { expect, test } from "vitest";
import { violations } from "./accessibility.ts";
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

/** Every part of the page is looked at in one test. */
const EVERY_PART_MILLISECONDS = 180_000;

test.each(["light", "dark"] as const)(
  "no part of the page breaks a rule of WCAG 2.2 AA in the %s theme",
  async (colorScheme) => {
    const page = await openPlayground({ colorScheme });
    await expect.poll(() => output(page)).toMatchObject({ discount: 15 });
    await expect.poll(() => violations(page)).toEqual([]);
    // What the cursor is at is marked in the code, in the picture and in its details.
    await putCursorBehind(page, firstSteps("contacts.xmap"), "  newsl");
    for (const panel of ["Lookups", "Difference", "Laws", "TypeScript", "Problems", "Outline", "Picture"]) {
      await openPanel(page, panel);
      await page.getByRole("tabpanel", { name: panel }).locator(":scope > *").first().waitFor();
      await expect.poll(() => violations(page), { message: panel }).toEqual([]);
    }
  },
  EVERY_PART_MILLISECONDS,
);

test("neither do findings, faults and open questions", async () => {
  const page = await openPlayground();
  await expect.poll(() => output(page)).toMatchObject({ discount: 15 });
  await page.locator('[data-editor="Sample record"] .view-lines').click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("nonsense");
  await putCursorBehind(page, firstSteps("contacts.xmap"), "newsletter");
  await page.keyboard.type("s");
  await page.keyboard.press("Escape");
  await page.getByText("1 error, 0 warnings in the project").waitFor();
  await openPanel(page, "Problems");
  await expect.poll(() => violations(page)).toEqual([]);
});

test("a narrow window shows one column without scrolling sideways", async () => {
  const page = await openPlayground({ viewport: { width: 390, height: 844 } });
  await expect.poll(() => textOf(page, "Output record")).toContain('"discount": 15');
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  await expect.poll(() => violations(page)).toEqual([]);
});

test("everything can be done by keyboard alone", async () => {
  const page = await openPlayground();
  await expect.poll(() => output(page)).toMatchObject({ discount: 15 });
  const focused = () => page.evaluate("document.activeElement?.closest('[data-region]')?.dataset.region ?? ''");

  // Into the mapping, and a change in it.
  await page.keyboard.press("F6");
  await page.keyboard.press("F6");
  expect(await focused()).toBe("mapping");
  await page.keyboard.press("Control+g");
  await page.keyboard.type("9:18");
  await page.keyboard.press("Enter");
  await page.keyboard.press("End");
  await page.keyboard.type("0");
  await expect.poll(() => output(page)).toMatchObject({ discount: 150 });

  // Out of the editor, to the lookups, and an answer.
  await page.keyboard.press("F6");
  expect(await focused()).toBe("input");
  await page.keyboard.press("ArrowRight");
  await page.getByRole("tab", { name: "Lookups", selected: true }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect.poll(() => output(page)).toMatchObject({ country_id: 1 });

  // To what comes out.
  await page.keyboard.press("F6");
  expect(await focused()).toBe("output");
  await page.keyboard.press("End");
  await page.getByRole("tab", { name: "Outline", selected: true }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await focused()).toBe("mapping");

  // Back to the header, and another theme.
  await page.keyboard.press("Shift+F6");
  expect(await focused()).toBe("header");
  await page.getByRole("button", { name: "Dark theme" }).focus();
  await page.keyboard.press("Enter");
  expect(await page.evaluate("document.documentElement.dataset.theme")).toBe("dark");
});

test("Tab leaves the editor once Ctrl+M says so", async () => {
  const page = await openPlayground();
  await putCursorBehind(page, firstSteps("contacts.xmap"), "xmap 1");
  await page.keyboard.press("Control+m");
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement?.closest('.monaco-editor') === null")).toBe(true);
  expect((await textOf(page, "mapping")).split("\n")[0]).toBe("xmap 1");
});
