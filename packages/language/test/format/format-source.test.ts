import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { formatSource } from "../../src/format/format-source.ts";
import { formatted, meaningOf } from "./support.ts";

const fixtures = new URL("./fixtures/", import.meta.url);
const names = readdirSync(fixtures)
  .filter((name) => name.endsWith(".input.xmap"))
  .map((name) => name.slice(0, -".input.xmap".length));

/** `UPDATE_GOLDEN=1` rewrites what is expected; read the difference before you commit it. */
test.for(names)("%s are written in the canonical form", (name) => {
  const expected = new URL(`${name}.expected.xmap`, fixtures);
  const text = formatted(readFileSync(new URL(`${name}.input.xmap`, fixtures), "utf8"));
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(expected, text);
  expect(text).toBe(readFileSync(expected, "utf8"));
  expect(formatted(text)).toBe(text);
});

test.for(names)("%s keep their comments, and mean what they meant", (name) => {
  const input = readFileSync(new URL(`${name}.input.xmap`, fixtures), "utf8");
  expect(meaningOf(formatted(input))).toEqual(meaningOf(input));
});

test("a file with a mistake is refused with what is wrong with it", () => {
  const text = "xmap 1\nbinding A: B -> C {\n  a ->\n}\n";
  expect(formatSource("some/file.xmap", text)).toMatchObject({
    diagnostics: [{ code: "syntax-error", severity: "error", file: "some/file.xmap" }],
  });
});

test("a file without its first line is refused", () => {
  expect(formatSource("main.xmap", "")).toMatchObject({ diagnostics: [{ code: "missing-version" }] });
});

test("a clause that is written twice is refused", () => {
  const text = 'xmap 1\ntest "a" of B {\n  given "one.json"\n  given "two.json"\n}\n';
  expect(formatSource("main.xmap", text)).toMatchObject({ diagnostics: [{ code: "duplicate-modifier" }] });
});

test("Windows line ends and a byte order mark are gone", () => {
  expect(formatted("\ufeffxmap 1\r\n\r\n\r\n/* one\r\ntwo */\r\nentity A = b.c\r\n")).toBe(
    "xmap 1\n\n/* one\ntwo */\nentity A = b.c\n",
  );
});

test("one line end is at the end, whatever was there", () => {
  expect(formatted("xmap 1")).toBe("xmap 1\n");
  expect(formatted("xmap 1\n\n// the end\n\n\n")).toBe("xmap 1\n\n// the end\n");
});

test("the longest line that stays whole has 120 letters", () => {
  const lineOf = (letters: number) => `lookup A: B.c -> D.e { none -> hold "${"x".repeat(letters - 40)}" }`;
  expect(lineOf(120)).toHaveLength(120);
  expect(formatted(`xmap 1\n${lineOf(120)}\n`)).toBe(`xmap 1\n${lineOf(120)}\n`);
  expect(formatted(`xmap 1\n${lineOf(121)}\n`).split("\n")[1]).toBe("lookup A: B.c -> D.e {");
});

test("a documentation stays with its declaration", () => {
  const text = "xmap 1\nentity A = b.c /** of D */\n/** of E */ entity E = b.c\n";
  expect(meaningOf(formatted(text))).toEqual(meaningOf(text));
  expect(formatted(text)).toBe("xmap 1\nentity A = b.c   /** of D */\n/** of E */\nentity E = b.c\n");
});
