/** How deep brackets are followed; highlighters' regular expressions cannot recurse. */
const DEEPEST = 6;

interface BracketedText {
  /** The pattern of one opening bracket. */
  readonly open: string;
  readonly close: string;
  /** The pattern of what may stand between the brackets and is no bracket itself. */
  readonly inside: string;
}

/** A regular expression for text in brackets that nest up to a fixed depth; every alternative begins differently. */
export function bracketedText({ open, close, inside }: BracketedText): string {
  let pattern = `${open}(?:${inside})*${close}`;
  for (let depth = 1; depth < DEEPEST; depth += 1) pattern = `${open}(?:${inside}|${pattern})*${close}`;
  return pattern;
}
