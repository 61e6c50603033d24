import type { LanguageWord } from "./language-word.ts";

function outcome(word: string, documentation: string): LanguageWord {
  return { word, documentation, snippet: `${word} "<why>"`, probe: ' "{@}"' };
}

/** The words of answers and lookups. */
export const ANSWER_WORDS: readonly LanguageWord[] = [
  outcome("skip", "Nothing is to be done with this record."),
  outcome("warn", "The record goes on; the text is shown."),
  outcome("hold", "A person decides. The record waits until then or until it changes."),
  outcome("reject", "The record is set aside as a dead letter."),
  outcome("fail", "A passing failure: tried again as the policy says."),
  { word: "keep", documentation: "Leaves the field as it is.", snippet: "keep", probe: "", node: "KeepAnswer" },
  {
    word: "none",
    documentation: "What a lookup answers when nothing is found; in a test, that nothing is found.",
    snippet: 'none -> <hold> "<why>"',
    probe: ' -> hold "{@}"',
  },
  {
    word: "many",
    documentation: "What a lookup answers when several are found. It holds by itself.",
    snippet: 'many -> <hold> "<why>"',
    probe: ' -> hold "{@}"',
  },
  {
    word: "cache",
    documentation: "How long an answer is remembered. A miss never is.",
    snippet: "cache <1h>",
    probe: " 1h",
    node: "CacheItem",
  },
  {
    word: "index",
    documentation: "The whole list is read once in a while and searched in memory.",
    snippet: "index every <15m>",
    probe: " every 15m",
    node: "IndexItem",
  },
];
