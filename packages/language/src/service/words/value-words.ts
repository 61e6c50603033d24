import type { LanguageWord } from "./language-word.ts";

/** The words of expressions and options. */
export const VALUE_WORDS: readonly LanguageWord[] = [
  { word: "and", documentation: "Whether both hold.", snippet: "and ", probe: " @" },
  { word: "or", documentation: "Whether one of both holds.", snippet: "or ", probe: " @" },
  { word: "in", documentation: "Whether a value is in a list.", snippet: "in ", probe: " @" },
  { word: "true", documentation: "Yes.", snippet: "true", probe: "", node: "BooleanLiteral" },
  { word: "false", documentation: "No.", snippet: "false", probe: "", node: "BooleanLiteral" },
  { word: "null", documentation: "No value, said so.", snippet: "null", probe: "", node: "NullLiteral" },
  {
    word: "env",
    documentation: "A setting of the environment.",
    snippet: 'env("<NAME>")',
    probe: '("@")',
  },
  {
    word: "secret",
    documentation: "A secret of the environment, never shown.",
    snippet: 'secret("<NAME>")',
    probe: '("@")',
  },
];
