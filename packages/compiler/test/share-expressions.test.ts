import { afterAll, expect, it } from "vitest";
import { compile, createOutputFolder, fixture } from "./compile.ts";
import { runBinding } from "./fake-answers.ts";
import { typeErrors } from "./type-errors.ts";

const SYSTEMS = fixture("systems.xmap");
const RULES = "  number -> reference key\n  placed -> date\n  id -> contact_id\n";
const outputs: { remove(): void }[] = [];
afterAll(() => {
  for (const output of outputs) output.remove();
});

function compiledOf(...bindings: readonly string[]) {
  const texts = bindings.map((rules, index) => `binding Made${index}: Purchase -> Sale {\n${RULES}${rules}\n}`);
  const head = `xmap 1\nimport { Purchase, Sale, ArticleId, ArticleSku, TaxId } from "./systems.xmap"`;
  const text = [head, ...texts, ""].join("\n");
  const unused = ["ArticleId", "ArticleSku", "TaxId"].filter((name) => !bindings.join("").includes(name));
  const used = unused.reduce((all, name) => all.replace(`, ${name}`, ""), text);
  return compile({ "systems.xmap": SYSTEMS, "mapping.xmap": used });
}

/** The statements and the value of the mapping function, and what asks before it. */
function codeOf(rules: string): string {
  const text = compiledOf(rules)[1]?.text ?? "";
  const mapping = /function mapMade0[\s\S]*?\n}/.exec(text)?.[0] ?? "";
  return `${mapping}\n${/ {2}lookups: \[[\s\S]*?\n {2}\],/.exec(text)?.[0] ?? ""}`;
}

async function bindingOf(rules: string) {
  const output = createOutputFolder();
  outputs.push(output);
  output.write(compiledOf(rules));
  const binding = (await output.load("mapping.ts")).bindings.Made0;
  if (binding === undefined) throw new Error("there is no binding");
  return binding;
}

const ITEM = { id: 1, sku: null, name: " Apple ", amount: 2, price: 5 };
const PURCHASE = {
  id: 10,
  number: "a-1",
  email: null,
  total: 10,
  sub_total: 8,
  currency: "EUR",
  gift: true,
  remark: " soon ",
  placed: "2026-03-04T16:22:09Z",
  payment: { code: "P" },
  billing: null,
  shipping: null,
  items: [ITEM, { ...ITEM, id: 2, amount: 3 }],
  extras: [],
};
/** Lines with the fields that they need, unless the rules give them. */
function lines(rules: string): string {
  const needed = ["id -> article_id", "name -> name", "amount -> quantity"];
  const missing = needed.filter((rule) => !rules.includes(`-> ${rule.split(" -> ")[1]}`));
  return `  items -> lines each by id {\n    ${[...missing, rules.trim()].join("\n    ")}\n  }`;
}

const SHARED: readonly (readonly [what: string, rules: string, constant: string, uses: number])[] = [
  [
    "two rules",
    "  $trim(remark) -> note\n  $trim(remark) -> currency",
    "const trimmedRemark = trim(purchase.remark);",
    2,
  ],
  [
    "a rule and one that has a condition",
    "  $trim(remark) -> note\n  $trim(remark) -> currency when gift",
    "const trimmedRemark = trim(purchase.remark);",
    2,
  ],
  [
    "the condition of a rule and the rule",
    "  $trim(remark) -> note when $exists($trim(remark))",
    "const trimmedRemark = trim(purchase.remark);",
    2,
  ],
  [
    "a guard and a rule",
    '  require $sum([items.amount]) > 0 else hold "none"\n  $sum([items.amount]) -> fee',
    "const totalOfItemAmounts = ",
    2,
  ],
  [
    "a rule and the lines of a list",
    `  $trim(remark) -> note\n${lines("    $trim($$.remark) -> name")}`,
    "const trimmedRemark = trim(purchase.remark);",
    2,
  ],
  [
    "rules of one line",
    lines("    $trim(name) -> name\n    $length($trim(name)) -> quantity"),
    "const name = trim(item.name);",
    2,
  ],
  [
    "a part of a longer one",
    "  $trim(remark) & 1 -> note\n  $trim(remark) & 2 -> currency",
    "const trimmedRemark = ",
    2,
  ],
];

it.each(SHARED)("what %s compute is computed once", (_what, rules, constant, uses) => {
  const code = codeOf(rules);
  const [, name = ""] = /const (\w+)/.exec(constant) ?? [];
  expect(code.split(constant)).toHaveLength(2);
  expect(code.match(new RegExp(`\\b${name}\\b`, "g"))?.length).toBeGreaterThanOrEqual(uses + 1);
});

const KEPT: readonly (readonly [what: string, rules: string])[] = [
  ["a field", "  remark -> note\n  remark -> currency when gift"],
  ["a field of a field", "  payment.code -> note\n  payment.code -> currency"],
  ["a short sum", "  id + 1 -> fee\n  $string(id + 1) -> note"],
  ["two values under conditions", "  $trim(remark) -> note when gift\n  $trim(remark) -> currency when $not(gift)"],
  ["values of different items", lines("    $string(id + 1) -> name")],
  ["what is computed in branches only", '  gift ? $trim(remark) : "" -> note\n  gift ? "" : $trim(remark) -> currency'],
];

it.each(KEPT)("%s stays where it is written", (_what, rules) => {
  expect(codeOf(rules)).not.toContain("const ");
});

it("a let that holds the value already is used", () => {
  const code = codeOf("  let short = $trim(remark)\n  $short -> note\n  $trim(remark) -> currency");
  expect(code.match(/trim\(/g)).toHaveLength(1);
  expect(code).toContain("currency: short");
});

it("what may fail stays behind the questions and problems before it", () => {
  const rules =
    '  number -> state via { "a" -> "draft", else -> hold "unknown" }\n  $trim(remark) -> note\n  $trim(remark) -> currency';
  expect(codeOf(rules)).not.toContain("const ");
});

it("what an optional chain leaves out is not taken out of it", async () => {
  const rules = "  billing.street & 1 -> note\n  $string(billing.street != null) -> currency";
  const binding = await bindingOf(rules);
  const { draft } = runBinding(binding, PURCHASE, { lookups: {}, references: {} });
  expect(draft).toMatchObject({ note: "1", currency: "false" });
});

it("questions share what they are asked of", () => {
  const code = codeOf(
    lines("    $trim(name) -> article_id via ArticleId\n    [$trim(name)] -> tax_ids via TaxId\n    1 -> quantity"),
  );
  expect(code).toMatch(/for \(const item of purchase.items\) \{\n\s+const trimmedItemName = trim\(item.name\);/);
});

it("an error in a shared value names the first rule that uses it", async () => {
  const rules = `  $number(remark) -> fee\n${lines("    $number($$.remark) ?? 0 -> quantity")}`;
  const binding = await bindingOf(rules);
  expect(() => runBinding(binding, PURCHASE, { lookups: {}, references: {} })).toThrow(/not a number/);
  const several = await bindingOf("  items.name -> note\n  items.name -> currency");
  const run = () => runBinding(several, PURCHASE, { lookups: {}, references: {} });
  expect(run).toThrow(expect.objectContaining({ rule: "Made0/note" }));
});

it("shared values are those that were computed in each place, and pass the strict type check", async () => {
  const output = createOutputFolder();
  outputs.push(output);
  output.write(compiledOf(...[...SHARED, ...KEPT].map(([, rules]) => rules)));
  expect(typeErrors(output.path)).toBe("");
  const { bindings } = await output.load("mapping.ts");
  const drafts = Object.values(bindings).map(
    (binding) => runBinding(binding, PURCHASE, { lookups: {}, references: {} }).draft,
  );
  expect(drafts.slice(0, 3)).toMatchObject([
    { note: "soon", currency: "soon" },
    { note: "soon", currency: "soon" },
    { note: "soon" },
  ]);
  expect(drafts[3]).toMatchObject({ fee: 5 });
  expect(drafts[4]?.lines).toMatchObject([{ values: { name: "soon" } }, { values: { name: "soon" } }]);
  expect(drafts[5]?.lines).toMatchObject([{ values: { name: "Apple", quantity: 5 } }, { values: { name: "Apple" } }]);
  expect(drafts[6]).toMatchObject({ note: "soon1", currency: "soon2" });
});

it("what answers something else each time is computed each time, however equal it looks", () => {
  const flow = [
    "flow Mark for purchase: Purchase {",
    "  on change by poll every 1m",
    "  write purchase {",
    '    $string($random()) & "-" & $string($random()) -> shipping_status.code',
    "  }",
    "}",
    "",
  ].join("\n");
  const mapping = `xmap 1
system store = shopsoft { url: env("STORE_URL"), key: secret("STORE_KEY") }
entity Purchase = store.purchase { key id }

${flow}`;
  const text = compile({ "mapping.xmap": mapping })[0]?.text ?? "";
  expect(text.match(/functions\.random/g)).toHaveLength(2);
});
