import { parseFile } from "@xmap/grammar";
import { expect } from "vitest";
import { formatSource } from "../../src/format/format-source.ts";

/** The canonical form of a text without mistakes. */
export function formatted(text: string): string {
  const result = formatSource("main.xmap", text);
  if ("text" in result) return result.text;
  return expect.fail(
    result.diagnostics.map(({ message, span }) => `${message} at ${text.slice(span.start)}`).join("\n"),
  );
}

/** What a text says: its tree without places, and its comments, blanks in them aside, without their order. */
export function meaningOf(text: string): unknown {
  const { file, diagnostics } = parseFile("main.xmap", text);
  expect(diagnostics.map(({ message, span }) => `${message} at ${text.slice(span.start)}`)).toEqual([]);
  const comments = file.comments.map((comment) => comment.text.replace(/\s+/g, " ").trim()).sort();
  return { comments, tree: withoutSpans([file.version, file.imports, file.declarations]) };
}

function withoutSpans(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSpans);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "span");
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutSpans(inner)]));
}
