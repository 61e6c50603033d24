import { isJsonObject, type JsonObject } from "../json-object.ts";

/** Words of JSON Schema that say more of a value than its type does, by what may stand behind them. */
const CHECKED_WORDS: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ["anyOf", areOpenVariants],
  ["contains", isSchema],
  ["dependentRequired", isJsonObject],
  ["dependentSchemas", isJsonObject],
  ["else", isSchema],
  ["exclusiveMaximum", isNumber],
  ["exclusiveMinimum", isNumber],
  ["if", isSchema],
  ["maxContains", isCount],
  ["maxItems", isCount],
  ["maxProperties", isCount],
  ["maximum", isNumber],
  ["minContains", isCount],
  ["minItems", isCount],
  ["minLength", isCount],
  ["minProperties", isCount],
  ["multipleOf", (value) => isNumber(value) && (value as number) > 0],
  ["not", isSchema],
  ["oneOf", areOpenVariants],
  ["propertyNames", isSchema],
  ["then", isSchema],
  ["uniqueItems", (value) => value === true],
]);

/**
 * The words of a schema that a mapping's results are checked by when they are made; undefined when it has none. What
 * refers to other schemas is left out: the words stand for themselves.
 */
export function checkedWords(schema: JsonObject): JsonObject | undefined {
  const words = Object.entries(schema).filter(
    ([name, value]) => CHECKED_WORDS.get(name)?.(value) === true && !refersElsewhere(value),
  );
  return words.length === 0 ? undefined : Object.fromEntries(words);
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" && Number.isFinite(value);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

const TYPE_WORDS = ["type", "properties", "items", "const", "enum"];

/** Of variants of types, the combined type says enough. */
function areOpenVariants(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  return value.some((variant) => isJsonObject(variant) && !TYPE_WORDS.some((word) => Object.hasOwn(variant, word)));
}

function isSchema(value: unknown): boolean {
  return typeof value === "boolean" || isJsonObject(value);
}

const REFERENCES: ReadonlySet<string> = new Set(["$ref", "$dynamicRef", "$recursiveRef", "$id", "$anchor"]);

function refersElsewhere(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(refersElsewhere);
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(([name, inner]) => REFERENCES.has(name) || refersElsewhere(inner));
}
