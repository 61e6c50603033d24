import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseExpression, parseFile } from "@xmap/grammar";
import fastCheck from "fast-check";
import { describe, it } from "vitest";
import { checkTree } from "./support/check-tree.ts";
import { accepted } from "./support/expression-table.ts";

const file = readFileSync(join(import.meta.dirname, "fixtures/kitchen-sink.xmap"), "utf8");
const snippets = [
  "{",
  "}",
  "(",
  ")",
  "[",
  "]",
  '"',
  "'",
  "`",
  "->",
  "<-",
  "<->",
  ",",
  ".",
  "\n",
  "\r\n",
  "\n\n  ",
  "else ",
  "via ",
  "binding B: A -> C {\n",
  "key",
  "each by id",
  "*",
  "/",
  "/*",
  "//",
  "|",
  "?",
  ":=",
  "\u0000",
  "😀",
  "\ud800",
  "{{",
  "\\",
  "\t",
];

const mutation = fastCheck.record({
  at: fastCheck.nat(file.length),
  remove: fastCheck.nat(40),
  insert: fastCheck.oneof(fastCheck.constantFrom(...snippets), fastCheck.string({ maxLength: 5 })),
});

/** Every span, also those of the diagnostics, lies in the text. */
function checkFile(text: string): void {
  const { file: tree, diagnostics } = parseFile("a.xmap", text);
  checkTree(tree, text.length);
  for (const { span, code } of diagnostics) {
    if (span.start < 0 || span.end < span.start || span.end > text.length)
      throw new Error(`${code} is outside the text`);
  }
}

describe("whatever the text", () => {
  it("a mutated file is read without throwing, and spans stay inside", () => {
    fastCheck.assert(
      fastCheck.property(fastCheck.array(mutation, { minLength: 1, maxLength: 6 }), (mutations) => {
        let text = file;
        for (const { at, remove, insert } of mutations) text = text.slice(0, at) + insert + text.slice(at + remove);
        checkFile(text);
      }),
      { numRuns: 300 },
    );
  });

  it("so is a file that ends anywhere", () => {
    for (let end = 0; end < file.length; end += 23) checkFile(file.slice(0, end));
  });

  it("so is anything else", () => {
    const text = fastCheck.array(fastCheck.oneof(fastCheck.constantFrom(...snippets), fastCheck.string()), {
      maxLength: 30,
    });
    fastCheck.assert(
      fastCheck.property(text, (parts) => checkFile(parts.join(" "))),
      { numRuns: 300 },
    );
  });

  it("a mutated expression is read without throwing", () => {
    const mutated = fastCheck
      .tuple(fastCheck.constantFrom(...accepted), fastCheck.nat(20), fastCheck.constantFrom(...snippets, ...accepted))
      .map(([text, at, insert]) => text.slice(0, at) + insert + text.slice(at));
    fastCheck.assert(
      fastCheck.property(mutated, (text) => {
        const { expression, diagnostics } = parseExpression("a.xmap", text);
        checkTree(expression, text.length);
        for (const { span } of diagnostics) if (span.end > text.length) throw new Error("outside the text");
      }),
      { numRuns: 500 },
    );
  });
});
