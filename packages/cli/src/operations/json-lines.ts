/** Shapes of the lines that `--json` writes; a shape that changes gets another number. */
const VERSION = 1;

/** One line of JSON that says by `schema` what it is. */
export function jsonLine(shape: string, content: object): string {
  return `${JSON.stringify({ schema: `xmap.${shape}/${VERSION}`, ...content })}\n`;
}
