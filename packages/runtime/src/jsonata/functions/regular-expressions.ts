import { isFunction } from "../callable.ts";
import { JsonataError } from "../jsonata-error.ts";
import { mark, SEQUENCE } from "../sequence.ts";
import { native } from "./native.ts";

/** What a matching function answers. */
interface Match {
  readonly match: string;
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
  readonly next: () => unknown;
}

/** Asks a matching function; nothing is undefined. */
function ask(matcher: unknown, given: readonly unknown[]): Match | undefined {
  if (!isFunction(matcher)) throw new JsonataError("T0410", { value: matcher, index: 2 });
  const answer = matcher(...given);
  if (!answer) return undefined;
  const { start, end, groups, next } = answer as Partial<Match>;
  if (!(typeof start === "number" || typeof end === "number" || Array.isArray(groups) || isFunction(next)))
    throw new JsonataError("T1010");
  return answer as Match;
}

export const contains = native("contains", "<s-(sf):b>", (_run, _context, [text, token]) => {
  if (text === undefined || token === undefined) return undefined;
  if (typeof token === "string") return (text as string).includes(token);
  return ask(token, [text]) !== undefined;
});

export const match = native("match", "<s-f<s:o>n?:a<o>>", (run, _context, given) => {
  const [text, matcher, limit] = given as [string | undefined, unknown, number | undefined];
  if (text === undefined) return undefined;
  if (limit !== undefined && limit < 0) throw new JsonataError("D3040", { value: limit, index: 3 });
  const most = limit ?? Number.POSITIVE_INFINITY;
  const found: unknown[] = mark([], SEQUENCE);
  let next = most > 0 ? ask(matcher, [text]) : undefined;
  while (next !== undefined && found.length < most) {
    run.tick();
    found.push({ match: next.match, index: next.start, groups: next.groups });
    next = ask(next.next, []);
  }
  return found;
});

export const split = native("split", "<s-(sf)n?:a<s>>", (run, _context, given) => {
  const [text, separator, limit] = given as [string | undefined, unknown, number | undefined];
  if (text === undefined) return undefined;
  if (limit !== undefined && limit < 0) throw new JsonataError("D3020", { value: limit, index: 3 });
  if (limit !== undefined && !(limit > 0)) return [];
  if (typeof separator === "string") return text.split(separator, limit);
  const most = limit ?? Number.POSITIVE_INFINITY;
  const parts: string[] = [];
  let start = 0;
  let next = ask(separator, [text]);
  if (next === undefined) return [text];
  while (next !== undefined && parts.length < most) {
    run.tick();
    parts.push(text.slice(start, next.start));
    start = next.end;
    next = ask(next.next, []);
  }
  if (parts.length < most) parts.push(text.slice(start));
  return parts;
});

export const replace = native("replace", "<s-(sf)(sf)n?:s>", (run, _context, given) => {
  const [text, pattern, replacement, limit] = given as [string | undefined, unknown, unknown, number | undefined];
  if (text === undefined) return undefined;
  if (pattern === "") throw new JsonataError("D3010", { value: pattern, index: 2 });
  if (limit !== undefined && limit < 0) throw new JsonataError("D3011", { value: limit, index: 4 });
  const most = limit ?? Number.POSITIVE_INFINITY;
  if (!(most > 0)) return text;
  if (typeof pattern === "string") return replaceText(text, pattern, String(replacement), most);
  let result = "";
  let position = 0;
  let count = 0;
  let next = ask(pattern, [text]);
  while (next !== undefined && count < most) {
    run.tick();
    result += text.slice(position, next.start) + substitute(next, replacement);
    position = next.start + next.match.length;
    count += 1;
    next = ask(next.next, []);
  }
  return result + text.slice(position);
});

function replaceText(text: string, pattern: string, replacement: string, most: number): string {
  let result = "";
  let position = 0;
  let at = text.indexOf(pattern);
  for (let count = 0; at >= 0 && count < most; count += 1) {
    result += text.slice(position, at) + replacement;
    position = at + pattern.length;
    at = text.indexOf(pattern, position);
  }
  return result + text.slice(position);
}

function substitute(found: Match, replacement: unknown): string {
  if (typeof replacement === "string") return fillIn(found, replacement);
  if (!isFunction(replacement)) throw new JsonataError("T0410", { value: replacement, index: 3 });
  const text = replacement(found);
  if (typeof text !== "string") throw new JsonataError("D3012", { value: text });
  return text;
}

/** `$0` is the match, `$$` a dollar, `$n` a group: of as many digits as there are groups for. */
function fillIn({ match: whole, groups }: Match, replacement: string): string {
  let filled = "";
  let position = 0;
  for (let at = replacement.indexOf("$"); at >= 0; at = replacement.indexOf("$", position)) {
    filled += replacement.slice(position, at);
    position = at + 1;
    const next = replacement.charAt(position);
    if (next === "$" || next === "0") {
      filled += next === "$" ? "$" : whole;
      position += 1;
      continue;
    }
    const digits = groups.length === 0 ? 1 : String(groups.length).length;
    let group = leadingNumber(replacement.slice(position, position + digits));
    if (digits > 1 && group !== undefined && group > groups.length)
      group = leadingNumber(replacement.slice(position, position + digits - 1));
    if (group === undefined) {
      filled += "$";
      continue;
    }
    filled += groups[group - 1] ?? "";
    position += String(group).length;
  }
  return filled + replacement.slice(position);
}

function leadingNumber(text: string): number | undefined {
  const number = Number.parseInt(text, 10);
  return Number.isNaN(number) ? undefined : number;
}
