import { defineDiagnostics, message } from "@xmap/diagnostics";

/** What the parser has to say. */
export const grammarDiagnostics = defineDiagnostics({
  "syntax-error": {
    severity: "error",
    messages: {
      default: message`This cannot be read: ${"found"} does not fit here.`,
      expected: message`Expected ${"expected"}, but found ${"found"}.`,
    },
    explanation:
      "The statement does not follow the grammar. It is left out; the statements around it are read all the same.",
  },
  "unclosed-bracket": {
    severity: "error",
    messages: { default: message`\`${"bracket"}\` is never closed.` },
    explanation: "An opening bracket has no closing one before its declaration, or its rule's arrow, begins.",
  },
  "stray-bracket": {
    severity: "error",
    messages: { default: message`\`${"bracket"}\` closes nothing.` },
    explanation: "There is no open bracket of this kind here.",
  },
  "unclosed-string": {
    severity: "error",
    messages: { default: message`This text is never closed: a quote is missing on its line.` },
    explanation: "Text in quotes ends on the line on which it begins.",
  },
  "unknown-character": {
    severity: "error",
    messages: { default: message`This character has no meaning here.` },
    explanation: "The character is no part of the language outside of text and comments.",
  },
  "missing-version": {
    severity: "error",
    messages: { default: message`The first line must say the language version: xmap 1.` },
    explanation:
      "Each file names the version of the language that it is written in, so that later versions can read it as it was meant.",
  },
  "unknown-version": {
    severity: "error",
    messages: { default: message`Language version ${"version"} is not known; this xmap reads version 1.` },
    explanation: "The file was written for another version of xmap.",
  },
  "unknown-declaration": {
    severity: "error",
    messages: { default: message`\`${"found"}\` does not begin a declaration.` },
    explanation:
      "A declaration begins in the first column with one of: import, system, entity, map, lookup, rules, binding, policy, flow, test.",
  },
  "too-deep": {
    severity: "error",
    messages: { default: message`Brackets are nested more than ${"deepest"} deep.` },
    explanation: "Such nesting is refused, since reading it would exhaust the memory for calls.",
  },
});
