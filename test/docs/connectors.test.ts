import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as sdk from "@xmap/connectors/sdk";
import { FAILURE_CLASSES } from "@xmap/contract";
import { FAILURE_TABLE } from "@xmap/testing/connector";
import { expect, it, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/connectors.md"), "utf8");
const blocks = [...page.matchAll(/^```ts\n\/\/ (\S+)\n([\s\S]*?)^```/gm)];

it("the page shows code of the skeleton, and of nothing else", () => {
  expect(blocks.length).toBeGreaterThan(4);
  expect(blocks).toHaveLength([...page.matchAll(/^```ts$/gm)].length);
});

test.each(blocks.map(([, file = "", text = ""]) => [file, text] as const))(
  "the code from %s stands so in the connector that the command writes",
  (file, text) => {
    const skeleton = readFileSync(join(root, "packages/cli/templates/connector", file), "utf8");
    expect(skeleton).toContain(text);
  },
);

it("the page has a row for each name of the SDK, and for no other", () => {
  const section = page.slice(page.indexOf("## What `@xmap/connectors/sdk` holds"));
  const told = [...section.matchAll(/^\| (`.+?) \|/gm)].flatMap(([, names = ""]) => names.match(/\w+/g) ?? []);
  expect(told.toSorted()).toEqual(Object.keys(sdk).toSorted());
});

it("the page has a row for each class of failure", () => {
  const told = [...page.matchAll(/^\| `([A-Z]\w+)` \|/gm)].map(([, name]) => name);
  expect(told.toSorted()).toEqual([...FAILURE_CLASSES].toSorted());
});

it("the page's rows of the failure suite are those that the suite tries", () => {
  const rows = Object.entries(FAILURE_TABLE).map(([name, { read, write }]) => [name, ...[read, write].map(inWords)]);
  for (const row of rows) expect(page).toContain(`| ${row.join(" | ")} |`);
});

type Expected = (typeof FAILURE_TABLE)[keyof typeof FAILURE_TABLE]["read"];

function inWords({ class: name, effect, scope, retry }: Expected): string {
  return `${name}, effect ${effect}, of the ${scope}, retry ${typeof retry === "number" ? `after ${retry} ms` : retry}`;
}
