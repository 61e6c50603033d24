/** Names may hold any letter above these; JavaScript sees such letters as two of its own. */
const ASTRAL = "\\x{10000}-\\x{10ffff}";

/**
 * A JavaScript pattern in Oniguruma's notation, for the subset that the lexer uses: its classes of digits, word letters and blanks
 * hold ASCII only there, and code units are written with braces.
 */
export function toOniguruma(pattern: string): string {
  return pattern
    .replaceAll("\\d", "[0-9]")
    .replaceAll("\\w", "[A-Za-z0-9_]")
    .replaceAll("\\v", "\\x{b}")
    .replaceAll("\\f", "\\x{c}")
    .replace(/\\u([0-9a-f]{4})/gi, (_, digits: string) => `\\x{${digits}}`)
    .replaceAll("-\\x{ffff}", `-\\x{ffff}${ASTRAL}`);
}
