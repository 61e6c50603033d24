import type { ValueType } from "../types/type.ts";
import type { Facts } from "./facts.ts";

/** A `let` as expressions see it. */
export interface ScopedLet {
  readonly value: ValueType;
  /** Called when an expression uses it. */
  readonly use: () => void;
}

/** The variables of a block, a function or a path; assignments go into the innermost frame. */
export interface Frame {
  readonly variables: Map<string, ValueType>;
  readonly outer: Frame | undefined;
}

/** What `$`, `$$`, `%` and `$name` mean at a place. */
export interface Scope {
  readonly context: ValueType;
  readonly root: ValueType;
  readonly lets: ReadonlyMap<string, ScopedLet>;
  /** The root is the record of a flow's names: the money of two systems may be compared. */
  readonly flow: boolean;
  /** Variables that the expression itself binds; made when an expression begins. */
  readonly frame?: Frame;
  /** What `%` leads to, the nearest first. */
  readonly ancestors?: readonly ValueType[];
  /** What conditions around the place have made sure of. */
  readonly facts?: Facts;
  /** The place is reached under a condition: what is assigned there may not be. */
  readonly conditional?: boolean;
}

/** The same scope with another `$`, which `%` leads away from by its own ancestors. */
export function withContext(scope: Scope, context: ValueType, ancestors: readonly ValueType[] = []): Scope {
  const { facts, ...others } = scope;
  const kept = facts?.withoutContext(isWholeRecord(scope));
  return { ...others, context, ancestors, ...(kept === undefined ? {} : { facts: kept }) };
}

/** Whether `$` is the whole record, so that its fields are those of `$$`. */
export function isWholeRecord({ context, root }: Scope): boolean {
  return context.type === root.type;
}

/** The same scope with one more `$name`. */
export function withLet(scope: Scope, name: string, entry: ScopedLet): Scope {
  return { ...scope, lets: new Map(scope.lets).set(name, entry) };
}

/** The same scope with a frame of its own. */
export function withFrame(scope: Scope, variables: Iterable<readonly [string, ValueType]> = []): Scope {
  const { conditional, ...others } = scope;
  return { ...others, frame: { variables: new Map(variables), outer: scope.frame } };
}

/** A variable that the expression itself has bound. */
export function boundVariable(scope: Scope, name: string): ValueType | undefined {
  for (let { frame } = scope; frame !== undefined; frame = frame.outer) {
    const value = frame.variables.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}
