import type { ValueType } from "../types/type.ts";

/** A `let` as expressions see it. */
export interface ScopedLet {
  readonly value: ValueType;
  /** Called when an expression uses it. */
  readonly use: () => void;
}

/** What `$`, `$$` and `$name` mean at a place. */
export interface Scope {
  readonly context: ValueType;
  readonly root: ValueType;
  readonly lets: ReadonlyMap<string, ScopedLet>;
  /** The root is the record of a flow's names: the money of two systems may be compared. */
  readonly flow: boolean;
}

/** The same scope with another `$`. */
export function withContext(scope: Scope, context: ValueType): Scope {
  return { ...scope, context };
}

/** The same scope with one more `$name`. */
export function withLet(scope: Scope, name: string, entry: ScopedLet): Scope {
  return { ...scope, lets: new Map(scope.lets).set(name, entry) };
}
