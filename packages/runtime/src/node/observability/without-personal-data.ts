const LONGEST = 300;
const EMAIL = /[^\s@"'<>(),;:]+@[^\s@"'<>(),;:]+\.[^\s@"'<>(),;:]+/g;
const QUOTED = /"[^"]*"|(?<!\w)'[^']*'(?!\w)|“[^”]*”/g;
/** Telephone, card and account numbers; shorter numbers are counts, amounts and keys. */
const LONG_NUMBER = /\+?\d(?:[ ./-]?\d){6,}/g;

/** A message without e-mail addresses, quoted values and long numbers, on at most 300 characters. */
export function withoutPersonalData(message: string): string {
  const text = message.replace(EMAIL, "***").replace(QUOTED, "***").replace(LONG_NUMBER, "***");
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
