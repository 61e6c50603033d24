import { JsonataError } from "../jsonata-error.ts";
import { type Pattern, type ReadPattern, readPattern, UnknownConstruct } from "./pattern.ts";
import { programOf } from "./program.ts";
import { Search } from "./search.ts";

/** Finds the first match from a place on: where it starts, its text and groups. */
export type Matcher = (text: string, from: number, tick: () => void) => Match | undefined;

export interface Match {
  readonly start: number;
  readonly end: number;
  readonly match: string;
  readonly groups: readonly (string | undefined)[];
}

/** RegExp is trusted with as many steps as this at worst. */
const MOST_STEPS = 1e7;
/** A count as high as this is as bad as none. */
const HIGH_COUNT = 10;

const matchers = new Map<string, Matcher>();
const MOST_MATCHERS = 1_000;

/**
 * The matcher of a regular expression. RegExp can take exponential time, so it is used only where its worst case is small:
 * without repetition in repetition, on texts that are short for the number of repetitions.
 * Everything else goes through a search of our own that takes linear time.
 */
export function matcherOf(source: string, flags: string): Matcher {
  const key = `${flags}/${source}`;
  const known = matchers.get(key);
  if (known !== undefined) return known;
  const matcher = makeMatcher(source, flags);
  if (matchers.size >= MOST_MATCHERS) matchers.clear();
  matchers.set(key, matcher);
  return matcher;
}

function makeMatcher(source: string, flags: string): Matcher {
  const native = nativeMatcher(source, flags);
  const bounded = boundedMatcher(source, flags);
  const longest = longestForNative(source, flags);
  return (text, from, tick) => (text.length <= longest ? native : bounded)(text, from, tick);
}

function nativeMatcher(source: string, flags: string): Matcher {
  const expression = new RegExp(source, `${flags}g`);
  return (text, from) => {
    expression.lastIndex = from;
    const found = expression.exec(text);
    if (found === null) return undefined;
    return { start: found.index, end: found.index + found[0].length, match: found[0], groups: found.slice(1) };
  };
}

/** Made when it is first needed. */
function boundedMatcher(source: string, flags: string): Matcher {
  let search: Search | undefined;
  return (text, from, tick) => {
    search ??= boundedSearch(source, flags);
    const slots = search.find(text, from, tick);
    if (slots === undefined) return undefined;
    const [start = 0, end = 0] = slots;
    const groups: (string | undefined)[] = [];
    for (let slot = 2; slot < slots.length; slot += 2) {
      const [first = -1, last = -1] = slots.slice(slot, slot + 2);
      groups.push(first < 0 || last < 0 ? undefined : text.slice(first, last));
    }
    return { start, end, match: text.slice(start, end), groups };
  };
}

/** A search that takes linear time. Throws U1001 for constructs that it does not have. */
export function boundedSearch(source: string, flags: string): Search {
  const ignoresCase = flags.includes("i");
  try {
    const read = readPattern(source, ignoresCase);
    refuseEndless(read);
    return new Search(programOf(read.pattern), read, { ignoresCase, isMultiline: flags.includes("m") });
  } catch (error) {
    if (!(error instanceof UnknownConstruct)) throw error;
    throw new JsonataError("U1001", { value: `time for the regular expression ${source}`, cause: error });
  }
}

/** Repetitions of what can be empty need rules that the search does not have, unless they are plain greedy loops. */
function refuseEndless({ pattern, hasBackReferences }: ReadPattern): void {
  visit(pattern, (part) => {
    if (part.kind !== "repeat" || !canBeEmpty(part.body)) return;
    const isCounted = part.most !== Number.POSITIVE_INFINITY && part.most > part.least;
    if (hasBackReferences || isCounted || hasLazyPart(part)) throw new UnknownConstruct("()?");
  });
}

function hasLazyPart(pattern: Pattern): boolean {
  let isLazy = false;
  visit(pattern, (part) => {
    if (part.kind === "repeat" && part.isLazy) isLazy = true;
  });
  return isLazy;
}

/** The longest text on which RegExp takes few steps at worst. */
function longestForNative(source: string, flags: string): number {
  try {
    const { pattern } = readPattern(source, flags.includes("i"));
    return hasNestedRepetition(pattern) ? 0 : longestFor(countLoops(pattern));
  } catch (error) {
    if (!(error instanceof UnknownConstruct)) throw error;
    const loops = source.match(/[*+]|\{\d+,/g)?.length ?? 0;
    return loops > 1 && /\)[*+{]/.test(source) ? 0 : longestFor(loops);
  }
}

function longestFor(loops: number): number {
  return loops === 0 ? Number.POSITIVE_INFINITY : MOST_STEPS ** (1 / (loops + 1));
}

function childrenOf(pattern: Pattern): readonly Pattern[] {
  switch (pattern.kind) {
    case "sequence":
      return pattern.parts;
    case "choice":
      return pattern.options;
    case "group":
    case "look":
    case "repeat":
      return [pattern.body];
    default:
      return [];
  }
}

function visit(pattern: Pattern, look: (part: Pattern) => void): void {
  look(pattern);
  for (const child of childrenOf(pattern)) visit(child, look);
}

function isLoop(pattern: Pattern): boolean {
  return pattern.kind === "repeat" && pattern.most > HIGH_COUNT;
}

function countLoops(pattern: Pattern): number {
  let count = 0;
  visit(pattern, (part) => {
    if (isLoop(part) || part.kind === "back") count += 1;
  });
  return count;
}

/** Whether a loop holds a choice or another repetition, so that one text can be split up in many ways. */
function hasNestedRepetition(pattern: Pattern): boolean {
  let isNested = false;
  visit(pattern, (part) => {
    if (part.kind !== "repeat" || part.most <= 1) return;
    visit(part.body, (inner) => {
      if (inner.kind === "choice" || inner.kind === "back") isNested = true;
      if (inner.kind === "repeat" && inner.most !== inner.least) isNested = true;
    });
  });
  return isNested;
}

function canBeEmpty(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case "unit":
      return false;
    case "sequence":
      return pattern.parts.every(canBeEmpty);
    case "choice":
      return pattern.options.some(canBeEmpty);
    case "group":
      return canBeEmpty(pattern.body);
    case "repeat":
      return pattern.least === 0 || canBeEmpty(pattern.body);
    default:
      return true;
  }
}
