import type { EntitySchema } from "@xmap/contract";
import fc from "fast-check";

const text: EntitySchema = { type: "string" };
const note: EntitySchema = { type: ["string", "null"] };
const number: EntitySchema = { type: "number" };
const flag: EntitySchema = { type: "boolean" };

function record(properties: Record<string, EntitySchema>, optional: readonly string[] = []): EntitySchema {
  return { type: "object", properties, required: Object.keys(properties).filter((name) => !optional.includes(name)) };
}

const part = record({ sku: text, size: number, label: note, on: flag, tags: { type: "array", items: text } }, [
  "label",
]);

/** What random expressions are about: fields of every type, some of them absent or null. */
export const PAIR_SCHEMA: EntitySchema = record(
  {
    id: number,
    name: text,
    gone: text,
    empty: note,
    count: number,
    missing: number,
    yes: flag,
    unsure: flag,
    nested: { ...record({ city: text, zip: note, deep: record({ code: text }) }, ["zip"]), type: ["object", "null"] },
    lost: record({ city: text }),
    parts: { type: "array", items: part },
    none: { type: "array", items: part },
  },
  ["gone", "missing", "unsure", "lost", "none"],
);

const words = fc.constantFrom("", "a", "b", "ab", "A b", " c ", "é", "a-b", "10", "x".repeat(12));
const numbers = fc.constantFrom(0, 1, 2, 3, -1, 1.5, 10, 0.1, 1000000);
const partData = fc.record(
  {
    sku: words,
    size: numbers,
    label: fc.option(words, { nil: null }),
    on: fc.boolean(),
    tags: fc.array(words, { maxLength: 3 }),
  },
  { requiredKeys: ["sku", "size", "on", "tags"] },
);

/** Records as the schema says. */
export const pairData = fc.record(
  {
    id: numbers,
    name: words,
    gone: words,
    empty: fc.option(words, { nil: null }),
    count: numbers,
    missing: numbers,
    yes: fc.boolean(),
    unsure: fc.boolean(),
    nested: fc.option(
      fc.record(
        { city: words, zip: fc.option(words, { nil: null }), deep: fc.record({ code: words }) },
        { requiredKeys: ["city", "deep"] },
      ),
      { nil: null },
    ),
    lost: fc.record({ city: words }),
    parts: fc.array(partData, { maxLength: 4 }),
    none: fc.array(partData, { maxLength: 1 }),
  },
  { requiredKeys: ["id", "name", "empty", "count", "yes", "nested", "parts"] },
);

interface Texts {
  readonly text: string;
  readonly number: string;
  readonly flag: string;
  readonly list: string;
  readonly partText: string;
  readonly partNumber: string;
  readonly partFlag: string;
}

type Piece = string | fc.Arbitrary<string>;

function form(...pieces: readonly Piece[]): fc.Arbitrary<string> {
  return fc
    .tuple(...pieces.map((piece) => (typeof piece === "string" ? fc.constant(piece) : piece)))
    .map((parts) => parts.join(""));
}

const literal = fc.constantFrom('"a"', '"b"', '"A b"', '""', '"10"');
const digit = fc.constantFrom("0", "1", "2", "1.5", "10");
const comparison = fc.constantFrom(" = ", " != ", " < ", " >= ");
const arithmetic = fc.constantFrom(" + ", " - ", " * ");

/** Expressions of known types over the schema; the checker refuses some of them. */
const texts = fc.letrec<Texts>((tie: fc.LetrecTypedTie<Texts>) => {
  const [t, n, b, l] = [tie("text"), tie("number"), tie("flag"), tie("list")];
  const [pt, pn, pb] = [tie("partText"), tie("partNumber"), tie("partFlag")];
  const fields = fc.constantFrom("name", "nested.city", "nested.deep.code", "lost.city", "gone", "empty", "nested.zip");
  const shallow = { maxDepth: 3 };
  return {
    text: fc.oneof(
      shallow,
      fields,
      literal,
      form("(", t, " & ", t, ")"),
      form("(", t, ' ?? "none")'),
      form("(", b, " ? ", t, " : ", t, ")"),
      form("$uppercase(", t, ' ?? "")'),
      form("$lowercase(", t, ")"),
      form("$trim(", t, ")"),
      form("$substring(", t, ", ", digit, ")"),
      form("$substringBefore(", t, ", ", literal, ")"),
      form("$string(", n, ")"),
      form("$join(", l, ', ",")'),
      form("parts[0].", fc.constantFrom("sku", "label")),
      form("parts[", pb, "][0].sku"),
      form("$replace(", t, ', "a", "o")'),
    ),
    number: fc.oneof(
      shallow,
      fc.constantFrom("id", "count", "missing"),
      digit,
      form("(", n, arithmetic, n, ")"),
      form("(", n, " ?? 0)"),
      form("(", b, " ? ", n, " : ", n, ")"),
      form("$length(", t, ")"),
      form("$count(", l, ")"),
      form("$count(parts[", pb, "])"),
      form("$sum([parts.(", pn, ")])"),
      form("$sum(parts[", pb, "].size)"),
      form("$max(parts.size)"),
      form("$abs(", n, ")"),
      form("$round(", n, ", 1)"),
      form("$floor(", n, ")"),
      fc.constant("parts[-1].size"),
    ),
    flag: fc.oneof(
      shallow,
      fc.constantFrom("yes", "unsure", "true", "nested != null"),
      form("(", n, comparison, n, ")"),
      form("(", t, fc.constantFrom(" = ", " != "), t, ")"),
      form("(", b, " and ", b, ")"),
      form("(", b, " or ", b, ")"),
      form("$not(", b, ")"),
      form("$exists(", fc.oneof(t, n, l), ")"),
      form("$contains(", t, ", ", literal, ")"),
      form("(", t, ' in ["a", "b"])'),
      form("$count(parts[", pb, "]) > 0"),
    ),
    list: fc.oneof(
      shallow,
      fc.constantFrom("parts.sku", "parts.label", "parts.tags", "none.sku", "parts[on].sku"),
      form("parts[", pb, "].sku"),
      form("parts.(", pt, ")"),
      form("[", t, ", ", t, "]"),
      form("$append(", l, ", ", l, ")"),
      form("$distinct(", l, ")"),
      form("$reverse(", l, ")"),
      form("$map(parts, function($p) { $p.sku & ", literal, " })"),
      form("$filter(parts, function($p) { $p.size > ", digit, " }).sku"),
    ),
    partText: fc.oneof(
      shallow,
      fc.constantFrom("sku", "label", "$$.name"),
      literal,
      form("(", pt, " & ", pt, ")"),
      form("(", pb, " ? ", pt, " : ", pt, ")"),
      form("$uppercase(sku & ", literal, ")"),
    ),
    partNumber: fc.oneof(
      shallow,
      fc.constantFrom("size", "$$.count", "$count($$.parts[size = $$.count])", "$sum([$$.parts[sku = $$.name].size])"),
      digit,
      form("(", pn, arithmetic, pn, ")"),
      form("(", pb, " ? ", pn, " : ", pn, ")"),
      form("$length(", pt, ")"),
    ),
    partFlag: fc.oneof(
      shallow,
      fc.constantFrom("on", "$$.yes"),
      form("(", pn, comparison, pn, ")"),
      form("(", pt, " = ", pt, ")"),
      form("(", pb, " and ", pb, ")"),
      form("(", pb, " or ", pb, ")"),
      form("$not(", pb, ")"),
      form("sku in $$.parts.sku"),
    ),
  };
});

/** An expression, and whether it gives several values. */
export const typedExpression = fc.oneof(
  fc.oneof(texts.text, texts.number, texts.flag).map((expression) => ({ expression, isList: false })),
  texts.list.map((expression) => ({ expression, isList: true })),
);
