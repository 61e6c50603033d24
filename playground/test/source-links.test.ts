import { createSourceText } from "@xmap/diagnostics";
import { expect, test } from "vitest";
import { linkAt, linksOfPlace, readSourceLinks, type SourceLink } from "../src/typescript/source-links.ts";
import type { GeneratedText } from "../src/worker/compile-binding.ts";
import { loadProgram } from "./load-program.ts";
import { EXAMPLES, FIRST_STEPS } from "./support.ts";

const CONTACTS = FIRST_STEPS.files.get("contacts.xmap") ?? "";

interface Generated {
  readonly file: GeneratedText;
  readonly links: readonly SourceLink[];
}

async function generated(mapping = CONTACTS): Promise<Generated> {
  const files = new Map(FIRST_STEPS.files).set("contacts.xmap", mapping);
  const { compiled } = await loadProgram(files, { file: "contacts.xmap", name: "Contact", isBack: false });
  const file = compiled.typescript.find(({ sourceFile }) => sourceFile === "contacts.xmap");
  if (file === undefined) throw new Error("contacts.xmap was not compiled.");
  return { file, links: readSourceLinks(file.text, file.sourceMap) };
}

/** The generated parts for the place before a text of the mapping. */
async function made(before: string, mapping = CONTACTS): Promise<readonly string[]> {
  const { file, links } = await generated(mapping);
  const found = linksOfPlace(links, createSourceText("contacts.xmap", mapping), mapping.indexOf(before));
  return found.map(({ generated: { start, end } }) => file.text.slice(start, end));
}

test.each<[string, string, string]>([
  ["a rule", "newsletter ", "customer.newsletter"],
  ["a place inside of a rule", "via Discount", "discount(customer.membership,"],
  ["a row of a map", '"silver"', "return 5;"],
  ["a rule of a list", "number -> number", "phoneValue.number"],
  ["a binding", "binding Contact", "function mapContact("],
])("%s has its generated parts", async (_, before, expected) => {
  expect(await made(before)).toContainEqual(expect.stringContaining(expected));
});

test("a rule over several lines has its parts on each of them", async () => {
  const rule = "$joinName(first_name, last_name)";
  const long = CONTACTS.replace(rule, "$joinName(\n    first_name,\n    last_name\n  )");
  const parts = await made("$joinName(\n", long);
  expect(parts).toContainEqual(expect.stringContaining("joinName(customer.first_name"));
  for (const place of ["first_name,\n", "last_name\n", "-> display_name"])
    expect((await made(place, long)).length).toBeGreaterThan(0);
});

test.each([
  ["a comment", "// Change a rule"],
  ["a blank line", "\n\nbinding"],
  ["a brace", "}\n\nbinding"],
  ["an import", "import {"],
])("%s has none", async (_, before) => {
  expect(await made(before)).toEqual([]);
});

test.each<[string, string, string]>([
  ["the middle of an expression", "newsletter,", "newsletter  "],
  ["blanks before a statement", "    return 5;", '"silver"'],
])("%s leads to its rule", async (_, code, source) => {
  const { file, links } = await generated();
  const { line = 0 } = linkAt(links, file.text, file.text.indexOf(code))?.source ?? {};
  expect(line).toBe(CONTACTS.slice(0, CONTACTS.indexOf(source)).split("\n").length);
});

test("what nothing of the mapping was made into leads nowhere", async () => {
  const { file, links } = await generated();
  expect(linkAt(links, file.text, 0)).toBeUndefined();
  expect(linkAt(links, file.text, file.text.indexOf("import {"))).toBeUndefined();
});

test.each(EXAMPLES)("every link of $id leads from code to a place of its mapping", async ({ files, main }) => {
  const [, name = ""] = /^binding (\w+)/m.exec(files.get(main) ?? "") ?? [];
  const { compiled } = await loadProgram(files, { file: main, name, isBack: false });
  let count = 0;
  for (const { text, sourceFile, sourceMap } of compiled.typescript) {
    expect(text).not.toContain("sourceMappingURL");
    const lines = (files.get(sourceFile) ?? "").split("\n");
    for (const { generated: part, source } of readSourceLinks(text, sourceMap)) {
      expect(text.slice(part.start, part.end)).toMatch(/^\S[\s\S]*\S$|^\S$/);
      expect(lines[source.line - 1]?.slice(source.column - 1)).toMatch(/\S/);
      count += 1;
    }
  }
  expect(count).toBeGreaterThan(0);
});
