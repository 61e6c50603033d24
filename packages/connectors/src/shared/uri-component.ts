/** A value of a record as a part of an address; half a character, which no address can hold, becomes U+FFFD. */
export function uriComponent(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
