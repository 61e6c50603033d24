import type { Code } from "../ir/code.ts";
import type { BlockIr, EntryIr, RequestIr } from "../ir/module.ts";
import { foldConstants, isLiteral } from "./fold-constants.ts";

/** A block with its constants folded: a rule that always applies has no condition, one that never does asks for nothing. */
export function simplifyBlock(block: BlockIr): BlockIr {
  return {
    lets: block.lets.map((item) => ({
      ...item,
      code: foldConstants(item.code),
      request: item.request === undefined ? undefined : simplifyRequest(item.request),
    })),
    entries: block.entries.map(simplifyEntry),
  };
}

function simplifyEntry(entry: EntryIr): EntryIr {
  switch (entry.kind) {
    case "rule": {
      const condition = entry.condition === undefined ? undefined : foldConstants(entry.condition);
      const never = isLiteral(condition, false);
      return {
        ...entry,
        code: foldConstants(entry.code),
        request: entry.request === undefined || never ? undefined : simplifyRequest(entry.request),
        condition: isLiteral(condition, true) ? undefined : condition,
        needed: never ? [] : entry.needed.map(foldConstants),
        checks: never ? undefined : entry.checks,
      };
    }
    case "nested":
    case "line":
      return {
        ...entry,
        constant:
          entry.constant === undefined
            ? undefined
            : { local: entry.constant.local, code: foldConstants(entry.constant.code) },
        block: simplifyBlock(entry.block),
      };
    case "lines":
      return { ...entry, list: foldConstants(entry.list), block: simplifyBlock(entry.block) };
    case "include":
      return entry;
  }
}

function simplifyRequest(request: RequestIr): RequestIr {
  switch (request.kind) {
    case "lookup":
      return { ...request, keys: request.keys.map(foldConstants) };
    case "lookupEach":
      return { ...request, keys: foldConstants(request.keys) };
    case "reference":
      return { ...request, record: foldConstants(request.record) };
  }
}

/** `condition ? chosen : otherwise`, of which a literal condition leaves one. */
export function choose(condition: Code, chosen: Code, otherwise: Code): Code {
  return foldConstants({ kind: "conditional", condition, chosen, otherwise });
}
