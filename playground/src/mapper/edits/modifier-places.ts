import type { Span } from "@xmap/diagnostics";
import type { Rule, XmapFile } from "@xmap/grammar";
import { withoutComments } from "./text-splice.ts";

/** Where a rule's modifiers stand, their words included; undefined for those that it does not have. */
export interface ModifierPlaces {
  readonly via: Span | undefined;
  readonly otherwise: Span | undefined;
  readonly condition: Span | undefined;
  readonly once: Span | undefined;
  readonly key: Span | undefined;
  readonly master: Span | undefined;
}

/** Finds the words that the tree has no places for between the parts that it has. */
export function modifierPlaces(file: XmapFile, rule: Rule): ModifierPlaces {
  const text = withoutComments(file);
  const { via, condition, master } = rule;
  const parts = [rule.target, via, condition, master].flatMap((part) => (part === undefined ? [] : [part.span]));
  return {
    via: via?.span,
    otherwise: via?.otherwise === undefined ? undefined : wordBefore(text, "else", via.otherwise.span),
    condition: condition === undefined ? undefined : wordBefore(text, "when", condition.span),
    once: rule.once ? loneWord(text, "once", rule.span, parts) : undefined,
    key: rule.key ? loneWord(text, "key", rule.span, parts) : undefined,
    master: master === undefined ? undefined : wordBefore(text, "master", master.span),
  };
}

/** A part with the word that stands before it. */
function wordBefore(text: string, word: string, { start, end }: Span): Span {
  return { start: text.lastIndexOf(word, start - 1), end };
}

/** A word of the rule outside of its parts: behind its target or, in a rule from right to left, its sources. */
function loneWord(text: string, word: string, rule: Span, parts: readonly Span[]): Span | undefined {
  for (const { index } of text.slice(0, rule.end).matchAll(new RegExp(`(?<![\\w$.])${word}(?![\\w$])`, "g"))) {
    const isInside = parts.some(({ start, end }) => start <= index && index < end);
    if (index > (parts[0]?.end ?? rule.start) && !isInside) return { start: index, end: index + word.length };
  }
  return undefined;
}
