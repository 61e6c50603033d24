import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { monarchGrammar } from "../../src/highlight/monarch.ts";
import { textMateGrammar } from "../../src/highlight/text-mate.ts";
import { coloursByLexer } from "./lexer-colours.ts";
import { MonarchColours } from "./monarch-colours.ts";
import { TextMateColours } from "./text-mate-colours.ts";
import { firstDifference } from "./token-class.ts";

const root = resolve(import.meta.dirname, "../../..");
const files = ["mappings", "grammar/test/fixtures", "packages/language/test/format/fixtures"].flatMap((folder) =>
  globSync(`${folder}/**/*.xmap`, { cwd: root }),
);
const textMate = new TextMateColours(textMateGrammar());
const monarch = new MonarchColours(monarchGrammar());

it.each(files)("%s is coloured by both grammars as the lexer reads it", (file) => {
  const text = readFileSync(join(root, file), "utf8");
  const expected = coloursByLexer(text);
  expect(new Set(expected)).toContain("keyword");
  expect(firstDifference(text, expected, textMate.of(text))).toBeUndefined();
  expect(firstDifference(text, expected, monarch.of(text))).toBeUndefined();
});
