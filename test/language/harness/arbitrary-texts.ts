import fastCheck, { type Arbitrary } from "fast-check";
import { REAL_FILES, type RealFile } from "./mappings-project.ts";

/** Signs, odd characters and pieces of statements; the real files' own words come beside them. */
const ODD_PIECES: readonly string[] = [
  ..."{}()[]<>.,:;*/%&|=?!^@#~+-\\\"'`$",
  ...["->", "<-", "<->", "~>", ":=", "..", "**", "??", "?:", "!=", "<=", ">=", "$$", "//", "/*", "*/", "/**", "{{"],
  ...[
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\t",
    "\u2028",
    "\u00a0",
    "\ufeff",
    "\u0000",
    "\ud800",
    "\udc00",
    "😀",
    "\u202e",
    "λ",
  ],
  ...["0", "-0", "007", "1e3", "1e999", "30s", "5min", '"x"', "'x'", '"\\u0041"', "`a b`", "/x+/i", '"{a}"', '"{{"'],
  ...["xmap 1\n", "else ", "via ", "when ", "key ", "each by id {\n", "binding B: Order -> Partner {\n", "}\n"],
];

const PIECE = /\n|[^\S\n]+|\/\/.*|"(?:[^"\\\n]|\\.)*"|\$?\w+|<->|->|<-|[^\w\s]/g;

function piecesOf(text: string): readonly string[] {
  return text.match(PIECE) ?? [];
}

const VOCABULARY: readonly string[] = [
  ...new Set(REAL_FILES.flatMap(({ text }) => piecesOf(text)).filter((piece) => /\S/.test(piece) && piece.length < 60)),
];

const piece = fastCheck.oneof(
  { weight: 4, arbitrary: fastCheck.constantFrom(...VOCABULARY) },
  { weight: 3, arbitrary: fastCheck.constantFrom(...ODD_PIECES) },
  { weight: 1, arbitrary: fastCheck.string({ unit: "binary", maxLength: 4 }) },
);
const blank = fastCheck.constantFrom(" ", " ", " ", "", "\n  ", "\n");

/** Words, signs and odd characters in any order. */
export const tokenStream: Arbitrary<string> = fastCheck
  .tuple(
    fastCheck.constantFrom("xmap 1\n", ""),
    fastCheck.array(fastCheck.tuple(piece, blank), { maxLength: 60 }).map((parts) => parts.flat().join("")),
  )
  .map((parts) => parts.join(""));

interface Mutation {
  readonly kind: "insert" | "replace" | "remove" | "double" | "swap" | "move line" | "double line" | "cut off";
  readonly at: number;
  readonly to: number;
  readonly piece: string;
}

const place = fastCheck.nat(1_000_000);
const mutation: Arbitrary<Mutation> = fastCheck.record({
  kind: fastCheck.constantFrom<Mutation["kind"][]>(
    ...(["insert", "replace", "replace", "replace", "remove", "double", "swap", "move line", "double line"] as const),
    "cut off",
  ),
  at: place,
  to: place,
  piece,
});

function mutate(text: string, { kind, at, to, piece: added }: Mutation): string {
  const isOfLines = kind === "move line" || kind === "double line";
  const parts = isOfLines ? text.split(/(?<=\n)/) : [...piecesOf(text)];
  if (parts.length === 0) return added;
  const from = at % parts.length;
  const other = to % parts.length;
  const part = parts[from] ?? "";
  switch (kind) {
    case "insert":
      return parts.toSpliced(from, 0, added).join("");
    case "replace":
      return parts.toSpliced(from, 1, /^\s/.test(part) ? `${part}${added} ` : added).join("");
    case "remove":
      return parts.toSpliced(from, 1 + (to % 3)).join("");
    case "double":
    case "double line":
      return parts.toSpliced(from, 0, part).join("");
    case "swap":
      return parts
        .with(from, parts[other] ?? "")
        .with(other, part)
        .join("");
    case "move line":
      return parts.toSpliced(from, 1).toSpliced(other, 0, part).join("");
    case "cut off":
      // Half of a surrogate pair or of a sign may be left.
      return text.slice(0, at % (text.length + 1));
  }
}

/** A file of the mappings or of the grammar's fixtures after a few changes. */
export const mutatedFile: Arbitrary<RealFile> = fastCheck
  .tuple(fastCheck.constantFrom(...REAL_FILES), fastCheck.array(mutation, { minLength: 1, maxLength: 4 }))
  .map(([file, mutations]) => ({ ...file, text: mutations.reduce(mutate, file.text) }));

/** A mutated file written again and again until it is as long as asked. */
export function longFile(length: number): Arbitrary<RealFile> {
  return mutatedFile.map((file) => {
    const body = file.text === "" ? "}\n" : file.text;
    return { ...file, text: body.repeat(Math.ceil(length / body.length)).slice(0, length) };
  });
}
