import type { LanguageWord } from "./language-word.ts";

/** The words of policies. */
export const POLICY_WORDS: readonly LanguageWord[] = [
  {
    word: "retry",
    documentation: "Waits between attempts, and for how long attempts go on.",
    snippet: "retry from <1s> to <5m> for <24h>",
    probe: " from 1s to 5m for 24h",
    node: "RetryItem",
  },
  {
    word: "timeout",
    documentation: "After this time a request counts as failed.",
    snippet: "timeout <30s>",
    probe: " 30s",
    node: "TimeoutItem",
  },
  {
    word: "rate",
    documentation: "How many requests a system gets in a time.",
    snippet: "rate <50> per <1s> on <system>",
    probe: " 50 per 1s on @",
  },
  {
    word: "parallel",
    documentation: "How many requests a system gets at the same time.",
    snippet: "parallel <8> on <system>",
    probe: " 8 on @",
  },
  {
    word: "alert",
    documentation: "Who is told of outcomes.",
    snippet: "alert <hold>, <reject> to <channel>",
    probe: " hold to @",
  },
];
