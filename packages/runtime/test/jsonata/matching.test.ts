import fc from "fast-check";
import { expect, it } from "vitest";
import { JsonataError } from "../../src/jsonata/jsonata-error.ts";
import { boundedSearch, matcherOf } from "../../src/jsonata/matching/matcher.ts";
import type { Search } from "../../src/jsonata/matching/search.ts";

const letter = fc.constantFrom("a", "b", "c", "[ab]", "[^a]", ".", "\\w", "\\d", "\\b", "^", "$", "B", "[a-c]");
const quantifier = fc.constantFrom("", "", "*", "+", "?", "*?", "+?", "{2}", "{1,2}", "{1,}?");
const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4 },
    letter,
    fc
      .tuple(
        letter.filter((text) => !/^(\^|\$|\\b)$/.test(text)),
        quantifier,
      )
      .map((parts) => parts.join("")),
    fc.tuple(tie("pattern"), tie("pattern")).map((parts) => parts.join("")),
    fc.tuple(tie("pattern"), tie("pattern")).map((parts) => `(${parts.join("|")})`),
    fc.tuple(tie("pattern"), quantifier).map(([body, count]) => `(${body})${count}`),
    fc.tuple(tie("pattern"), quantifier).map(([body, count]) => `(?:${body})${count}`),
    tie("pattern").map((body) => `(?=${body})`),
    tie("pattern").map((body) => `(?!${body})`),
  ),
}));

/** Undefined for the few constructs that the bounded search refuses. */
function searchOf(source: string, flags: string): Search | undefined {
  try {
    return boundedSearch(source, flags);
  } catch {
    return undefined;
  }
}

it("the bounded search finds what RegExp finds", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "A", "1", "\n", " "), maxLength: 12 });
  const flags = fc.constantFrom("", "i", "m");
  fc.assert(
    fc.property(pattern, text, flags, (source, subject, flag) => {
      const search = searchOf(source, flag);
      fc.pre(search !== undefined);
      const native = new RegExp(source, flag).exec(subject);
      const slots = search.find(subject, 0, () => undefined);
      const groups = slots === undefined ? undefined : groupsOf(subject, slots);
      expect(groups).toEqual(native === null ? undefined : [...native]);
    }),
    { numRuns: 2_000, seed: 20_261_121 },
  );
});

function groupsOf(text: string, slots: readonly number[]): readonly (string | undefined)[] {
  const groups: (string | undefined)[] = [];
  for (let slot = 0; slot < slots.length; slot += 2) {
    const [start = -1, end = -1] = slots.slice(slot, slot + 2);
    groups.push(start < 0 || end < 0 ? undefined : text.slice(start, end));
  }
  return groups;
}

it.each([
  ["(a+)+$", `${"a".repeat(20_000)}b`],
  ["(a|a)*b", "a".repeat(20_000)],
  ["(.*)*x", "y".repeat(20_000)],
  ["a*a*a*a*a*b", "a".repeat(20_000)],
  ["^(([a-z])+.)+[A-Z]([a-z])+$", "a".repeat(20_000)],
])("%s gives up on a long text in few steps", (source, text) => {
  let steps = 0;
  const found = matcherOf(source, "")(text, 0, () => {
    steps += 1;
  });
  expect(found).toBeUndefined();
  expect(steps).toBeLessThan(3_000_000);
});

it("a pattern that cannot be bounded is refused on a long text, and works on a short one", () => {
  const matcher = matcherOf("(?<=x)a+b", "");
  expect(matcher("xaab", 0, () => undefined)?.match).toBe("aab");
  expect(() => matcherOf("(?<=x)(a+)+b", "")("xab", 0, () => undefined)).toThrow(JsonataError);
});

it("back references are followed, step by step against the limit", () => {
  const find = matcherOf("(a+)-\\1(b|c)*", "");
  expect(find("aa-aabcb", 0, () => undefined)?.groups).toEqual(["aa", "b"]);
  let steps = 0;
  const bounded = (): void => {
    steps += 1;
    if (steps > 1_000) throw new JsonataError("U1001");
  };
  expect(() => matcherOf("(a|b)*(a|b)*\\1c", "")("ab".repeat(500), 0, bounded)).toThrow("more than it may");
});
