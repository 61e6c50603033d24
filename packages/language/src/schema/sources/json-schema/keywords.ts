import type { EntitySchema, SchemaType } from "@xmap/contract";
import { suggestNames } from "@xmap/diagnostics";
import { isJsonObject, type JsonObject, jsonKind } from "../json-object.ts";
import type { SchemaProblem } from "../schema-source.ts";
import { checkedWords } from "./checked-words.ts";

/** Whether a value may stand behind a keyword, and what may, in words. */
interface KeywordRule {
  readonly wanted: string;
  fits(value: unknown): boolean;
}

const TYPES: readonly string[] = [
  "object",
  "array",
  "string",
  "number",
  "integer",
  "boolean",
  "null",
] satisfies SchemaType[];

function isScalar(value: unknown): boolean {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

const TEXT: KeywordRule = { wanted: "text", fits: (value) => typeof value === "string" };
const FLAG: KeywordRule = { wanted: "true or false", fits: (value) => typeof value === "boolean" };
const NUMBER: KeywordRule = { wanted: "a number", fits: (value) => typeof value === "number" };
const COUNT: KeywordRule = {
  wanted: "a whole number, 0 or more",
  fits: (value) => typeof value === "number" && Number.isInteger(value) && value >= 0,
};
const TYPE: KeywordRule = {
  wanted: `one or several of ${TYPES.join(", ")}`,
  fits: (value) =>
    Array.isArray(value)
      ? value.length > 0 && value.every((name) => TYPES.includes(name as string))
      : TYPES.includes(value as string),
};
const SCALARS: KeywordRule = {
  wanted: "a list of texts, numbers, true, false or null",
  fits: (value) => Array.isArray(value) && value.every(isScalar),
};
const SCALAR: KeywordRule = { wanted: "text, a number, true, false or null", fits: isScalar };
const NAMES: KeywordRule = {
  wanted: "a list of names",
  fits: (value) => Array.isArray(value) && value.every((name) => typeof name === "string"),
};
const LABELS: KeywordRule = {
  wanted: "an object from values to texts",
  fits: (value) => isJsonObject(value) && Object.values(value).every((label) => typeof label === "string"),
};
function isRegularExpression(pattern: string): boolean {
  try {
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}

type PlainKeyword = Exclude<
  keyof EntitySchema,
  "properties" | "items" | "anyOf" | "additionalProperties" | "x-xmap-checked"
>;

const KEYWORDS: Readonly<Record<PlainKeyword, KeywordRule>> = {
  $schema: TEXT,
  $id: TEXT,
  title: TEXT,
  description: TEXT,
  type: TYPE,
  required: NAMES,
  enum: SCALARS,
  const: SCALAR,
  format: TEXT,
  maxLength: COUNT,
  pattern: TEXT,
  minimum: NUMBER,
  readOnly: FLAG,
  "x-xmap-money": TEXT,
  "x-xmap-decimal": COUNT,
  "x-xmap-zone": TEXT,
  "x-xmap-defaulted": FLAG,
  "x-xmap-personal": FLAG,
  "x-xmap-secret": FLAG,
  "x-xmap-labels": LABELS,
  "x-xmap-reference": TEXT,
  "x-xmap-searchable": FLAG,
};

const CHECKED = "x-xmap-checked";
const OUR_PREFIX = "x-xmap-";
const OUR_WORDS = Object.keys(KEYWORDS).flatMap((name) =>
  name.startsWith(OUR_PREFIX) ? [name.slice(OUR_PREFIX.length)] : [],
);

/**
 * The keywords of a schema that hold no further schema, checked. Words of JSON Schema that no mapping needs are left
 * out, and so are patterns in another dialect than ECMAScript's, which nothing could check.
 */
export function readKeywords(schema: JsonObject, place: string, problems: SchemaProblem[]): EntitySchema {
  const read: [string, unknown][] = [];
  for (const [name, value] of Object.entries(schema)) {
    if (!Object.hasOwn(KEYWORDS, name)) {
      if (name.startsWith(OUR_PREFIX) && name !== CHECKED) problems.push(unknownKeyword(name, place));
      continue;
    }
    const rule = KEYWORDS[name as PlainKeyword];
    if (name === "pattern" && typeof value === "string" && !isRegularExpression(value)) continue;
    if (rule.fits(value)) read.push([name, value]);
    else problems.push(wrongValue(name, value, rule.wanted, place));
  }
  const kept = schema[CHECKED];
  const checked = checkedWords(isJsonObject(kept) ? { ...kept, ...schema } : schema);
  if (checked !== undefined) read.push([CHECKED, checked]);
  return Object.fromEntries(read) as EntitySchema;
}

function unknownKeyword(name: string, place: string): SchemaProblem {
  const [nearest] = suggestNames(name.slice(OUR_PREFIX.length), OUR_WORDS);
  const known = OUR_WORDS.map((word) => OUR_PREFIX + word).join(", ");
  const help = nearest === undefined ? `the words are ${known}` : `did you mean \`${OUR_PREFIX}${nearest}\`?`;
  return { place, message: `there is no keyword \`${name}\``, help };
}

/** A keyword holds something else than it may. */
export function wrongValue(keyword: string, value: unknown, wanted: string, place: string): SchemaProblem {
  const found = isScalar(value) ? JSON.stringify(value) : jsonKind(value);
  return { place, message: `\`${keyword}\` is ${found}`, help: `give it ${wanted}` };
}
