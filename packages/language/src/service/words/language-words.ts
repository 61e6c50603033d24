import { ANSWER_WORDS } from "./answer-words.ts";
import { DECLARATION_WORDS } from "./declaration-words.ts";
import { FLOW_WORDS } from "./flow-words.ts";
import type { LanguageWord } from "./language-word.ts";
import { POLICY_WORDS } from "./policy-words.ts";
import { RULE_WORDS } from "./rule-words.ts";
import { TEST_WORDS } from "./test-words.ts";
import { VALUE_WORDS } from "./value-words.ts";

/** The words of the language by what they belong to. */
export const LANGUAGE_WORDS: readonly LanguageWord[] = [
  ...DECLARATION_WORDS,
  ...RULE_WORDS,
  ...ANSWER_WORDS,
  ...POLICY_WORDS,
  ...FLOW_WORDS,
  ...TEST_WORDS,
  ...VALUE_WORDS,
];

const byWord = new Map(LANGUAGE_WORDS.toReversed().map((entry) => [entry.word, entry]));

/** What a word of the language means; undefined for other words. */
export function languageWord(word: string): LanguageWord | undefined {
  return byWord.get(word);
}
