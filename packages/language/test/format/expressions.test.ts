import { parseExpression, printExpression } from "@xmap/grammar";
import fastCheck from "fast-check";
import { expect, test } from "vitest";
import * as table from "../../../../grammar/test/support/expression-table.ts";
import { formatted, meaningOf } from "./support.ts";

/** Lines that go on are indented in a file. */
const accepted = [...table.accepted, ...table.acceptedByUsAlone].map((expression) =>
  expression.replaceAll("\n", "\n        "),
);

/** A rule, whose source is the expression in parentheses. */
function ruleOf(expression: string): string {
  return `xmap 1\nbinding B: A -> C {\n  (${expression}\n      ) -> x\n}\n`;
}

test.for(accepted)("%s keeps its meaning and its comments", (expression) => {
  const text = formatted(ruleOf(expression));
  expect(meaningOf(text)).toEqual(meaningOf(ruleOf(expression)));
  expect(formatted(text)).toBe(text);
});

/** Spellings of names, texts and numbers are the author's; comments are not printed at all. */
const ownSpelling =
  /["'`]|\d[eE]|\/\*|\/\/ |^function$|\.function|^(and|or|in|from)\b|\.(and|in)\b|or in$|key|when|via|let/;

test.for(accepted.filter((expression) => !ownSpelling.test(expression)))(
  "%s is written as the tree is printed",
  (expression) => {
    const printed = printExpression(parseExpression("a.xmap", expression).expression);
    expect(formatted(ruleOf(expression))).toBe(`xmap 1\nbinding B: A -> C {\n  (${printed}) -> x\n}\n`);
  },
);

/** Expressions made of others, most of them too long for a line. */
const { long } = fastCheck.letrec<{ long: string; part: string }>((tie) => ({
  part: fastCheck.oneof({ depthSize: "small" }, fastCheck.constantFrom(...accepted), tie("long")),
  long: fastCheck
    .tuple(
      fastCheck.array(tie("part"), { minLength: 1, maxLength: 8 }),
      fastCheck.constantFrom("[", "(", "$f(", "{", "and", "+", "?", "|", "function", "^", "["),
    )
    .map(([parts, form]) => {
      const inside = parts.map((part) => `(${part}\n          )`);
      const [first = ""] = inside;
      if (form === "{") return `{ ${inside.map((part, index) => `"key ${index}": ${part}`).join(", ")} }`;
      if (form === "?") return `${first} ? ${inside.slice(-2).join(" : ")}`;
      if (form === "|") return `${first} ~> |${first}|{ "a": ${inside.join(" & ")} }|`;
      if (form === "function") return `$map(${first}, function($v, $i){ ${inside.join(" * ")} })`;
      if (form === "^") return `${first}^(${inside.join(", >")})`;
      if (form === "[") return `[${inside.join(", ")}]`;
      if (form === "(") return `(${inside.join("; ")})`;
      if (form === "$f(") return `$f(${inside.join(", ")})`;
      return inside.join(` ${form} `);
    }),
}));

const places: readonly ((expression: string) => string)[] = [
  ruleOf,
  (expression) =>
    `xmap 1\nbinding B: A -> C {\n  require $f(${expression}\n      ) = (${expression}\n      ) else skip\n}\n`,
  (expression) =>
    `xmap 1\nbinding B: A -> C {\n  a.b[${expression}\n      ].c -> x when (${expression}\n      ) and a once\n}\n`,
  (expression) => `xmap 1\nbinding B: A -> C {\n  let v = [${expression}\n      ], (${expression}\n      ) via M\n}\n`,
  (expression) =>
    `xmap 1\nflow F for a: A where $f(${expression}\n      ) = a {\n  when (${expression}\n      ) = [{}] {\n    skip\n  }\n}\n`,
  (expression) =>
    `xmap 1\nflow F for a: A {\n  x = call a.b(one: ${expression}\n      , two: 2)\n  y = read A(${expression}\n      )\n}\n`,
];

test("expressions of any length and form keep their meaning wherever they stand", () => {
  fastCheck.assert(
    fastCheck.property(long, fastCheck.constantFrom(...places), (expression, place) => {
      const source = place(expression);
      const text = formatted(source);
      expect(meaningOf(text)).toEqual(meaningOf(source));
      expect(formatted(text)).toBe(text);
    }),
    { numRuns: 120 },
  );
});
