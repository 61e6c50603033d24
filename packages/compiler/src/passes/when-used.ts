import { binary, type Code, type Local, literal, meaningOf } from "../ir/code.ts";
import type { BlockIr, EntryIr, LetIr, RequestIr } from "../ir/module.ts";
import { localsIn } from "../ir/walk-code.ts";

/** More conditions than this read worse than a question too many. */
const MOST_CONDITIONS = 2;

/**
 * A block whose `let`s that ask for something have the condition under which a rule uses their answers, where all uses
 * stand under conditions. `read` is what the block's guards read. Inner blocks are treated in the same way.
 */
export function askWhenUsed(block: BlockIr, read: readonly Code[] = []): BlockIr {
  const entries = block.entries.map(
    (entry): EntryIr =>
      entry.kind === "nested" || entry.kind === "line" || entry.kind === "lines"
        ? { ...entry, block: askWhenUsed(entry.block) }
        : entry,
  );
  const lets: LetIr[] = [];
  for (const [index, item] of block.lets.entries()) {
    if (item.request === undefined) {
      lets.push(item);
      continue;
    }
    const later = block.lets.slice(index + 1);
    const affected = dependents(item.local, later);
    const hidden = new Set([item.local, ...later.map((each) => each.local)]);
    const uses = [
      ...later
        .filter((each) => each.request !== undefined && usesAny(requestCodes(each.request), affected))
        .map(ALWAYS),
      ...(usesAny(read, affected) ? [undefined] : []),
      ...usesIn(entries, affected, hidden),
    ];
    lets.push({ ...item, condition: anyOf(uses) });
  }
  return { lets, entries };
}

const ALWAYS = (): undefined => undefined;

/** The condition of each use; undefined: it is always used there. */
type Uses = readonly (Code | undefined)[];

function anyOf(uses: Uses): Code | undefined {
  const conditions = new Map<string, Code>();
  for (const use of uses) {
    if (use === undefined) return undefined;
    conditions.set(meaningOf(use), use);
  }
  if (conditions.size > MOST_CONDITIONS) return undefined;
  const [first = literal(false), ...others] = conditions.values();
  return others.reduce<Code>((left, right) => binary("||", left, right), first);
}

/** A local with those that are made of it. */
function dependents(start: Local, lets: readonly LetIr[]): ReadonlySet<Local> {
  const found = new Set<Local>([start]);
  for (const item of lets) if (usesAny([item.code], found)) found.add(item.local);
  return found;
}

function usesAny(codes: readonly Code[], locals: ReadonlySet<Local>): boolean {
  return [...localsIn(codes)].some((each) => locals.has(each));
}

/** `hidden`: what is not known where the `let` stands, so that a condition cannot be asked there. */
function usesIn(entries: readonly EntryIr[], affected: ReadonlySet<Local>, hidden: ReadonlySet<Local>): Uses {
  return entries.flatMap((entry) => usesOf(entry, affected, hidden));
}

function usesOf(entry: EntryIr, affected: ReadonlySet<Local>, hidden: ReadonlySet<Local>): Uses {
  switch (entry.kind) {
    case "rule": {
      const codes = [entry.code, ...entry.needed, ...(entry.request === undefined ? [] : requestCodes(entry.request))];
      const { condition } = entry;
      if (condition === undefined) return usesAny(codes, affected) ? [undefined] : [];
      if (usesAny([condition], affected)) return [undefined];
      if (!usesAny(codes, affected)) return [];
      return [usesAny([condition], hidden) ? undefined : condition];
    }
    case "include":
      return usesAny([entry.argument], affected) ? [undefined] : [];
    case "nested":
    case "line":
    case "lines": {
      const own = entry.kind === "lines" ? [entry.list, entry.identity] : contextCodes(entry);
      if (usesAny(own, affected)) return [undefined];
      const made = entry.kind === "lines" ? [entry.item] : entry.constant === undefined ? [] : [entry.constant.local];
      const { lets } = entry.block;
      const inner = new Set([...hidden, ...made, ...lets.map((item) => item.local)]);
      const reached = new Set(affected);
      for (const item of lets) if (usesAny([item.code], reached)) reached.add(item.local);
      const asking = lets.some((item) => item.request !== undefined && usesAny(requestCodes(item.request), affected));
      return [...(asking ? [undefined] : []), ...usesIn(entry.block.entries, reached, inner)];
    }
  }
}

function contextCodes(entry: Extract<EntryIr, { kind: "nested" | "line" }>): readonly Code[] {
  return [
    ...(entry.constant === undefined ? [] : [entry.constant.code]),
    ...(entry.doubtful === undefined ? [] : [entry.doubtful]),
  ];
}

/** What a request is made of. */
export function requestCodes(request: RequestIr): readonly Code[] {
  switch (request.kind) {
    case "lookup":
      return request.keys;
    case "lookupEach":
      return [request.keys];
    case "reference":
      return [request.record];
  }
}
