import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseFile, printFile } from "../src/index.ts";

const FIXTURES = join(import.meta.dirname, "fixtures");

function withoutSpans(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) => (key === "span" || key === "source" ? null : inner)),
  );
}

function treeOf(text: string): unknown {
  const { file, diagnostics } = parseFile("main.xmap", text);
  expect(diagnostics, text).toEqual([]);
  return withoutSpans([file.version, file.imports, file.declarations]);
}

function printed(text: string): string {
  return printFile(parseFile("main.xmap", text).file);
}

test.for(readdirSync(FIXTURES).filter((name) => name.endsWith(".xmap")))(
  "%s is read again from its print as the same tree",
  (name) => {
    const text = readFileSync(join(FIXTURES, name), "utf8");
    expect(treeOf(printed(text))).toEqual(treeOf(text));
  },
);

const CASES: readonly (readonly [string, string])[] = [
  ["documentation of several lines", "xmap 1\n/**\n * One.\n *   Two.\n */\nentity A = s.a\n"],
  ["no arms and no options", "xmap 1\nsystem s = c {}\npolicy p {}\n"],
  ["names that are words", "xmap 1\nbinding B: L -> R {\n  `when` -> `key`.`a b`\n  `in` -> `true`\n}\n"],
  ["a text in a template", "xmap 1\nmap M: E.f { else -> hold \"{$join(a, ', ')}{{}\" }\n"],
  ["both kinds of quotes", 'xmap 1\nmap M: E.f { else -> hold \'"{$ & "it\\u0027s"}"\' }\n'],
  ["a name with a quote", 'xmap 1\nmap M: E.f { else -> hold \'{`a"b` & "c"}\' }\n'],
  ["an object in a template", "xmap 1\nmap M: E.f { else -> hold \"{ {'a': 1}.a }\" }\n"],
  ["durations", "xmap 1\npolicy p {\n  retry from 90s to 90m for 36h\n  timeout 0s\n}\n"],
];

test.for(CASES)("%s: the print is read again as the same tree", ([, text]) => {
  expect(treeOf(printed(text))).toEqual(treeOf(text));
});

test("a printed file has a statement on each line", () => {
  const text = "xmap 1\nlookup L: A.a, A.b -> A.c { cache 60s, none -> keep }\n";
  expect(printed(text)).toBe("xmap 1\nlookup L: A.a, A.b -> A.c {\n  cache 1m\n  none -> keep\n}\n");
});
