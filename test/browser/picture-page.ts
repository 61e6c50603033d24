import type { Locator, Page } from "playwright-core";
import { openPanel } from "./playground-page.ts";

/** Shows the chosen binding as a picture. */
export async function openPicture(page: Page): Promise<void> {
  await openPanel(page, "Picture");
  await page.locator("[data-picture] .line-arrow").first().waitFor();
}

/** The row of a field in one of the two trees. */
export function row(page: Page, side: "left" | "right", path: string): Locator {
  return page.locator(`[data-side="${side}"][data-field="${path}"]`);
}

/** The line of a rule. */
export function line(page: Page, id: string): Locator {
  return page.locator(`[data-line="${id}"]`);
}

/** Draws a line from a field on the left to one on the right with the mouse. */
export async function dragRule(page: Page, from: string, to: string): Promise<void> {
  const [start, end] = [await row(page, "left", from).boundingBox(), await row(page, "right", to).boundingBox()];
  if (start === null || end === null) throw new Error("A field is out of view.");
  await page.mouse.move(start.x + start.width / 2, start.y + 10);
  await page.mouse.down();
  await page.mouse.move(start.x + start.width, start.y + 10, { steps: 3 });
  await page.mouse.move(end.x + end.width / 2, end.y + 10, { steps: 3 });
  await page.mouse.up();
}
