import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

const PAGE = new Uint8Array(8_192);
const TIMES = 7;
/** Above this a commit would keep the event loop from its other work for too long. */
const SLOW_MILLISECONDS = 1;

/** Whether the disk of a folder takes long to sync a page (median of a few writes): the writer then gets a thread of its own. */
export function syncsSlowly(folder: string): boolean {
  const place = mkdtempSync(join(folder, ".sync-"));
  const file = openSync(join(place, "page"), "w");
  try {
    const times = Array.from({ length: TIMES }, () => {
      const began = performance.now();
      writeSync(file, PAGE);
      fdatasyncSync(file);
      return performance.now() - began;
    });
    const median = times.sort((left, right) => left - right)[Math.floor(TIMES / 2)] ?? 0;
    return median > SLOW_MILLISECONDS;
  } finally {
    closeSync(file);
    rmSync(place, { recursive: true, force: true });
  }
}
