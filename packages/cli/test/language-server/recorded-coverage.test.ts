import { mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { copyMappings } from "../../../../test/harness/mappings.ts";
import { temporaryFolder } from "../../../../test/harness/temporary-folder.ts";
import { RecordedCoverage } from "../../src/language-server/project/recorded-coverage.ts";

const ORDERS = "xcart-odoo/orders.xmap";

/** A project with what a run of its tests in a folder recorded. */
function projectWith(runIn: (project: string, outer: string) => string, source: string) {
  const outer = temporaryFolder();
  const project = copyMappings(outer);
  const folder = join(runIn(project, outer), "coverage");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "lcov.info"), `TN:\nSF:${source}\nDA:3,2\nDA:5,0\nLF:2\nLH:1\nend_of_record\n`);
  const text = readFileSync(join(project, ORDERS), "utf8");
  const changedAt = (seconds: number) => utimesSync(join(project, ORDERS), seconds, seconds);
  changedAt(1_000);
  return { coverage: new RecordedCoverage(project), text, changedAt };
}

test("what a run in the project's folder recorded is read", () => {
  const { coverage, text } = projectWith((project) => project, ORDERS);
  expect(coverage.of(ORDERS, text)).toEqual({
    testsByLine: new Map([
      [3, 2],
      [5, 0],
    ]),
    isStale: false,
  });
  expect(coverage.of("shared/shop.xmap", "")).toBeUndefined();
});

test("so is what a run above it recorded", () => {
  const { coverage, text } = projectWith((_, outer) => outer, `mappings/${ORDERS}`);
  expect(coverage.of(ORDERS, text)?.testsByLine.get(3)).toBe(2);
});

test("it is stale once the file was saved or edited after the run", () => {
  const { coverage, text, changedAt } = projectWith((project) => project, ORDERS);
  expect(coverage.of(ORDERS, `${text}\n`)?.isStale).toBe(true);
  changedAt(4_000_000_000);
  expect(coverage.of(ORDERS, text)?.isStale).toBe(true);
});
