import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it, test } from "vitest";
import { MAPPINGS } from "../harness/mappings.ts";
import { countMappings } from "./touchpoints-lines.ts";
import { countFolder, countOperations, linesOf } from "./touchpoints-operations.ts";
import { charactersOf, GROUPS, otherConnectors } from "./touchpoints-others.ts";
import { type CountedPair, touchpointsPage } from "./touchpoints-page.ts";
import { PAIRS, type Pair } from "./touchpoints-pairs.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const PAGE = join(ROOT, "docs/touchpoints.md");
const CONNECTORS = join(ROOT, "packages/connectors/src");
const MOST_LINES = 900;

function counted(pair: Pair): CountedPair {
  const mappings = countMappings(MAPPINGS, pair.folder);
  const called = mappings.declarations.flatMap(({ operations }) => operations);
  return {
    pair,
    mappings,
    operations: countOperations(join(CONNECTORS, pair.connector), called, pair.runner),
    beside: {
      "SQL (shared/desk.sql)": linesOf(join(MAPPINGS, "shared/desk.sql")),
      "JSON that corrects schemas": countFolder(join(MAPPINGS, pair.schemas), ".overlay.json"),
    },
  };
}

/** To the nearest five hundred: the page shall not change with every change of a connector. */
function roughLines(connector: string): number {
  return Math.round(countFolder(join(CONNECTORS, connector), ".ts") / 500) * 500;
}

const pairs = PAIRS.map(counted);
const named = pairs.map((one) => [one.pair.folder, one] as const);

it("the page of the docs is what is counted", () => {
  const connectors = { "X-Cart": roughLines("xcart"), Odoo: roughLines("odoo"), Acumatica: roughLines("acumatica") };
  const page = touchpointsPage(pairs, connectors, otherConnectors());
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(PAGE, page);
  const mend = "UPDATE_GOLDEN=1 npm run test:unit -- test/docs/touchpoints.test.ts writes the page anew";
  expect(readFileSync(PAGE, "utf8"), mend).toBe(page);
});

test.each(named)("%s has fewer than 900 lines, comments, blank lines and shared files included", (_folder, one) => {
  expect(one.mappings.allLines).toBeLessThan(MOST_LINES);
  expect(one.mappings.lines).toBeLessThanOrEqual(one.mappings.allLines);
});

test.each(named)(
  "each declaration of %s that does something belongs to one touchpoint",
  (_folder, { pair, mappings }) => {
    const assigned = pair.touchpoints.flatMap(({ declarations }) => declarations);
    expect(assigned.toSorted()).toEqual([...new Set(assigned)].toSorted());
    const owning = mappings.declarations.filter(
      ({ kind }) => kind === "FlowDeclaration" || kind === "BindingDeclaration",
    );
    expect(owning.map(({ name }) => name).filter((name) => !assigned.includes(name))).toEqual([]);
  },
);

test.each(named)("the lines of %s are those of its declarations and of nothing else", (_folder, { mappings }) => {
  const { declarations, headLines, lines, files } = mappings;
  expect(declarations.every((declaration) => declaration.lines > 0)).toBe(true);
  expect(headLines).toBeGreaterThanOrEqual(files.length);
  expect(declarations.reduce((total, declaration) => total + declaration.lines, headLines)).toBe(lines);
});

test.each(named)("each touchpoint of %s is shown by tests, or says why nothing goes that way", (_folder, { pair }) => {
  for (const { name, direction, declarations, also = [], none, shown } of pair.touchpoints) {
    const place = `${name} ${direction}`;
    expect(none === undefined, place).toBe(declarations.length + also.length > 0);
    if (none === undefined) expect(shown, place).not.toEqual([]);
    for (const [file, title] of shown)
      expect(
        readFileSync(join(ROOT, "test", file), "utf8").includes(title),
        `${place}: test/${file} has "${title}"`,
      ).toBe(true);
  }
});

it("every file of others has a size and a commit", () => {
  for (const other of otherConnectors()) {
    expect(GROUPS.filter((group) => charactersOf(other, group) === 0)).toEqual(
      other.name.endsWith("ecommerce") ? ["customers"] : [],
    );
    const paths = Object.values(other.files).flatMap((files) => Object.keys(files));
    expect(paths.filter((path) => !/^[\w/.]+\.(py|cs)@[0-9a-f]{12}$/.test(path))).toEqual([]);
  }
});
