import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseFile } from "@xmap/grammar";
import fastCheck from "fast-check";
import { expect, test } from "vitest";
import { allNoise, blankNoise, disturb } from "./noise.ts";
import { formatted, meaningOf } from "./support.ts";

const root = join(import.meta.dirname, "../../../..");
const files = [
  ...globSync("mappings/**/*.xmap", { cwd: root }).filter((name) => !name.startsWith("mappings/templates")),
  "grammar/test/fixtures/kitchen-sink.xmap",
  "packages/language/test/format/fixtures/rules.input.xmap",
  "packages/language/test/format/fixtures/flows.input.xmap",
  "packages/language/test/format/fixtures/comments.input.xmap",
  "packages/language/test/format/fixtures/expressions.input.xmap",
];

test.for(files)("%s is formatted once and for all, and means the same", (name) => {
  const text = readFileSync(join(root, name), "utf8");
  const canonical = formatted(text);
  expect(formatted(canonical)).toBe(canonical);
  expect(meaningOf(canonical)).toEqual(meaningOf(text));
});

test.for(files)("more blanks in the lines of %s make no difference", (name) => {
  const text = readFileSync(join(root, name), "utf8");
  const canonical = formatted(text);
  fastCheck.assert(
    fastCheck.property(blankNoise, (noise) => {
      expect(formatted(disturb(text, noise))).toBe(canonical);
    }),
    { numRuns: 10 },
  );
});

test.for(files)(
  "whatever comments and line ends are in %s, they stay, and formatting it again changes nothing",
  (name) => {
    const text = readFileSync(join(root, name), "utf8");
    fastCheck.assert(
      fastCheck.property(allNoise, (noise) => {
        const disturbed = disturb(text, noise);
        fastCheck.pre(parseFile("main.xmap", disturbed).diagnostics.length === 0);
        const canonical = formatted(disturbed);
        expect(meaningOf(canonical)).toEqual(meaningOf(disturbed));
        expect(formatted(canonical)).toBe(canonical);
      }),
      { numRuns: 8 },
    );
  },
);
