/** A text as a literal that nothing in it can end; line separators are escaped. */
export function textCode(text: string): string {
  return JSON.stringify(text).replace(
    /[\u2028\u2029\u0085]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

export function literalCode(value: string | number | boolean | null): string {
  if (typeof value === "string") return textCode(value);
  return Object.is(value, -0) ? "-0" : String(value);
}

/** A field of an object in an assignment. */
export function fieldCode(object: string, name: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) ? `${object}.${name}` : `${object}[${textCode(name)}]`;
}
