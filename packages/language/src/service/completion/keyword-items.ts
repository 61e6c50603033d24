import { type SyntaxNode, visitNodes, type XmapFile } from "@xmap/grammar";
import { DECLARATION_WORDS } from "../words/declaration-words.ts";
import type { LanguageWord } from "../words/language-word.ts";
import { LANGUAGE_WORDS } from "../words/language-words.ts";
import type { CompletionItem } from "./completion-item.ts";
import type { CursorPlace } from "./cursor-place.ts";
import { closersOf, findMark, MARK, parseSpine } from "./probe.ts";
import { hasPlaces, snippetOf } from "./snippet.ts";

/** What completes statements around words that can stand in expressions or before other clauses. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  via: ["", " else skip", " by webhook"],
  when: ["", " {\n}"],
  with: ["", " {\n}"],
  in: ["", " -> q", " else skip", " {\n}"],
  and: ["", " -> q", " else skip", " {\n}"],
  or: ["", " -> q", " else skip", " {\n}"],
  true: ["", " -> q", " -> keep"],
  false: ["", " -> q", " -> keep"],
  null: ["", " -> q", " -> keep"],
  of: ["", " {\n}"],
};
const ONLY_THE_WORD = [""];

const DECLARATIONS: ReadonlySet<string> = new Set(DECLARATION_WORDS.map(({ word }) => word));
/** Words that are not worth asking the parser about: these stand nowhere else, or never, at a statement's beginning. */
const ONLY_FIRST: ReadonlySet<string> = new Set([
  ...DECLARATIONS,
  ..."let include retry timeout rate parallel alert on given answers expect".split(" "),
]);
const NEVER_FIRST: ReadonlySet<string> = new Set(
  "via once no from was for where change removal of at by webhook poll sweep every offers and or in env secret".split(
    " ",
  ),
);

function isWorthTrying(word: string, isFirst: boolean, isAtTop: boolean): boolean {
  if (DECLARATIONS.has(word)) return isFirst && isAtTop;
  return isFirst ? !NEVER_FIRST.has(word) : !ONLY_FIRST.has(word);
}

function isNamed(node: SyntaxNode, start: number, word: string): boolean {
  const isName = node.kind === "Identifier" || node.kind === "NameStep";
  return isName && node.span.start === start && node.name === word;
}

function isAccepted(entry: LanguageWord, file: XmapFile, start: number): boolean {
  let isName = false;
  let begins = false;
  visitNodes(file, (node) => {
    isName ||= isNamed(node, start, entry.word);
    if (node.span.start === start) begins ||= node.kind === entry.node;
    else if (node.span.start < start && start < node.span.end) begins ||= entry.within?.includes(node.kind) === true;
  });
  if (isName) return false;
  return entry.node === undefined && entry.within === undefined ? findMark(file) !== undefined : begins;
}

function canStand(entry: LanguageWord, text: string, place: CursorPlace, closers: string): boolean {
  const probe = entry.probe.replace("@", MARK);
  return (ENDINGS[entry.word] ?? ONLY_THE_WORD).some((ending) => {
    const { file, start, diagnostics } = parseSpine(text, place, `${entry.word}${probe}${closers}${ending}`);
    return isAccepted(entry, file, start) && !diagnostics.some(({ code }) => code === "duplicate-modifier");
  });
}

/** The words that the parser takes at a cursor; it is asked about each. */
export function keywordItems(text: string, place: CursorPlace): readonly CompletionItem[] {
  if (place.inside === "comment" || (place.inside === "text" && !place.inHole)) return [];
  if (/[.`]$/.test(text.slice(place.statement, place.word.start))) return [];
  const closers = closersOf(place);
  const typed = text.slice(place.word.start, place.word.end);
  const isAtTop = place.blocks.length === 0;
  const isFirst = text.slice(place.statement, place.word.start).trim() === "";
  const items: CompletionItem[] = [];
  for (const entry of LANGUAGE_WORDS) {
    if (typed !== "" && !entry.word.startsWith(typed.charAt(0))) continue;
    if (!isWorthTrying(entry.word, isFirst, isAtTop)) continue;
    if (!canStand(entry, text, place, closers)) continue;
    const sort = isAtTop ? "1" : "6";
    items.push({
      label: entry.word,
      kind: "keyword",
      detail: undefined,
      documentation: entry.documentation,
      insertText: snippetOf(entry.snippet),
      isSnippet: hasPlaces(entry.snippet),
      replace: place.word,
      sortText: `${sort}${entry.word}`,
      edits: [],
    });
  }
  return items;
}
