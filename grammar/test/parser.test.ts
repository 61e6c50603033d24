import { parseExpression, parseFile } from "@xmap/grammar";
import { describe, expect, it } from "vitest";
import { DeclarationParser } from "../src/parser/declaration-parser.ts";

describe("the parser", () => {
  it("passes Chevrotain's own checks of the grammar", () => {
    expect(() => new DeclarationParser("checked")).not.toThrow();
  });

  const depth = 10_000;
  const deep: { name: string; expression: string; code: string }[] = [
    { name: "parentheses", expression: `${"(".repeat(depth)}a${")".repeat(depth)}`, code: "too-deep" },
    { name: "brackets", expression: `${"[".repeat(depth)}a${"]".repeat(depth)}`, code: "too-deep" },
    { name: "objects", expression: `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`, code: "too-deep" },
    { name: "filters", expression: `${"a[".repeat(depth)}1${"]".repeat(depth)}`, code: "too-deep" },
    { name: "open brackets", expression: "(".repeat(depth), code: "too-deep" },
    { name: "signs", expression: `${"-".repeat(depth)}a`, code: "too-deep" },
    { name: "conditions", expression: `${"a ? b : ".repeat(depth)}c`, code: "too-deep" },
    { name: "defaults", expression: `${"a ?? ".repeat(depth)}c`, code: "too-deep" },
    { name: "a long chain", expression: `a${" + a".repeat(depth)}`, code: "too-deep" },
  ];

  it.each(deep)("says that $name are nested too deeply", ({ expression, code }) => {
    expect(parseExpression("a.xmap", expression).diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
    const text = `xmap 1\nbinding B: A -> A {\n  a -> a\n  ${expression} -> b\n  c -> c\n}\n`;
    const { file, diagnostics } = parseFile("a.xmap", text);
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
    const [binding] = file.declarations;
    const rules = binding?.kind === "BindingDeclaration" ? binding.items : [];
    expect(rules.map((rule) => rule.kind)).toEqual(expect.arrayContaining(["Rule", "Rule"]));
  });

  it("reads ordinary nesting and long lists", () => {
    const nested = `${"(".repeat(50)}a${")".repeat(50)}`;
    const list = `[${Array.from({ length: 5000 }, (_, index) => index).join(", ")}]`;
    expect(parseExpression("a.xmap", nested).diagnostics).toEqual([]);
    expect(parseExpression("a.xmap", list).diagnostics).toEqual([]);
  });
});
