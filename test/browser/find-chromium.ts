import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * The browser that the tests drive: the one that `CHROMIUM` names, else an installed one, else it is installed where
 * that is possible. Throws an Error with what to do where there is none: these tests are never left out silently.
 */
export function findChromium(): string {
  const named = process.env.CHROMIUM;
  if (named !== undefined) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM names ${named}, which is not there.`);
  }
  const installed = PLACES.find((place) => existsSync(place));
  if (installed !== undefined) return installed;
  const isRoot = process.getuid?.() === 0;
  const aptGet = "/usr/bin/apt-get";
  if (isRoot && existsSync(aptGet)) {
    spawnSync(aptGet, ["update"], { stdio: "inherit" });
    spawnSync(aptGet, ["install", "--yes", "--no-install-recommends", "chromium"], { stdio: "inherit" });
    const fresh = PLACES.find((place) => existsSync(place));
    if (fresh !== undefined) return fresh;
  }
  throw new Error("The browser tests need Chromium: install it, or set CHROMIUM to the path of its executable.");
}
