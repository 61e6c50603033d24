import type { Value } from "@xmap/contract";
import { MappingError } from "./mapping-error.ts";

/** What helpers take: a value, a record typed by an interface, or nothing. */
export type Input = Value | object | undefined;

/** A short form of a value for messages. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Text or undefined; a MappingError T0410 for anything else. */
export function requireText(value: Input, operation: string): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  throw new MappingError("T0410", `${operation} needs text, not ${show(value)}`);
}

/** A number or undefined; a MappingError T0410 for anything else. */
export function requireNumber(value: Input, operation: string): number | undefined {
  if (value === undefined || typeof value === "number") return value;
  throw new MappingError("T0410", `${operation} needs a number, not ${show(value)}`);
}

/** The numbers of a list, of one number, or undefined; a MappingError T0412 for other members. */
export function requireNumbers(value: Input, operation: string): readonly number[] | undefined {
  if (value === undefined) return undefined;
  const members: readonly unknown[] = Array.isArray(value) ? value : [value];
  return members.map((member) => {
    if (typeof member === "number") return member;
    throw new MappingError("T0412", `${operation} needs numbers, not ${show(member)}`);
  });
}
