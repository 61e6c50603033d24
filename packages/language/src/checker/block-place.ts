import type { Scope } from "../expressions/scope.ts";
import type { EntitySymbol } from "../program.ts";
import type { RecordType } from "../types/type.ts";
import type { WrittenTarget } from "./written-target.ts";

/** Gives each part its own id: the second of an equal one gets `/2`. */
export interface IdRegistry {
  next(id: string): string;
}

/** An empty registry. */
export function createIdRegistry(): IdRegistry {
  const counts = new Map<string, number>();
  return {
    next(id) {
      const count = (counts.get(id) ?? 0) + 1;
      counts.set(id, count);
      return count === 1 ? id : `${id}/${count}`;
    },
  };
}

/** Where rules stand: what they see and what they write into. */
export interface BlockPlace {
  readonly scope: Scope;
  /** What a record of the context is called where an expression has no better name. */
  readonly contextName: string;
  readonly target: RecordType;
  /** The entity whose record is written, unless the rules are included somewhere. */
  readonly entity: EntitySymbol | undefined;
  /** From the entity's whole record to `target`. */
  readonly targetPath: readonly string[];
  readonly id: string;
  readonly ids: IdRegistry;
  readonly written: WrittenTarget[];
  /** Lists that are filled so far with the names of their origins. */
  readonly origins: Map<string, string[]>;
}
