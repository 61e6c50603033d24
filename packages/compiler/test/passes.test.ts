import { afterAll, expect, it } from "vitest";
import { compile, createOutputFolder, fixture } from "./compile.ts";
import { runBinding } from "./fake-answers.ts";
import { typeErrors } from "./type-errors.ts";

const SYSTEMS = fixture("systems.xmap");
const outputs: { remove(): void }[] = [];
afterAll(() => {
  for (const output of outputs) output.remove();
});

/** The files with bindings from purchases to sales: `Made0`, `Made1` … */
function compiledOf(...bindings: readonly string[]) {
  const imported = bindings.join("").includes("ArticleSku") ? 'import { ArticleSku } from "./systems.xmap"' : "";
  const texts = bindings.map((rules, index) => `binding Made${index}: Purchase -> Sale {\n${rules}\n}`);
  const head = `xmap 1\nimport { Purchase, Sale } from "./systems.xmap"\n${imported}`;
  return compile({ "systems.xmap": SYSTEMS, "mapping.xmap": [head, ...texts, ""].join("\n") });
}

function textOf(rules: string): string {
  return compiledOf(rules)[1]?.text ?? "";
}

/** What the binding asks for and makes of a purchase. */
async function run(rules: string, purchase: object) {
  const output = createOutputFolder();
  outputs.push(output);
  output.write(compiledOf(rules));
  const binding = (await output.load("mapping.ts")).bindings.Made0;
  if (binding === undefined) throw new Error("there is no binding");
  return runBinding(binding, { ...PURCHASE, ...purchase }, { lookups: { ArticleSku: { a: "X" } }, references: {} });
}

const PURCHASE = {
  number: "a",
  gift: false,
  items: [],
  extras: [],
  total: 1,
  sub_total: 1,
  currency: "EUR",
  placed: "",
};
const RULES = "  number -> reference key\n  placed -> date\n  id -> contact_id\n";

it("a let that only a conditional rule uses is asked for when the condition holds", async () => {
  const rules = `  let sku = number via ArticleSku\n${RULES}  $sku -> note when gift`;
  expect((await run(rules, { gift: false })).stages.flat()).toEqual([]);
  const { stages, draft, told } = await run(rules, { gift: true });
  expect(stages).toEqual([["ArticleSku a"]]);
  expect(draft).toMatchObject({ note: "X" });
  expect(told).toEqual([]);
});

const USES = [
  ["an unconditional rule too", "  $sku -> note when gift\n  $sku -> currency", true],
  ["the condition itself", '  "x" -> note when $sku = "X"', true],
  ["two rules with one condition", "  $sku -> note when gift\n  $sku -> currency when gift", false],
  ["no rule", "  remark -> note", false],
] as const;
const withSku = (rules: string): string => `  let sku = number via ArticleSku\n${RULES}${rules}`;

it.each(USES)("a let that is used by %s", async (_who, rules, asked) => {
  const { stages } = await run(withSku(rules), { gift: false });
  expect(stages.flat().length > 0).toBe(asked);
});

it("conditional lets pass the strict type check", () => {
  const output = createOutputFolder();
  outputs.push(output);
  output.write(compiledOf(...USES.map(([, rules]) => withSku(rules))));
  expect(typeErrors(output.path)).toBe("");
});

it("a condition over the records of a list does not leave the list", async () => {
  const rules = `  let sku = number via ArticleSku\n${RULES}  items -> lines each by id {\n    name -> name\n    id -> article_id\n    id -> source\n    amount -> quantity\n    $length($sku) -> price when amount > 1\n  }`;
  expect((await run(rules, {})).stages.flat()).toEqual(["ArticleSku a"]);
});

const FOLDED = [
  ['1 + 2 * 3 > 6 ? "more" : "less" -> note', 'note: "more",'],
  ["remark -> note when 1 = 1", "note: purchase.remark,"],
  ["remark -> note when 1 > 2", "note: undefined,"],
] as const;

it.each(FOLDED)("%s is %s", (rule, code) => {
  expect(textOf(`${RULES}  ${rule}`)).toContain(code);
});

it("what a rule that never applies would look up is not asked for", () => {
  expect(textOf(`${RULES}  number -> note via ArticleSku when 1 = 2`)).toContain("lookups: [],");
});

const LINES = (price: string): string =>
  `${RULES}  items -> lines each by id {\n    name -> name\n    id -> article_id\n    amount -> quantity\n    ${price}\n  }`;

const JOINS = [
  [
    "a list of the whole record by a field of the line",
    "$sum($$.items[id = $$.id].price) -> price",
    'matching(purchase.items, "id", purchase.id)',
  ],
  ["the other way round", "$sum($$.items[$$.id = id].price) -> price", 'matching(purchase.items, "id", purchase.id)'],
] as const;

it.each(JOINS)("a filter in a loop goes through an index: %s", (_what, rule, code) => {
  expect(textOf(LINES(rule))).toContain(code);
});

it("joined lists come to the same, long ones too", async () => {
  const items = Array.from({ length: 60 }, (_unused, index) => ({
    id: index,
    sku: null,
    name: `n${index}`,
    amount: index % 7,
    price: index,
  }));
  const rules = LINES("let own = amount\n    $sum($$.items[amount = $own].price) -> price");
  const { draft } = await run(rules, { items });
  const lines = draft.lines as readonly { readonly values: { readonly price: number } }[];
  const sums = items.map(({ amount }) =>
    items.filter((each) => each.amount === amount).reduce((sum, { price }) => sum + price, 0),
  );
  expect(lines.map(({ values }) => values.price)).toEqual(sums);
  expect(textOf(rules)).toContain('matching(purchase.items, "amount", own)');
});

it("a filter outside of loops, and one whose list is another in each turn, stay filters", () => {
  expect(textOf(`${RULES}  $sum(items[id = $$.id].price) -> fee`)).not.toContain("matching(");
});
