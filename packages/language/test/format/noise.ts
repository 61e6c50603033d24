import fastCheck from "fast-check";

/** Pieces of a text: comments, texts, names in backticks, regular expressions, words and numbers, signs, blanks, line ends. */
const PIECES =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`\n]*`|<[-a-zA-Z?+:<>()]*>(?=\{)|(?<=[(,~>] ?)\/(?![ /*])(?:\\.|\[[^\]]*\]|[^/\n])+\/[im]*|\$?[\w$\u00e9\u00df\u03bb]+(?:\.\d+)?|<->|->|<-|:=|~>|!=|<=|>=|\.\.|\*\*|\?\?|\?:|\n[ \t]*|[ \t]+|[\s\S]/g;

/** Words and signs after which a line may end, wherever they stand. */
const GOES_ON = new Set("-> <-> + & = != >= ~> := and or ( [ ,".split(" "));
/** Words that are signs only between operands. */
const SIGNS_AS_WORDS = new Set(["and", "or"]);

const KINDS = ["blanks", "remark", "comment at a line's end", "line end", "comment between", "own line"] as const;

/** How a text is disturbed at one place between two of its pieces. */
export interface Disturbance {
  readonly place: number;
  readonly kind: (typeof KINDS)[number];
}

function disturbances(
  kinds: readonly Disturbance["kind"][],
  most: number,
): fastCheck.Arbitrary<readonly Disturbance[]> {
  const place = fastCheck.nat(100_000);
  return fastCheck.array(fastCheck.record({ place, kind: fastCheck.constantFrom(...kinds) }), { maxLength: most });
}

/** Places that change nothing but blanks within lines. */
export const blankNoise = disturbances(["blanks"], 60);
/** Places with comments, line ends and blanks. */
export const allNoise = disturbances(KINDS, 12);

/** The text with blanks, line ends and comments where the language allows them; each kind goes to the next fit place. */
export function disturb(text: string, noise: readonly Disturbance[]): string {
  const pieces = text.match(PIECES) ?? [];
  const behind = pieces.map(() => "");
  let count = 0;
  for (const { place, kind } of noise) {
    const start = place % pieces.length;
    for (let offset = 0; offset < pieces.length; offset += 1) {
      const at = (start + offset) % pieces.length;
      const added = addedBehind(kind, pieces, at, count);
      if (added === undefined || behind[at] !== "") continue;
      behind[at] = added;
      count += 1;
      break;
    }
  }
  return pieces.map((piece, at) => piece + (behind[at] ?? "")).join("");
}

const FAR = "\n".padEnd(70);

function addedBehind(
  kind: Disturbance["kind"],
  pieces: readonly string[],
  at: number,
  count: number,
): string | undefined {
  const piece = pieces[at] ?? "";
  const next = pieces[at + 1] ?? "\n";
  const isBlank = /^[ \t]+$/.test(piece);
  const isToken = !isBlank && !piece.startsWith("\n") && !piece.startsWith("//");
  const goesOn = isToken && GOES_ON.has(piece) && !(SIGNS_AS_WORDS.has(piece) && pieces[at - 2] === ".");
  switch (kind) {
    case "blanks":
      return isBlank ? " \t  ".slice(0, (count % 4) + 1) : undefined;
    case "remark":
      return !piece.startsWith("//") && !next.startsWith("\n") ? ` /* remark ${count} */ ` : undefined;
    case "comment at a line's end":
      return isToken && next.startsWith("\n") ? ` // end ${count}` : undefined;
    case "line end":
      return goesOn ? FAR : undefined;
    case "comment between":
      return goesOn ? ` // between ${count}${FAR}` : undefined;
    case "own line":
      return isToken && next.startsWith("\n") ? `\n\n      // own ${count}\n` : undefined;
  }
}
