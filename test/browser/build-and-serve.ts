import { join } from "node:path";
import { build, preview } from "vite";
import type { TestProject } from "vitest/node";
import { findChromium } from "./find-chromium.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly playgroundUrl: string;
    readonly chromium: string;
  }
}

/** Builds the playground as it is published and serves it to the tests, with its own headers. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const chromium = findChromium();
  const configFile = join(import.meta.dirname, "../../playground/vite.config.ts");
  // Vitest has set it for its own process; the page is built as for everybody.
  process.env.NODE_ENV = "production";
  await build({ configFile, logLevel: "warn" });
  const server = await preview({ configFile, logLevel: "warn", preview: { port: 0, host: "127.0.0.1" } });
  const [url] = server.resolvedUrls?.local ?? [];
  if (url === undefined) throw new Error("The playground's server has no address.");
  project.provide("playgroundUrl", url);
  project.provide("chromium", chromium);
  return () => server.close();
}
