/** A string literal with the quotes that need fewer escapes; line separators and control characters are escaped. */
export function quoted(text: string): string {
  const double = escapeSeparators(JSON.stringify(text));
  if (text.split('"').length <= text.split("'").length) return double;
  return `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** A literal as it is written. */
export function printLiteral(value: string | number | boolean | null | undefined): string {
  if (typeof value === "string") return quoted(value);
  return Object.is(value, -0) ? "-0" : String(value);
}

/** The text between the backticks of a template literal. */
export function templateText(text: string): string {
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll("`", "\\`")
    .replaceAll("${", "\\${")
    .replaceAll("\r", "\\r")
    .replaceAll("\n", "\\n");
  return escapeSeparators(escaped);
}

/** A name as a property is written in an object or type: bare when it can be. */
export function propertyName(name: string): string {
  // A bare or quoted __proto__ would set the prototype; a computed one is a field.
  if (name === "__proto__") return '["__proto__"]';
  return isIdentifier(name) ? name : quoted(name);
}

export function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name);
}

/** Lines of a doc comment; nothing in the text can end the comment. */
export function documentationLines(text: string): readonly string[] {
  const lines = escapeSeparators(text)
    .replaceAll("*/", "*\\/")
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim());
  while (lines.length > 0 && lines.at(-1) === "") lines.pop();
  if (lines.length <= 1) return lines.map((line) => `/** ${line} */`);
  return ["/**", ...lines.map((line) => (line === "" ? " *" : ` * ${line}`)), " */"];
}

function escapeSeparators(text: string): string {
  return text.replace(/[\u2028\u2029\u0085]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
