import { availableParallelism, loadavg } from "node:os";
import { brotliCompressSync, constants, deflateRawSync, gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { firstSteps, openPlayground, output, putCursorBehind, textOf, useBrowser } from "./playground-page.ts";

useBrowser();

const TRIES = 3;
/** For tests that measure several times. */
const MEASURING_MILLISECONDS = 180_000;
const LOAD_MILLISECONDS = 3000;
const FINDINGS_MILLISECONDS = 1000;
const KEY_MILLISECONDS = 50;
const FIRST_LOAD_GZIP_BYTES = 1_700_000;

/** The machine may be busy with something else: the best of a few tries has to be within the limits. */
async function best(limit: number, measure: () => Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < TRIES && least > limit; tries += 1) least = Math.min(least, await measure());
  return least;
}

function show(figures: Readonly<Record<string, unknown>>): void {
  if (process.env.PLAYGROUND_FIGURES === "1") process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
}

/** Notes when the mapping is painted and when the first findings are there. */
const CLOCK = `
  globalThis.moments = {};
  new MutationObserver(() => {
    const see = (name, selector) => {
      if (globalThis.moments[name] === undefined && document.querySelector(selector) !== null)
        requestAnimationFrame(() => { globalThis.moments[name] ??= performance.now(); });
    };
    see("painted", '[data-editor="mapping"] .view-line span span');
    see("checked", '[data-verdict="checked"]');
  }).observe(document, { childList: true, subtree: true, attributes: true });
`;

/** On such a machine the time on the clock tells of the others: what the page's own thread works counts instead. */
function isBusy(): boolean {
  return (loadavg()[0] ?? 0) > availableParallelism();
}

/** Counts from now on what the thread of a page works, in milliseconds. */
async function startCounting(page: Page): Promise<() => Promise<number>> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await devTools.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1000;
  };
}

interface Load {
  readonly painted: number;
  readonly checked: number;
  /** What the page's thread worked until both were there. */
  readonly work: number;
}

async function coldLoad(): Promise<Load> {
  let worked = (): Promise<number> => Promise.resolve(0);
  const page = await openPlayground({
    script: CLOCK,
    prepare: async (opened) => {
      worked = await startCounting(opened);
    },
  });
  await expect.poll(() => page.evaluate("Object.keys(globalThis.moments).length")).toBe(2);
  const work = await worked();
  const moments = (await page.evaluate("globalThis.moments")) as Omit<Load, "work">;
  await page.context().close();
  expect(work).toBeGreaterThan(0);
  return { ...moments, work };
}

test("a cold load shows the mapping within three seconds and its findings within one more", {
  timeout: MEASURING_MILLISECONDS,
}, async () => {
  const loads: Load[] = [];
  const least = await best(LOAD_MILLISECONDS, async () => {
    const load = await coldLoad();
    loads.push(load);
    const time = Math.max(load.painted, load.checked - FINDINGS_MILLISECONDS);
    return isBusy() ? Math.min(time, load.work) : time;
  });
  show({ coldLoadMilliseconds: loads });
  expect(least).toBeLessThan(LOAD_MILLISECONDS);
});

test("what a first visit fetches stays small", async () => {
  const page = await openPlayground();
  await expect.poll(() => output(page)).toMatchObject({ discount: 15 });
  const names = (await page.evaluate(
    'performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.startsWith("http"))',
  )) as readonly string[];
  const addresses = [inject("playgroundUrl"), ...new Set(names)];
  const parts = await Promise.all(
    addresses.map(async (address) => {
      const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
      const [gzip, brotli] = [gzipSync(bytes).length, brotliCompressSync(bytes, quality).length];
      return { part: new URL(address).pathname, raw: bytes.length, gzip, brotli };
    }),
  );
  const sum = (of: "raw" | "gzip" | "brotli") => parts.reduce((total, part) => total + part[of], 0);
  show({ parts, raw: sum("raw"), gzip: sum("gzip"), brotli: sum("brotli") });
  expect(sum("gzip")).toBeLessThan(FIRST_LOAD_GZIP_BYTES);
});

const CONTACTS = firstSteps("contacts.xmap");
/** A file of more than five hundred lines: the first example's binding again and again. */
const LONG = [CONTACTS, ...Array.from({ length: 34 }, (_, index) => bindingNumber(index))].join("\n");

function bindingNumber(index: number): string {
  return CONTACTS.slice(CONTACTS.indexOf("binding Contact")).replace("binding Contact", `binding Contact${index}`);
}

function linkWith(text: string): string {
  const work = {
    version: 1,
    example: "first-steps",
    exampleHash: "",
    changed: { "contacts.xmap": text },
    removed: [],
    open: ["contacts.xmap"],
    active: "contacts.xmap",
    binding: { file: "contacts.xmap", name: "Contact", isBack: false },
    samples: {},
    answers: {},
    expected: {},
  };
  return `#work=${deflateRawSync(JSON.stringify(work)).toString("base64url")}`;
}

/** From each key to the frame that shows it, and the time that the frame took. */
const PROBE = `
  globalThis.keys = [];
  addEventListener("keydown", (event) => {
    const { timeStamp } = event;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => globalThis.keys.push(performance.now() - timeStamp);
      port2.postMessage(undefined);
    });
  }, { capture: true });
`;

interface Typing {
  /** The time that 95 of 100 keys stay below. */
  readonly p95: number;
  /** What the page's own thread worked for each key, whatever else the machine does. */
  readonly work: number;
}

async function typeAndMeasure(page: Page, text: string): Promise<Typing> {
  const worked = await startCounting(page);
  await page.evaluate("globalThis.keys.length = 0");
  const before = await worked();
  await page.keyboard.type(text, { delay: 60 });
  await expect.poll(() => page.evaluate("globalThis.keys.length")).toBe(text.length);
  const work = ((await worked()) - before) / text.length;
  const times = ((await page.evaluate("globalThis.keys")) as number[]).toSorted((left, right) => left - right);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  show({ keys: times.length, p50: at(0.5), p95: at(0.95), most: at(1), work });
  return { p95: at(0.95), work };
}

/** For each key. */
async function typingMilliseconds(page: Page, text: string): Promise<number> {
  return best(KEY_MILLISECONDS, async () => {
    const { p95, work } = await typeAndMeasure(page, text);
    return isBusy() ? Math.min(p95, work) : p95;
  });
}

test("typing into a file of five hundred lines is shown within 50 ms for 95 of 100 keys", {
  timeout: MEASURING_MILLISECONDS,
}, async () => {
  expect(LONG.split("\n").length).toBeGreaterThan(500);
  const page = await openPlayground({ fragment: linkWith(LONG), script: PROBE });
  await expect.poll(() => output(page)).toMatchObject({ discount: 15 });
  await putCursorBehind(page, LONG, "output on the right follows.");
  const remark = " and a remark that nobody needs ".repeat(2);
  expect(await typingMilliseconds(page, remark)).toBeLessThan(KEY_MILLISECONDS);
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  expect(await typingMilliseconds(page, "membership newsletter joined ")).toBeLessThan(KEY_MILLISECONDS);
  expect(await textOf(page, "mapping")).toContain("nobody needs");
});
