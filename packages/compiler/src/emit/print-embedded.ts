import type { EmbeddedCode } from "../ir/code.ts";
import type { EmbeddedLine } from "../jsonata/embed-expression.ts";
import { type Document, group, indent, join, LINE } from "./document.ts";
import type { NameSource } from "./name-source.ts";

const PARAMETERS = ["run", "context", "bindings"];

/** An expression with exact sequences as a function, its lines as they are. */
export function printEmbedded({ lines }: EmbeddedCode, names: NameSource): Document {
  const own = names.typed ? lines.typed : lines.plain;
  return [`(${usedParameters(own).join(", ")}) => `, printBlock(own)];
}

function printBlock(lines: readonly EmbeddedLine[]): Document {
  return group(["{", indent([LINE, join(LINE, documents(lines))]), LINE, "}"], true);
}

function documents(lines: readonly EmbeddedLine[]): Document[] {
  return lines.map((line) => (typeof line === "string" ? line : [`  `, indent(join(LINE, documents(line)))]));
}

/** The parameters up to the last one that is used; an underscore marks those before it that are not. */
function usedParameters(lines: readonly EmbeddedLine[]): readonly string[] {
  const code = flatLines(lines).join("\n").replace(TEXTS, "");
  const isUsed = (name: string): boolean => new RegExp(`(?<![\\w$.])${name}(?![\\w$])`).test(code);
  const last = PARAMETERS.findLastIndex(isUsed);
  return PARAMETERS.slice(0, last + 1).map((name) => (isUsed(name) ? name : `_${name}`));
}

function flatLines(lines: readonly EmbeddedLine[]): readonly string[] {
  return lines.flatMap((line) => (typeof line === "string" ? [line] : flatLines(line)));
}

/** Texts in code, which mention names without using them. */
const TEXTS = /"(?:[^"\\]|\\.)*"/g;
