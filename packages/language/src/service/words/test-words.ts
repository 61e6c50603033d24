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
    documentation: "What comes out of it, or what a flow does: `write`, `call`, `notify`.",
    snippet: "expect { <> }",
    probe: ' { "@": 1 }',
  },
  {
    word: "no",
    documentation: "What a flow must not call or tell.",
    snippet: "no call <record>.<operation>()",
    probe: " call @.q()",
  },
];
