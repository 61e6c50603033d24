import type { Type } from "@xmap/language";
import { CompileError } from "../compile-error.ts";
import type { Code } from "../ir/code.ts";
import { binary, help, list, literal, UNDEFINED } from "../ir/code.ts";
import type { Origin } from "./usage.ts";

/** An expression in TypeScript with what is known of its value. Sequences are lists that are never absent. */
export interface Lowered {
  readonly code: Code;
  readonly type: Type;
  readonly absent: boolean;
  readonly null: boolean;
  /** Absent by itself; else only because a step before it in its optional chain is. */
  readonly ownAbsent: boolean;
  /** Items of a list may be null. */
  readonly itemNull: boolean;
  /** Made of lists of items: of one item JSONata gives its list as it is, also an empty one. */
  readonly isRaw: boolean;
  /** Money as a scaled whole number instead of an amount; for lists, their items. */
  readonly scaled: boolean;
  /** The currency of money, or of the money in a list. */
  readonly currency: Code | undefined;
  /** It may be the mark of a field that is left as it is, which only a rule's target understands. */
  readonly keeps: boolean;
  /** What it is in the source, for a value that nothing is known of. */
  readonly described: string | undefined;
  /** Its records have the type that is known here at run time only: what is read of them is looked at. */
  readonly loose: boolean;
  /** Where a record, or the records of a list, stand in their entities. */
  readonly origins: readonly Origin[];
  /** The whole record that it is a part of, for the currencies of its amounts. */
  readonly whole: Lowered | undefined;
}

export interface LoweredFacts {
  readonly absent?: boolean;
  readonly null?: boolean;
  readonly ownAbsent?: boolean;
  readonly itemNull?: boolean;
  readonly isRaw?: boolean;
  readonly scaled?: boolean;
  readonly currency?: Code | undefined;
  readonly loose?: boolean;
  readonly keeps?: boolean;
  readonly described?: string | undefined;
  readonly origins?: readonly Origin[];
  readonly whole?: Lowered | undefined;
}

export function lowered(code: Code, type: Type, facts: LoweredFacts = {}): Lowered {
  const absent = facts.absent ?? false;
  return {
    code,
    type,
    absent,
    null: facts.null ?? false,
    ownAbsent: facts.ownAbsent ?? absent,
    itemNull: facts.itemNull ?? false,
    isRaw: facts.isRaw ?? false,
    scaled: facts.scaled ?? false,
    currency: facts.currency,
    loose: facts.loose ?? false,
    keeps: facts.keeps ?? false,
    described: facts.described,
    origins: facts.origins ?? [],
    whole: facts.whole,
  };
}

/** The same value under another code. */
export function withCode(value: Lowered, code: Code, facts: LoweredFacts = {}): Lowered {
  return { ...value, ownAbsent: facts.absent ?? value.absent, ...facts, code };
}

/** The value where no field is written: the mark is no value there. */
export function asUnkept(value: Lowered): Lowered {
  return value.keeps ? withCode(value, help("withoutKeep", value.code), { absent: true, keeps: false }) : value;
}

export const TEXT: Type = { kind: "text" };
export const NUMBER: Type = { kind: "number", integer: false };
export const BOOLEAN: Type = { kind: "boolean" };
export const UNKNOWN: Type = { kind: "unknown" };
export const ABSENT: Lowered = lowered(UNDEFINED, UNKNOWN, { absent: true });

export function isList(value: Lowered): boolean {
  return value.type.kind === "list";
}
export function isSequence(value: Lowered): boolean {
  return value.type.kind === "list" && value.type.sequence;
}
export function isMoney(value: Lowered): boolean {
  return value.type.kind === "money";
}
/** Surely there and not null. */
export function isPresent(value: Lowered): boolean {
  return !value.absent && !value.null;
}

/** What TypeScript has it as, when that is one primitive type. */
export function primitiveOf(type: Type): "string" | "number" | "boolean" | undefined {
  switch (type.kind) {
    case "text":
    case "instant":
    case "day":
      return "string";
    case "number":
    case "decimal":
    case "money":
      return "number";
    case "boolean":
      return "boolean";
    case "reference":
      return type.base === "integer" ? "number" : "string";
    case "union": {
      const kinds = new Set(type.members.map(primitiveOf));
      const [only] = kinds;
      return kinds.size === 1 ? only : undefined;
    }
    case "enumeration": {
      const kinds = new Set(type.values.map((value) => typeof value));
      const [only] = kinds;
      return kinds.size === 1 && (only === "string" || only === "number" || only === "boolean") ? only : undefined;
    }
    default:
      return undefined;
  }
}

/** The value where it stands for no more than its items; it is computed exactly else. */
export function settled(value: Lowered): Lowered {
  if (value.isRaw && isSequence(value)) throw new CompileError("a list of one item is kept as it is");
  return value;
}

/** A list that is there: no value is an empty one, one value a list of one. */
export function asList(value: Lowered): Lowered {
  if (value.type.kind === "list") {
    if (isPresent(value)) return value;
    return withCode(value, binary("??", value.code, list([])), { absent: false, null: false });
  }
  const type: Type = { kind: "list", item: value.type, sequence: true };
  if (isPresent(value)) return { ...withCode(value, list([value.code])), type };
  return { ...withCode(value, help("list", value.code), { absent: false, null: false }), type };
}

/** JSONata's value of a sequence: none is absent, one stands for itself. Several make a run-time error that names the rule. */
export function asSingle(value: Lowered, rule: string): Lowered {
  if (value.type.kind !== "list" || !value.type.sequence) return value;
  return {
    ...withCode(value, help("single", value.code, literal(rule)), { absent: true, null: value.itemNull }),
    type: value.type.item,
  };
}
