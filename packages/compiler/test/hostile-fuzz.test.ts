import type { EntitySchema } from "@xmap/contract";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { compile, createOutputFolder } from "./compile.ts";
import { runBinding } from "./fake-answers.ts";
import { typeErrors } from "./type-errors.ts";

/** Written apart, so that no linter takes a text for a template. */
const DOLLAR = "$";
const PIECES = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  '"',
  "'",
  "*/",
  "/*",
  "//",
  `${DOLLAR}{`,
  "}",
  "\\",
  "\\u0060",
  "\u2028",
  "\u2029",
  "\u0085",
  "\u0000",
  "\ud800",
  "😀",
  "throw 1;",
  "</script>",
  "class",
  "await",
  " ",
  ".",
  "[]",
  "a",
] as const;
const ROUNDS = Math.max(1, Math.ceil(Number(process.env.XMAP_PAIRS ?? "500") / 2_000));
const SEED = Number(process.env.XMAP_SEED ?? "5");

const hostile = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(""));
/** Texts may hold a backtick, names are written between backticks. */
const hostileText = fc
  .array(fc.constantFrom(...PIECES, "`", "\n", "\t"), { maxLength: 4 })
  .map((parts) => parts.join(""));
const sample = fc.record({
  names: fc.uniqueArray(
    hostile.filter((name) => name.trim() === name && name.isWellFormed() && !["id", "key"].includes(name)),
    { minLength: 4, maxLength: 8 },
  ),
  texts: fc.uniqueArray(
    hostileText.filter((text) => text.isWellFormed()),
    { minLength: 4, maxLength: 8 },
  ),
});

function record(names: readonly string[]): EntitySchema {
  const text: EntitySchema = { type: "string", "x-xmap-searchable": true, "x-xmap-defaulted": true };
  const properties = JSON.parse(`{${names.map((name) => `${JSON.stringify(name)}:null`).join(",")}}`) as object;
  const described = Object.entries(properties).map(([name]) => [name, text] as const);
  return { type: "object", properties: Object.fromEntries(described), required: [...names] };
}

const description = { connector: "any", description: "", options: record([]), capabilities: [], resources: {} };
const output = createOutputFolder();
afterAll(() => output.remove());

/** A mapping in which names are fields, texts are literals, keys of arms, messages and comments. */
function mappingOf({ names, texts }: { readonly names: readonly string[]; readonly texts: readonly string[] }): string {
  const remark = texts
    .join(" ")
    .replaceAll("*/", "* /")
    .replaceAll(/[\n\r]/g, " ");
  const arms = texts.map((text, index) => `${JSON.stringify(text)} -> "${index}"`).join(", ");
  return [
    "xmap 1",
    "system left = any {}",
    "system right = any {}",
    "entity Left = left.left { key id }",
    "entity Target = right.target { key id }",
    `/** ${remark} */`,
    "binding Made: Left -> Target {",
    `  // ${remark}`,
    "  id -> id key",
    ...names.map((name, index) => `  \`${name}\` & ${JSON.stringify(texts[index % texts.length])} -> \`${name}\``),
    `  $trim(\`${names[0]}\`) -> t0`,
    `  $trim(\`${names[0]}\`) & ${JSON.stringify(texts[0])} -> t1`,
    `  id -> u via { ${arms}, else -> "none" }`,
    "}",
    "",
  ].join("\n");
}

it("hostile names and texts stay what they are, however they are put together", async () => {
  for (const [round, made] of fc.sample(sample, { numRuns: 8 * ROUNDS, seed: SEED }).entries()) {
    const { names, texts } = made;
    const fields = ["id", ...names, "t0", "t1", "u"];
    const files = compile(
      { [`round${round}.xmap`]: mappingOf(made) },
      {
        schemas: { "left/left": record(["id", ...names]), "right/target": record(fields) },
        descriptions: { left: description, right: description },
      },
    );
    output.write(files);
    const { Made } = (await output.load(`round${round}.ts`)).bindings;
    if (Made === undefined) throw new Error("there is no binding");
    const input = (id: string): object =>
      JSON.parse(
        `{${["id", ...names].map((name) => `${JSON.stringify(name)}:${JSON.stringify(name === "id" ? id : ` ${name}`)}`).join(",")}}`,
      );
    for (const [index, text] of texts.entries()) {
      const { draft } = runBinding(Made, input(text), { lookups: {}, references: {} });
      expect(draft.u).toBe(String(index));
      expect(Object.getPrototypeOf(draft)).toBe(Object.prototype);
      for (const [position, name] of names.entries())
        expect(Object.getOwnPropertyDescriptor(draft, name)?.value).toBe(` ${name}${texts[position % texts.length]}`);
    }
  }
  expect(typeErrors(output.path)).toBe("");
}, 120_000);
