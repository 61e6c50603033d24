import { filterTokens } from "./filter-token.ts";

/** A field of the record itself that must have a text. */
export type RequiredText = { readonly field: string; readonly text: string };

/** What each record that a filter keeps has in common: the equalities with texts that `and` joins. */
export function requiredTexts(filter: string): readonly RequiredText[] {
  const tokens = filterTokens(filter, "v3", false);
  const isPlain = tokens.every(
    (token) => token.kind === "literal" || (token.kind === "name" && token.text !== "or" && token.text !== "not"),
  );
  if (!isPlain) {
    return [];
  }
  return tokens.flatMap((token, place) => {
    const [left, right] = [tokens[place - 1], tokens[place + 1]];
    const isEquality = token.kind === "name" && token.text === "eq";
    return isEquality && left?.kind === "name" && right?.kind === "literal" && typeof right.value === "string"
      ? [{ field: left.text, text: right.value }].filter(({ field }) => !field.includes("/") && right.type === "string")
      : [];
  });
}
