import type { FunctionValue } from "./callable.ts";
import { JsonataError } from "./jsonata-error.ts";
import { type Match, matcherOf } from "./matching/matcher.ts";
import type { Run } from "./run.ts";

/** `/pattern/flags` as a function from a text to its first match. */
export function regularExpression(run: Run, at: number, pattern: string, flags: string): FunctionValue {
  const search = matcherOf(pattern, flags);
  const tick = (): void => run.tick();
  const find = (text: unknown, from: unknown): unknown => {
    const subject = String(text);
    const found = search(subject, Number(from) || 0, tick);
    return found === undefined ? undefined : answer(subject, found);
  };
  const answer = (text: string, found: Match): unknown => ({
    match: found.match,
    start: found.start,
    end: found.end,
    groups: found.groups,
    next: () => {
      if (found.end >= text.length) return undefined;
      const following = search(text, found.end, tick);
      if (following?.match === "") throw new JsonataError("D1004", { at, value: pattern });
      return following === undefined ? undefined : answer(text, following);
    },
  });
  return find;
}
