import { arityOf, type FunctionValue } from "../callable.ts";
import { jsonCopy } from "../json-text.ts";
import { JsonataError } from "../jsonata-error.ts";
import { put } from "../objects.ts";
import { isNumeric, isTrue } from "../operators.ts";
import { lookup as lookUpField } from "../path.ts";
import { addAll, mark, SEQUENCE, unwrapped } from "../sequence.ts";
import { callBack } from "./lists.ts";
import { native, nativeOfOne } from "./native.ts";

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function addKeys(names: Set<string>, value: unknown): void {
  if (Array.isArray(value)) for (const item of value) addKeys(names, item);
  else for (const name of Object.keys(fieldsOf(value))) names.add(name);
}

export const keys = native("keys", "<x-:a<s>>", (_run, _context, [value]) => {
  if (!Array.isArray(value)) return mark(Object.keys(fieldsOf(value)), SEQUENCE);
  const names = new Set<string>();
  addKeys(names, value);
  // As names of one object: those that look like integers come first.
  const merged = {};
  for (const name of names) put(merged, name, true);
  return mark(Object.keys(merged), SEQUENCE);
});

export const lookup = native("lookup", "<x-s:x>", (_run, _context, [value, name]) => lookUpField(value, String(name)));

export const spread = native("spread", "<x-:a<o>>", (_run, _context, [value]) => spreadOf(value));

function spreadOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    let all: unknown[] | undefined;
    for (const item of value) {
      const parts = spreadOf(item);
      if (parts === undefined) continue;
      all ??= [];
      addAll(all, parts);
    }
    return all ?? mark([], SEQUENCE);
  }
  if (typeof value !== "object" || value === null) return value;
  const parts: unknown[] = mark([], SEQUENCE);
  for (const name of Object.keys(value)) {
    const part = {};
    put(part, name, (value as Fields)[name]);
    parts.push(part);
  }
  return parts;
}

export const merge = nativeOfOne("merge", "<a<o>:o>", (list: readonly Fields[]) => {
  const merged = {};
  for (const item of list) for (const name of Object.keys(fieldsOf(item))) put(merged, name, item[name]);
  return merged;
});

export const each = native("each", "<o-f:a>", (run, _context, given) => {
  const [object, callback] = given as [unknown, FunctionValue];
  const values: unknown[] = mark([], SEQUENCE);
  const fields = fieldsOf(object);
  const arity = arityOf(callback);
  for (const name of Object.keys(fields)) {
    run.tick();
    const value = callBack(callback, arity, fields[name], name, object);
    if (value !== undefined) values.push(value);
  }
  return values;
});

export const sift = native("sift", "<o-f?:o>", (run, _context, given) => {
  const [object, callback] = given as [unknown, FunctionValue | undefined];
  const fields = fieldsOf(object);
  const names = Object.keys(fields);
  if (callback === undefined) {
    if (names.length === 0) return undefined;
    throw new JsonataError("T0410", { index: 2 });
  }
  const kept = {};
  const arity = arityOf(callback);
  for (const name of names) {
    run.tick();
    if (isTrue(callBack(callback, arity, fields[name], name, object))) put(kept, name, fields[name]);
  }
  return Object.keys(kept).length === 0 ? undefined : kept;
});

export const clone = nativeOfOne("clone", "<(oa)-:o>", (value) => jsonCopy(unwrapped(value)));

export const type = nativeOfOne("type", "<x:s>", (value) => {
  if (value === null) return "null";
  if (isNumeric(value)) return "number";
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "function") return typeof value;
  return Array.isArray(value) ? "array" : "object";
});

export const error = native("error", "<s?:x>", (_run, _context, [message]) => {
  throw new JsonataError("D3137", { message: message ? String(message) : "$error() was called." });
});

export const assert = native("assert", "<bs?:x>", (_run, _context, [condition, message]) => {
  if (condition) return undefined;
  throw new JsonataError("D3141", { message: message ? String(message) : "$assert() does not hold." });
});
