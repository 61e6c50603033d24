import type { BindingDeclaration, RuleItem } from "@xmap/grammar";
import type { Scope } from "../expressions/scope.ts";
import type { EntitySymbol } from "../program.ts";
import { present } from "../types/make-type.ts";
import type { RecordType } from "../types/type.ts";
import { type BlockPlace, createIdRegistry } from "./block-place.ts";

/** Where the rules of one direction stand: they read a record of `source` and write one of `target`. */
export function placeOf(id: string, source: RecordType, contextName: string, target: EntitySymbol): BlockPlace {
  const scope: Scope = { context: present(source), root: present(source), lets: new Map(), flow: false };
  return {
    scope,
    contextName,
    target: target.type,
    entity: target,
    targetPath: [],
    id,
    ids: createIdRegistry(),
    written: [],
    origins: new Map(),
  };
}

/** Whether a binding's item is a rule, a `let` or an `include`. */
export function isRuleItem(item: BindingDeclaration["items"][number]): item is RuleItem {
  return item.kind !== "Guard" && item.kind !== "MasterClause";
}
