/** A longer one is not looked for, since a line of slashes would be searched to its end at each of them. */
const LONGEST = 1_000;

/**
 * Where the regular expression ends that begins with the slash at an offset; undefined when none does. Brackets nest
 * in it as in JSONata's reader, a slash inside them does not end it, and it stays on its line.
 */
export function regularExpressionAt(text: string, offset: number): number | undefined {
  const after = text.charAt(offset + 1);
  if (after === "/" || after === "*") return undefined;
  const last = Math.min(text.length, offset + LONGEST);
  let depth = 0;
  for (let at = offset + 1; at < last; at += 1) {
    const letter = text.charAt(at);
    if (letter === "\n" || letter === "\r") return undefined;
    if (letter === "\\") {
      const escaped = text.charAt(at + 1);
      if (escaped === "\n" || escaped === "\r") return undefined;
      at += 1;
    } else if (letter === "(" || letter === "[" || letter === "{") depth += 1;
    else if (letter === ")" || letter === "]" || letter === "}") depth -= 1;
    else if (letter === "/" && depth === 0) return endOfFlags(text, at + 1);
  }
  return undefined;
}

function endOfFlags(text: string, start: number): number {
  let end = start;
  while (text.charAt(end) === "i" || text.charAt(end) === "m") end += 1;
  return end;
}
