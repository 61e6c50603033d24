import fc from "fast-check";

/** JSON with few names, so that paths lead somewhere. */
export const randomData: fc.Arbitrary<unknown> = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, depthSize: "medium" },
    fc.constantFrom(0, 1, 2, -1, 1.5, "", "a", "bb", true, false, null),
    fc.array(tie("json"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom("a", "b", "c", "1"), tie("json"), { maxKeys: 3 }),
    fc.array(fc.dictionary(fc.constantFrom("a", "b", "c"), tie("json"), { maxKeys: 3 }), { maxLength: 4 }),
  ),
})).json;

interface Texts {
  readonly expression: string;
  readonly step: string;
}

/**
 * Expressions of most forms. Lists and objects have one part that can fail: the interpreter evaluates several at once,
 * so that it is chance which error it reports. No block that ends in a call has a filter, a group or `[]`:
 * at the end of a function the interpreter applies them to the call that it has not made yet.
 */
export const randomExpression: fc.Arbitrary<string> = fc.letrec<Texts>((tie: fc.LetrecTypedTie<Texts>) => {
  const e = tie("expression");
  const step = tie("step");
  const name = fc.constantFrom("a", "b", "c", "`1`");
  const form = (...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
    fc
      .tuple(...parts.map((part) => (typeof part === "string" ? fc.constant(part) : part)))
      .map((texts) => texts.join(""));
  const operator = fc.constantFrom(" + ", " - ", " * ", " & ", " = ", " != ", " < ", " >= ", " in ", " and ", " or ");
  const plain = "count string type exists boolean not keys distinct reverse spread sum merge append".split(" ");
  return {
    step: fc.oneof(
      { maxDepth: 3 },
      name,
      name,
      form(name, "[", fc.constantFrom("0", "-1", "1", "[0..1]"), "]"),
      form(name, "[", e, "]"),
      form(name, "[]"),
      fc.constantFrom("*", "$", "**", "%"),
      form("(", e, ")"),
      form("{'k': ", e, "}"),
      form("[", e, "]"),
      form("$string(", e, ")"),
      form(name, "#$i"),
      form(name, "@$j"),
    ),
    expression: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom("1", "'a'", "$", "$$", "$v", "$i", "$j", "null", "true"),
      name,
      form(step, ".", step),
      form(step, ".", step, ".", step),
      form("(", e, ")", operator, "(", e, ")"),
      form("$append(", e, ", [])[", e, "]"),
      form("(", e, " ? ", e, " : ", e, ")"),
      form("(", e, " ?? ", e, ")"),
      form("($v := ", e, "; ", e, ")"),
      form("$", fc.constantFrom(...plain), "(", e, ")"),
      form("$append(", e, ", ", e, ")"),
      form("$map(", e, ", function($v, $i) { ", e, " })"),
      form("$filter(", e, ", function($v) { ", e, " })"),
      form("$reduce(", e, ", function($v, $i) { ", e, " })"),
      form("(", e, ")^(", fc.constantFrom("$", ">a", "a, b", "$string($)"), ")"),
      form("[", e, ", 1]{$string(a): ", e, "}"),
      form(step, ".", step, "{$string(a): ", e, "}"),
      form("[", e, ", 1]"),
      form("['x', ", e, "]"),
      form("(", e, ") ~> ", fc.constantFrom("$string", "$count", "$keys", "|a|{'b': 1}|")),
      form("$append(", e, ", [])[]"),
    ),
  };
}).expression;
