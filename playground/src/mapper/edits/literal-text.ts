const OUTCOME = /^(?:skip|warn|hold|reject|fail)(?:\s+".*")?$/;
const WORDS = new Set(["true", "false", "null", "keep", "none"]);

/** A value as the language writes it: what is no number, word or quoted text already is put in quotes. */
export function literalText(written: string): string {
  const text = written.trim();
  const isWhole =
    /^"(?:[^"\\]|\\.)*"$/.test(text) || /^'(?:[^'\\]|\\.)*'$/.test(text) || /^-?\d+(?:\.\d+)?$/.test(text);
  return isWhole || WORDS.has(text) || OUTCOME.test(text) ? text : JSON.stringify(text);
}

/** Values with commas between them, each as the language writes it; no text at all is `else`. */
export function patternsText(written: string): string {
  const parts = written.match(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^,"']+/g) ?? [];
  const values = parts.map((part) => part.trim()).filter((part) => part !== "");
  if (values.length === 0 || (values.length === 1 && values[0] === "else")) return "else";
  return values.map(literalText).join(", ");
}
