import fastCheck, { type Arbitrary } from "fast-check";

const WORDS = ["a", "total", "order_number", "and", "or", "in", "key", "via", "true_value", "é", "function", "from"];
const BINARY = ["+", "-", "*", "/", "%", "&", "=", "!=", "<", "<=", ">", ">=", "and", "or", "in", "??", "?:", "~>"];
const LEAVES = [
  "$",
  "$$",
  "%",
  "*",
  "**",
  "null",
  "true",
  "false",
  "0",
  "1.5",
  "1e-7",
  "1e21",
  "`a b`",
  '"a\'\\n"',
  "'\"'",
];
const SIGNS = [
  ..."{}()[].,:;*/%&|=?!^@#~+-<>$`\"'",
  ":=",
  "..",
  "**",
  "??",
  "?:",
  "~>",
  "/x/",
  "/[/]\\/y/im",
  "\u0000",
];

type Parts = {
  readonly expression: string;
  readonly step: string;
};

const { expression: grown } = fastCheck.letrec<Parts>((tie) => {
  const inner = tie("expression");
  const list = fastCheck.array(inner, { maxLength: 3 }).map((items) => items.join(", "));
  const name = fastCheck.constantFrom(...WORDS);
  const joined = (...parts: readonly (Arbitrary<string> | string)[]): Arbitrary<string> =>
    fastCheck
      .tuple(...parts.map((part) => (typeof part === "string" ? fastCheck.constant(part) : part)))
      .map((texts) => texts.join(""));
  return {
    step: fastCheck.oneof(
      { depthSize: "small", withCrossShrink: true },
      name,
      fastCheck.constantFrom(...LEAVES),
      joined(tie("step"), ".", tie("step")),
      joined(tie("step"), "[", inner, "]"),
      joined(tie("step"), "[]"),
      joined(tie("step"), "@$v.", name),
      joined(tie("step"), "#$i"),
      joined("(", inner, ")"),
    ),
    expression: fastCheck.oneof(
      { depthSize: "medium", withCrossShrink: true },
      fastCheck.constantFrom(...LEAVES),
      name,
      name.map((word) => `$${word}`),
      tie("step"),
      joined(inner, " ", fastCheck.constantFrom(...BINARY), " ", inner),
      joined(inner, " ? ", inner, " : ", inner),
      joined(inner, " ? ", inner),
      joined("-", inner),
      joined(
        "(",
        fastCheck.array(inner, { maxLength: 3 }).map((items) => items.join("; ")),
        ")",
      ),
      joined("[", list, "]"),
      joined("[", inner, "..", inner, "]"),
      joined("{", inner, ": ", inner, "}"),
      joined(inner, "{", inner, ": ", inner, "}"),
      joined(tie("step"), "^(", fastCheck.constantFrom("", "<", ">"), inner, ")"),
      joined("$", name, "(", list, ")"),
      joined("$", name, "(?, ", inner, ")"),
      joined("$", name, " := ", inner),
      joined("function($", name, "){ ", inner, " }"),
      joined("|", tie("step"), "|{", inner, ": ", inner, "}|"),
      joined(inner, " ~> /a|b/"),
    ),
  };
});

const spoilt = fastCheck
  .tuple(grown, fastCheck.nat(1_000), fastCheck.nat(2), fastCheck.constantFrom(...SIGNS, ...WORDS))
  .map(([text, at, removed, sign]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + sign + text.slice(place + removed);
  });

/** JSONata texts, most of them right. */
export const expressionText: Arbitrary<string> = fastCheck.oneof(
  { weight: 3, arbitrary: grown },
  { weight: 1, arbitrary: spoilt },
);
