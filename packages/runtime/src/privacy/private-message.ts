import type { Value } from "@xmap/contract";
import { ErasedTexts } from "./erased-texts.ts";
import { personalTexts } from "./personal-texts.ts";

const LEFT_OUT = "***";
const EMAIL = /[^\s@"'<>(),;:=]+@[^\s@"'<>(),;:=]+\.[^\s@"'<>(),;:=]+/g;
/** With the country's code or the zero that stands for it; other long numbers are keys and amounts. */
const PHONE = /(?<![\w./-])(?:\+|0)\d(?:[ ()./-]{0,2}\d){6,}/g;

/** A message without what the records that it is about say of a person. */
export function withoutPersonOf(message: string, state: Readonly<Record<string, unknown>>): string {
  const texts = Object.values(state).flatMap((record) => personalTexts(record as Value | undefined));
  return String(new ErasedTexts(texts, LEFT_OUT).takeOut(message));
}

/** A text without e-mail addresses and telephone numbers. */
export function withoutAddresses(text: string): string {
  return text.replace(EMAIL, LEFT_OUT).replace(PHONE, LEFT_OUT);
}
