/** Names that the rules use and that have no rule, because their meaning is said in words. */
export const GLOSSARY: Readonly<Record<string, string>> = {
  Doc: "A comment that begins with two stars, /** … */; it documents the declaration that follows.",
  End: "The end of a statement: the end of its line, or the closing brace after it. In a list of options, entities, arms or lookups a comma ends an item too.",
  Expr: "A JSONata 2 expression. Outside of brackets it ends before an arrow, a comma, an opening brace, a reserved word or the end of the line.",
  Integer: "A whole number without a sign.",
  Number: "A number as JSONata writes it: digits, perhaps a fraction, perhaps an exponent.",
};
