import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { violations } from "./accessibility.ts";
import { mappingEditor, openPanel, openPlayground, useBrowser } from "./playground-page.ts";

useBrowser();

const FLOW = `xmap 1

import { Customer, ContactCard } from "./systems.xmap"
import { Contact } from "./contacts.xmap"

policy careful {
  timeout 30s
}

flow Keep for customer: Customer {
  on change by poll every 30s   // often enough
  with careful

  card = sync customer via Contact
  when customer.membership = "gold" {
    found = find customer via Contact else skip "gone"
  }
  notify team "customer {customer.id}"
}
`;

/** The flow's file as the browser keeps it, blanks in a row as one. */
async function keptText(page: Page): Promise<string> {
  const kept = await page.evaluate(
    "JSON.parse(localStorage.getItem('xmap.playground.work') ?? '{}').changed?.['new.xmap']",
  );
  return String(kept ?? "").replace(/\s+/g, " ");
}

async function openFlow(page: Page): Promise<void> {
  await page.getByLabel("Open a file").selectOption("New mapping");
  await page.getByRole("tab", { name: "new.xmap" }).waitFor();
  await mappingEditor(page).locator(".view-lines").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(`${FLOW}\nbinding Own: Customer -> ContactCard {\n  email -> email key\n}\n`);
  await page.getByLabel("Binding").selectOption({ label: "Own" });
  await openPanel(page, "Picture");
  await page.getByLabel("Drawn").selectOption("flow Keep");
  await page.locator('[data-flow="Keep"]').waitFor();
}

test("a flow is edited as a diagram: triggers, policy, steps and outcomes, and its comments stay", async () => {
  const page = await openPlayground({ viewport: { width: 1600, height: 1400 } });
  await openFlow(page);
  expect(await violations(page)).toEqual([]);
  const flow = page.locator('[data-flow="Keep"]');
  await flow.getByLabel("Another step", { exact: true }).fill('skip "done"');
  await page.keyboard.press("Enter");
  await expect.poll(() => keptText(page)).toContain(' skip "done" }');
  await flow.getByLabel("Another trigger").fill("on removal by sweep every 1d");
  await page.keyboard.press("Enter");
  await expect.poll(() => keptText(page)).toContain(" often enough on removal by sweep every 1d ");
  await flow.getByLabel("Where").fill('membership != "none"');
  await page.keyboard.press("Enter");
  await expect.poll(() => keptText(page)).toContain('for customer: Customer where membership != "none" {');
  await flow.getByLabel("At most every").fill("5s");
  await page.keyboard.press("Enter");
  await expect.poll(() => keptText(page)).toContain("with careful, at most every 5s");
  // A policy cannot go while something stands behind it.
  await flow.getByLabel("Policy").selectOption("");
  await page.getByText("empty that first").waitFor();
  await flow.getByLabel("At most every").fill("soon");
  await page.keyboard.press("Enter");
  await flow.getByLabel("At most every").and(page.locator("[aria-invalid=true]")).waitFor();
  expect(await violations(page)).toEqual([]);
  await flow.getByLabel("At most every").fill("");
  await page.keyboard.press("Enter");
  await expect.poll(() => keptText(page)).toMatch(/with careful card/);
  await flow.getByLabel("Where").fill("");
  await page.keyboard.press("Enter");
  await expect.poll(() => keptText(page)).toContain("for customer: Customer {");
  await flow.getByLabel("Policy").selectOption("");
  await expect.poll(() => keptText(page)).not.toContain("with careful");
  // The step stays under the cursor while it is moved.
  await flow.getByRole("button", { name: "Move card down" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => keptText(page)).toContain("} card = sync customer via Contact notify");
  await expect.poll(() => page.evaluate("document.activeElement?.getAttribute('aria-label')")).toBe("Move card down");
  await flow.getByLabel("Outcome of when / found").selectOption("hold");
  await expect.poll(() => keptText(page)).toContain('found = find customer via Contact else hold "gone"');
  await flow.getByRole("button", { name: "Remove outcome" }).click();
  await expect.poll(() => keptText(page)).not.toContain('skip "done"');
  expect(await keptText(page)).toContain("// often enough");
});

test("a step without a name keeps the cursor while it is moved among its like", async () => {
  const page = await openPlayground({ viewport: { width: 1600, height: 1400 } });
  await openFlow(page);
  const flow = page.locator('[data-flow="Keep"]');
  for (const name of ["one", "two"]) {
    await flow.getByLabel("Another step", { exact: true }).fill(`notify team "${name}"`);
    await page.keyboard.press("Enter");
    await expect.poll(() => keptText(page)).toContain(`notify team "${name}"`);
  }
  const focused = () => page.evaluate("document.activeElement?.getAttribute('aria-label')");
  await flow.getByRole("button", { name: "Move notify #3 up" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => keptText(page)).toContain('notify team "two" notify team "one"');
  await expect.poll(focused).toBe("Move notify #2 up");
  await page.keyboard.press("Enter");
  await expect.poll(() => keptText(page)).toContain('notify team "two" notify team "customer');
  await expect.poll(focused).toBe("Move notify up");
});
