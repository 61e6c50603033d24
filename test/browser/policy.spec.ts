import { expect, test } from "vitest";
import { openPlayground, useBrowser } from "./playground-page.ts";

useBrowser();

test("the page may neither run texts as code nor reach another host", async () => {
  const page = await openPlayground();
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  expect(policy).toContain("default-src 'none'; script-src 'self';");
  expect(policy).not.toMatch(/unsafe-eval|https?:/);
});

test("what runs mappings is under the page's policy as well", async () => {
  const page = await openPlayground();
  // A worker made as the page makes the one for mappings, with code that tries to break out.
  const attempts = `
    const refused = new Set();
    addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
      refused.add(effectiveDirective);
      if (refused.size === 3) postMessage([...refused].sort());
    });
    try { eval("1"); } catch {}
    fetch("https://example.com/").catch(() => {});
    import("https://example.com/a.js").catch(() => {});
  `;
  const found = await page.evaluate(`new Promise((resolve) => {
    const address = URL.createObjectURL(new Blob([${JSON.stringify(attempts)}], { type: "text/javascript" }));
    new Worker(address, { type: "module" }).onmessage = ({ data }) => resolve(data);
  })`);
  expect(found).toEqual(["connect-src", "script-src", "script-src-elem"]);
});
