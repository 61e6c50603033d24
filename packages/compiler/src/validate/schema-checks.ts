import type { EntitySchema } from "@xmap/contract";
import type { ExportedName } from "../ir/code.ts";
import { camelCase, pascalCase } from "../lower/names.ts";
import { wordsOf } from "./target-checks.ts";

/** Makes one ES module, which imports nothing, of schemas: a function for each, exported by its name. */
export type SchemaCompiler = (schemas: ReadonlyMap<string, object>) => string;

/** The schemas that a program's modules check values by, to lie in a module beside each. */
export class SchemaChecks {
  readonly #byFile = new Map<string, Map<string, object>>();
  readonly #names = new Map<string, ExportedName>();

  /** The check of a schema's words for what `wanted` is called in the `.xmap` file; undefined when it has none. */
  check(file: string, wanted: string, words: Readonly<Record<string, unknown>>): ExportedName | undefined {
    if (Object.keys(words).length === 0) return undefined;
    const key = JSON.stringify([file, words]);
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const schemas = this.#byFile.get(file) ?? new Map<string, object>();
    this.#byFile.set(file, schemas);
    const base = `fits${pascalCase(camelCase(wanted))}`;
    let name = base;
    for (let ordinal = 2; schemas.has(name); ordinal += 1) name = `${base}${ordinal}`;
    schemas.set(name, words);
    const exported = { name, file: checksFile(file, "js") };
    this.#names.set(key, exported);
    return exported;
  }

  schemasOf(file: string): ReadonlyMap<string, object> {
    return this.#byFile.get(file) ?? new Map();
  }
}

/** The module of an `.xmap` file's checks. */
export function checksFile(file: string, ending: "js" | "d.ts"): string {
  return file.replace(/\.xmap$/, `.checks.${ending}`);
}

const ABOUT_THE_WHOLE = ["minProperties", "maxProperties", "propertyNames"];

/**
 * The words of a record's schema that can be judged from the fields that a mapping writes: those that speak of no other
 * field. A record that is changed keeps the fields that no rule writes.
 */
export function recordWords(schema: EntitySchema, written: ReadonlySet<string>): Readonly<Record<string, unknown>> {
  const entries = Object.entries(wordsOf(schema).compound).filter(([word]) => !ABOUT_THE_WHOLE.includes(word));
  const isKnown = (words: unknown): boolean => {
    const named = fieldsNamed(words);
    return named.length > 0 && named.every((field) => written.has(field));
  };
  const choice = entries.filter(([word]) => ["if", "then", "else"].includes(word));
  const kept = entries.filter((entry) => !choice.includes(entry) && isKnown(Object.fromEntries([entry])));
  return Object.fromEntries(isKnown(Object.fromEntries(choice)) ? [...kept, ...choice] : kept);
}

/** The fields of the record itself that words speak of. */
function fieldsNamed(words: unknown): readonly string[] {
  if (Array.isArray(words)) return words.flatMap(fieldsNamed);
  if (typeof words !== "object" || words === null) return [];
  return Object.entries(words).flatMap(([word, value]: readonly [string, unknown]): readonly string[] => {
    switch (word) {
      case "required":
        return Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
      case "properties":
        return namesOf(value);
      case "dependentRequired":
        return [
          ...namesOf(value),
          ...Object.values(value as object)
            .flat()
            .filter((name) => typeof name === "string"),
        ];
      case "dependentSchemas":
        return [...namesOf(value), ...Object.values(value as object).flatMap(fieldsNamed)];
      case "anyOf":
      case "oneOf":
      case "allOf":
      case "not":
      case "if":
      case "then":
      case "else":
        return fieldsNamed(value);
      default:
        return [];
    }
  });
}

function namesOf(value: unknown): readonly string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}
