const PLAIN_NAME = /^[A-Za-z_][\w$]*$/;
/** No word of the language contains one of these. */
const NEVER_IN_A_WORD = /[^a-z\u03bb]/;

/** A name: backticks, and the quotes of a text that names a field, only where they are needed or may be. */
export function printName(name: string, image: string): string {
  const isQuoted = image.startsWith('"') || image.startsWith("'");
  if (!isQuoted && !image.startsWith("`")) return image;
  if (PLAIN_NAME.test(name) && NEVER_IN_A_WORD.test(name)) return name;
  if (/[`\r\n]/.test(name)) return printText(image);
  return `\`${name}\``;
}

/** A text in double quotes, unless it holds some itself. */
export function printText(image: string): string {
  const content = image.slice(1, -1);
  return image.startsWith("'") && !content.includes('"') ? `"${content}"` : image;
}
