import type { LanguageWord } from "./language-word.ts";

/** The words of tests. */
export const TEST_WORDS: readonly LanguageWord[] = [
  {
    word: "given",
    documentation: "The record that the test starts from, as a JSON file.",
    snippet: 'given "<record.json>"',
    probe: ' "@"',
  },
  {
    word: "answers",
    documentation: "What lookups and bindings answer in the test.",
    snippet: "answers <Lookup> -> <value>",
    probe: " @ -> 1",
  },
  {
    word: "expect",
    documentation: "What comes out of it.",
    snippet: "expect { <> }",
    probe: ' { "@": 1 }',
  },
];
