import type { EntitySchema } from "@xmap/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compile, createOutputFolder } from "./compile.ts";
import { runBinding } from "./fake-answers.ts";
import { typeErrors } from "./type-errors.ts";

/** Written apart, so that no linter takes a text for a template. */
const DOLLAR = "$";

const FIELDS: readonly string[] = [
  "a-b",
  "1st",
  "class",
  "await",
  "arguments",
  "constructor",
  "toString",
  "__proto__",
  "hasOwnProperty",
  'say "hi"',
  "it's",
  "back\\slash",
  `${DOLLAR}{process.exit(1)}`,
  "*/ throw 1; /*",
  "// comment",
  "naïve",
  "日本",
  "line\u2028separator",
  "report",
  "answers",
  "text",
];
const TEXTS: readonly string[] = [
  '"; throw 1; //',
  "'; throw 1; //",
  "`; throw 1; //",
  `${DOLLAR}{process.exit(1)}`,
  `\\${DOLLAR}{1}`,
  "*/ throw 1; /*",
  "</script>",
  "\u2028\u2029\u0000\u0007",
  "tab\tline\nreturn\r",
  "\\",
  "{{brace}}",
];

function record(names: readonly string[]): EntitySchema {
  const text: EntitySchema = { type: "string", "x-xmap-searchable": true, "x-xmap-defaulted": true };
  return { type: "object", properties: Object.fromEntries(names.map((name) => [name, text])), required: [...names] };
}

const description = { connector: "any", description: "", options: record(["url"]), capabilities: [], resources: {} };
const quoted = (text: string) => `\`${text}\``;
const SOURCE = [
  "xmap 1\n",
  `system left = any { url: "\\"\`${DOLLAR}{x}*/" }\nsystem right = any { url: env("A") }\n`,
  `/** Ends here: \` ${DOLLAR}{x} \u2028 */\nentity Left = left.left { key id }`,
  "entity Target = right.target { key id }\n",
  `/** \\u002a/ ${DOLLAR}{x} \`tick\` \u2028 */`,
  "binding Fields: Left -> Target {",
  "  id -> id key",
  ...FIELDS.map((name) => `  ${quoted(name)} -> ${quoted(name)}`),
  "}\n",
  "binding Texts: Left -> Target {",
  "  let text = id",
  "  let extra = $text & `a-b`",
  `  require id = $text and $extra = id else hold "\`${DOLLAR}{{x}\` \\\\ */ {\`a-b\`} {{x}"`,
  "  id -> id key",
  ...TEXTS.map((text, index) => `  ${JSON.stringify(text)} -> t${index}`),
  `  class -> u via { ${TEXTS.map((text, index) => `${JSON.stringify(text)} -> "${index}"`).join(", ")}, else -> "none" }`,
  "}\n",
].join("\n");

const output = createOutputFolder();
afterAll(() => output.remove());
const files = compile(
  { "main.xmap": SOURCE },
  {
    schemas: {
      "left/left": record(["id", ...FIELDS]),
      "right/target": record(["id", ...FIELDS, ...TEXTS.map((_text, index) => `t${index}`), "u"]),
    },
    descriptions: { left: description, right: description },
  },
);

describe("names and texts stay names and texts", () => {
  const values = new Map(FIELDS.map((name, index) => [name, `value ${index}`]));
  // JSON gives every field as an own one, `__proto__` too.
  const input = JSON.parse(
    `{"id":"1",${[...values].map(([name, value]) => `${JSON.stringify(name)}:"${value}"`).join(",")}}`,
  ) as object;
  const load = async () => (await output.load("main.ts")).bindings;
  beforeAll(() => output.write(files));

  it("pass the strict type check", () => {
    expect(typeErrors(output.path)).toBe("");
  });

  it("fields are read and written as own fields", async () => {
    const { Fields } = await load();
    if (Fields === undefined) throw new Error("no binding");
    const { draft } = runBinding(Fields, input, { lookups: {}, references: {} });
    expect(Object.getPrototypeOf(draft)).toBe(Object.prototype);
    for (const [name, value] of values) expect(Object.getOwnPropertyDescriptor(draft, name)?.value, name).toBe(value);
  });

  it("a field that is absent is not found on Object.prototype", async () => {
    const { Fields } = await load();
    if (Fields === undefined) throw new Error("no binding");
    const { draft } = runBinding(Fields, { id: "1" }, { lookups: {}, references: {} });
    expect(draft.constructor).toBeUndefined();
    expect(draft.toString).toBeUndefined();
  });

  it("texts and messages come out as they were written", async () => {
    const { Texts } = await load();
    if (Texts === undefined) throw new Error("no binding");
    const { draft, told } = runBinding(Texts, input, { lookups: {}, references: {} });
    expect(TEXTS.map((_text, index) => draft[`t${index}`])).toEqual(TEXTS);
    expect(told).toEqual([{ word: "hold", rule: "Texts/require/1", message: `\`${DOLLAR}{x}\` \\ */ value 0 {x}` }]);
    TEXTS.forEach((text, index) => {
      expect(runBinding(Texts, { ...input, class: text }, { lookups: {}, references: {} }).draft.u).toBe(String(index));
    });
  });
});
