import { JsonataError } from "../jsonata-error.ts";
import { textOf } from "../operators.ts";
import { native, nativeOfOne } from "./native.ts";

const SURROGATE = /[\ud800-\udfff]/;

export const string = native(
  "string",
  "<x-b?:s>",
  (_run, _context, [value, isPretty]) => (value === undefined ? undefined : textOf(value, isPretty === true)),
  { arity: 1 },
);

/** Characters are code points here, not UTF-16 units. */
function slice(text: string, start: number, end?: number): string {
  return SURROGATE.test(text) ? Array.from(text).slice(start, end).join("") : text.slice(start, end);
}

export function lengthOf(text: string): number {
  return SURROGATE.test(text) ? Array.from(text).length : text.length;
}

export const length = nativeOfOne("length", "<s-:n>", lengthOf);

export const substring = native("substring", "<s-nn?:s>", (_run, _context, given) => {
  const [text, from, count] = given as [string | undefined, number, number | undefined];
  if (text === undefined) return undefined;
  const size = lengthOf(text);
  const start = size + from < 0 ? 0 : from;
  if (count === undefined) return slice(text, start);
  if (count <= 0) return "";
  return slice(text, start, start >= 0 ? start + count : size + start + count);
});

export const substringBefore = native("substringBefore", "<s-s:s>", (_run, _context, given) => {
  const [text, mark] = given as [string | undefined, string | undefined];
  if (text === undefined) return undefined;
  const at = text.indexOf(String(mark));
  return at < 0 ? text : text.slice(0, at);
});

export const substringAfter = native("substringAfter", "<s-s:s>", (_run, _context, given) => {
  const [text, mark] = given as [string | undefined, string | undefined];
  if (text === undefined) return undefined;
  const at = text.indexOf(String(mark));
  return at < 0 ? text : text.slice(at + String(mark).length);
});

export const lowercase = nativeOfOne("lowercase", "<s-:s>", (text: string) => text.toLowerCase());
export const uppercase = nativeOfOne("uppercase", "<s-:s>", (text: string) => text.toUpperCase());

export const trim = nativeOfOne("trim", "<s-:s>", (text: string) =>
  text.replace(/[ \t\n\r]+/g, " ").replace(/^ | $/g, ""),
);

export const pad = native("pad", "<s-ns?:s>", (_run, _context, given) => {
  const [text, width, filling] = given as [string | undefined, number, string | undefined];
  if (text === undefined) return undefined;
  const missing = Math.abs(Math.trunc(width)) - lengthOf(text);
  if (!(missing > 0)) return text;
  const unit = filling === undefined || filling === "" ? " " : filling;
  const padding = unit.length > 1 ? slice(unit.repeat(missing), 0, missing) : unit.repeat(missing);
  return width > 0 ? text + padding : padding + text;
});

export const join = native("join", "<a<s>s?:s>", (_run, _context, given) => {
  const [texts, separator] = given as [readonly string[] | undefined, string | undefined];
  return texts?.join(separator ?? "");
});

/** One byte a character, as base64 of binary text has it. */
export const base64encode = nativeOfOne("base64encode", "<s-:s>", (text: string) => {
  let bytes = "";
  for (let index = 0; index < text.length; index += 1) bytes += String.fromCharCode(text.charCodeAt(index) & 255);
  return btoa(bytes);
});

/** Foreign characters are passed over, the alphabet for URLs is understood. */
export const base64decode = nativeOfOne("base64decode", "<s-:s>", (text: string) => {
  const end = text.indexOf("=");
  const digits = (end < 0 ? text : text.slice(0, end))
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .replace(/[^A-Za-z0-9+/]/g, "");
  return atob(digits.length % 4 === 1 ? digits.slice(0, -1) : digits);
});

function urlFunction(name: string, convert: (text: string) => string) {
  return nativeOfOne(name, "<s-:s>", (text: string) => {
    try {
      return convert(text);
    } catch {
      throw new JsonataError("D3140", { value: text, token: name });
    }
  });
}

export const encodeUrlComponent = urlFunction("encodeUrlComponent", encodeURIComponent);
export const encodeUrl = urlFunction("encodeUrl", encodeURI);
export const decodeUrlComponent = urlFunction("decodeUrlComponent", decodeURIComponent);
export const decodeUrl = urlFunction("decodeUrl", decodeURI);
