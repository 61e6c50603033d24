import type { CheckedRule, Conversion } from "../../program.ts";

interface Words {
  /** For a hint in the line. */
  readonly label: string;
  readonly sentence: string;
}

const WORDS: Readonly<Record<Exclude<Conversion, "none">, Words>> = {
  single: { label: "one value", sentence: "several values fail" },
  list: { label: "as a list", sentence: "it becomes a list" },
  toText: { label: "as text", sentence: "it is written as text" },
  toNumber: { label: "as a number", sentence: "text that is no number fails" },
  toAmount: { label: "rounded", sentence: "the amount is rounded to the digits of its currency" },
  toDay: { label: "as a day", sentence: "the instant becomes a day in the zone of the target system" },
};

/** What happens to a rule's value before it is written, for a hover. */
export function conversionWords(rule: CheckedRule): string | undefined {
  return rule.conversion === "none" ? undefined : WORDS[rule.conversion].sentence;
}

/** The same in two words; undefined when the value goes over as it is. */
export function conversionLabel(rule: CheckedRule): string | undefined {
  return rule.conversion === "none" ? undefined : WORDS[rule.conversion].label;
}
