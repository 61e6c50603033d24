import { type CallCode, type Code, help } from "../ir/code.ts";

/**
 * A call that would make lists only to take one item of them, as a call that makes none: `single(list.filter(fits).map(read),
 * rule)` becomes `singleOf(list, fits, read, rule)`. Undefined for every other call.
 */
export function onePassCall({ callee, arguments: given }: CallCode): CallCode | undefined {
  const [listed, rule] = given;
  if (callee.kind !== "helper" || callee.name !== "single" || listed === undefined || rule === undefined)
    return undefined;
  const read = methodCall(listed, "map");
  const kept = read === undefined ? undefined : methodCall(read.list, "filter");
  return read === undefined || kept === undefined ? undefined : help("singleOf", kept.list, kept.work, read.work, rule);
}

/** A method of lists that is given a function of the item alone. */
function methodCall(code: Code, name: string): { readonly list: Code; readonly work: Code } | undefined {
  if (code.kind !== "call" || code.callee.kind !== "property" || code.callee.name !== name) return undefined;
  const [work, ...others] = code.arguments;
  const isOfItem = work?.kind === "arrow" && work.parameters.length === 1;
  return isOfItem && others.length === 0 && !code.callee.optional ? { list: code.callee.object, work } : undefined;
}
