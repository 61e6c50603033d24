import { itemMayBeNull } from "../types/classify.ts";
import type { ValueType } from "../types/type.ts";
import type { Scope } from "./scope.ts";

/** What a path has come to. */
export interface PathState {
  readonly value: ValueType;
  /** What `%` leads to from there, the nearest first. */
  readonly ancestors: readonly ValueType[];
  /** The scope with the variables that the path has bound. */
  readonly scope: Scope;
}

/** One value of a list, or the value itself. */
export function elementOf(value: ValueType): ValueType {
  if (value.type.kind !== "list") return value;
  return { type: value.type.item, mayBeAbsent: false, mayBeNull: itemMayBeNull(value) };
}
