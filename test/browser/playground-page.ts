import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";

interface Watched {
  readonly page: Page;
  /** Errors that the page threw or wrote to its console, violations of its policy among them. */
  readonly errors: string[];
  /** Requests to other hosts that the page's policy let through. */
  readonly foreign: string[];
}

const watched: Watched[] = [];
let browser: Browser;

/** Starts a browser for the tests of a file; after each test, no page may have had an error or have asked another host. */
export function useBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: inject("chromium"),
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
    });
  });
  afterEach(async () => {
    const pages = watched.splice(0);
    await Promise.all(pages.map(({ page }) => page.context().close()));
    expect(pages.flatMap(({ errors }) => errors)).toEqual([]);
    expect(pages.flatMap(({ foreign }) => foreign)).toEqual([]);
  });
  afterAll(() => browser.close());
}

/** Opens the playground in a browser profile of its own and waits until the first findings are there. */
export async function openPlayground(
  options: BrowserContextOptions & {
    readonly fragment?: string;
    readonly script?: string;
    /** Of another server than the one that all tests have. */
    readonly url?: string;
    /** Before anything is loaded. */
    readonly prepare?: (page: Page) => Promise<void>;
  } = {},
): Promise<Page> {
  const { fragment = "", script, url = inject("playgroundUrl"), prepare, ...contextOptions } = options;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...contextOptions });
  const page = await context.newPage();
  watch(page, url);
  if (script !== undefined) await page.addInitScript(script);
  await prepare?.(page);
  await page.goto(url + fragment);
  await waitUntilChecked(page);
  return page;
}

function watch(page: Page, url: string): void {
  const entry: Watched = { page, errors: [], foreign: [] };
  watched.push(entry);
  const { origin } = new URL(url);
  page.on("pageerror", (error) => entry.errors.push(String(error.stack ?? error)));
  page.on("console", (message) => {
    if (message.type() === "error" || message.text().includes("Content Security Policy"))
      entry.errors.push(message.text());
  });
  page.on("request", (request) => {
    const asked = request.url();
    if (!asked.startsWith(origin) && !/^(?:blob|data):/.test(asked)) entry.foreign.push(asked);
  });
  page.on("requestfailed", (request) => {
    const index = request.failure()?.errorText === "csp" ? entry.foreign.indexOf(request.url()) : -1;
    if (index >= 0) entry.foreign.splice(index, 1);
  });
}

/** Waits until the findings of the newest text are shown. */
export async function waitUntilChecked(page: Page): Promise<void> {
  await page.locator('[data-verdict="checked"]').waitFor();
  await mappingEditor(page).locator(".view-line").first().waitFor();
}

export function mappingEditor(page: Page): Locator {
  return page.locator('[data-editor="mapping"]');
}

/** What the output panel shows, read as JSON; undefined while it is empty. */
export async function output(page: Page): Promise<unknown> {
  const text = await textOf(page, "Output record");
  return text.trim() === "" ? undefined : JSON.parse(text);
}

/** The lines of an editor that are in view, from the first to the last. */
export async function textOf(page: Page, label: string): Promise<string> {
  const lines = await page.locator(`[data-editor="${label}"] .view-line`).evaluateAll((elements) =>
    elements.map((element) => ({
      top: Number.parseFloat(element.getAttribute("style")?.match(/top:\s*(\d+)/)?.[1] ?? "0"),
      text: element.textContent ?? "",
    })),
  );
  return lines
    .toSorted((left, right) => left.top - right.top)
    .map(({ text }) => text.replaceAll("\u00a0", " "))
    .join("\n");
}

/** Puts the cursor into the mapping behind the first place of a text, which is given with all that stands in the file. */
export async function putCursorBehind(page: Page, file: string, text: string): Promise<void> {
  const end = file.indexOf(text) + text.length;
  if (end < text.length) throw new Error(`The file has no "${text}".`);
  const before = file.slice(0, end).split("\n");
  await mappingEditor(page).locator(".view-lines").click();
  await page.keyboard.press("Control+g");
  await page.locator(".quick-input-widget input").fill(`:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`);
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}

/** Chooses a tab of the panels. */
export async function openPanel(page: Page, title: string): Promise<void> {
  await page.getByRole("tab", { name: title }).click();
}

/** The text of a file of the first example. */
export function firstSteps(path: string): string {
  return readFileSync(join(import.meta.dirname, "../../playground/examples/first-steps", path), "utf8");
}

/** Opens the menu of quick fixes at the cursor, again where the findings had not reached the editor yet. */
export async function showQuickFix(page: Page, title: string): Promise<Locator> {
  const fix = page.locator(".action-widget").getByText(title);
  await expect
    .poll(async () => {
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+.");
      await fix.waitFor({ timeout: 2_000 }).catch(() => {});
      return await fix.isVisible();
    })
    .toBe(true);
  return fix;
}

/** Chooses a quick fix at the cursor. */
export async function chooseQuickFix(page: Page, title: string): Promise<void> {
  const fix = await showQuickFix(page, title);
  await fix.click();
}
