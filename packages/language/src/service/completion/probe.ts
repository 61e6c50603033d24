import { type ParsedFile, parseFile, type SyntaxNode, visitNodes, type XmapFile } from "@xmap/grammar";
import type { CursorPlace } from "./cursor-place.ts";

/** A name that stands for what is not typed yet. */
export const MARK = "xmap__here";

const CLOSERS = { "(": ")", "[": "]", "{": "}" } as const;

/** What can complete a half-typed statement so that the parser takes it. The commonest come first. */
const ENDINGS = [
  "",
  " -> q",
  " -> keep",
  " else skip",
  " {\n}",
  " via q else skip",
  " via q",
  " -> q {\n}",
  ".q {\n}",
  ".q",
  " by webhook",
  " via q by webhook",
  ' from "q"',
  ' "q"',
  "(q)",
  " offers q {\n}",
  " in q {\n}",
  ": q {\n}",
  ': "q"',
  ": q",
  " for q: q {\n}",
] as const;
/** What a `call` needs behind the record's name, and behind the operation's. */
const CALL_ENDINGS = { record: ".q()", operation: "()" } as const;
/** What an argument or pair needs after its name, before its bracket closes. */
const INNER_ENDINGS = ["", ": q"] as const;

function namesMark(node: SyntaxNode): boolean {
  switch (node.kind) {
    case "Identifier":
    case "NameStep":
    case "VariableExpression":
      return node.name === MARK;
    case "StringLiteral":
      return node.value === MARK;
    default:
      return false;
  }
}

/** The mark in a tree with the nodes around it, the outermost first. */
export function findMark(file: XmapFile): readonly SyntaxNode[] | undefined {
  let found: SyntaxNode | undefined;
  const parents = new Map<SyntaxNode, SyntaxNode>();
  visitNodes(file, (node) => {
    if (found !== undefined) return false;
    if (namesMark(node)) found = node;
    for (const child of childNodes(node)) if (!parents.has(child)) parents.set(child, node);
    return true;
  });
  if (found === undefined) return undefined;
  const path = [found];
  for (let node = parents.get(found); node !== undefined; node = parents.get(node)) path.unshift(node);
  return path;
}

function childNodes(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  visitNodes(node, (inner) => {
    if (inner === node) return true;
    children.push(inner);
    return false;
  });
  return children;
}

interface ParsedSpine extends ParsedFile {
  /** Where the cursor's word begins in it. */
  readonly start: number;
}

function countOf(letter: string, text: string): number {
  return text.split(letter).length - 1;
}

/**
 * Parses what stands around a cursor, without the other statements of its blocks, with something tried in the place of
 * its word: all that the parser needs to judge that place.
 */
export function parseSpine(text: string, place: CursorPlace, tried: string): ParsedSpine {
  const openers = place.blocks.map(({ start, end }) => `${text.slice(start, end)}\n`);
  const indentation = openers.length === 0 ? "" : "  ";
  const spine = `xmap 1\n${openers.join("")}${indentation}${text.slice(place.statement, place.word.start)}`;
  const hole = place.inHole ? 1 : 0;
  const open = place.blocks.length + hole + countOf("{", tried) - countOf("}", tried);
  const parsed = parseFile("probe.xmap", `${spine}${tried}${"\n}".repeat(Math.max(0, open))}\n`);
  return { ...parsed, start: spine.length };
}

/** Brackets, and the text, that are open at the cursor. */
export function closersOf(place: CursorPlace): string {
  const brackets = place.brackets.map(({ image }) => CLOSERS[image]).reverse();
  if (place.inside !== "text" || place.quote === undefined) return brackets.join("");
  return `${place.inHole ? "}" : ""}${place.quote.mark}${brackets.join("")}`;
}

/** A text that the parser takes, with the mark where the cursor stands. */
export interface MarkedText {
  readonly text: string;
  /** The mark's node and those around it in the statement alone, the outermost first. */
  readonly path: readonly SyntaxNode[];
}

function restOfLine(text: string, from: number): string {
  const end = text.slice(from).search(/[\r\n]/);
  return end < 0 ? text.slice(from) : text.slice(from, from + end);
}

/**
 * Puts a mark in the place of the cursor's word and completes its statement until the parser takes it; first with what
 * stands behind the cursor, then without. Undefined when nothing of this form can stand there.
 */
export function markText(text: string, place: CursorPlace, form: string): MarkedText | undefined {
  const { word } = place;
  const head = text.slice(0, word.start);
  const rest = restOfLine(text, word.end);
  const after = word.end + rest.length;
  const take = (tried: string) => findMark(parseSpine(text, place, tried).file);
  const whole = take(`${form}${rest}`);
  if (whole !== undefined) return { text: `${head}${form}${text.slice(word.end)}`, path: whole };
  const closers = closersOf(place);
  const call = text.charAt(word.start - 1) === "." ? CALL_ENDINGS.operation : CALL_ENDINGS.record;
  const kept = /^[\s}]*(?:\/\/.*)?$/.test(rest) ? rest : "";
  for (const inner of place.brackets.length > 0 ? INNER_ENDINGS : [""]) {
    for (const ending of [...ENDINGS, call]) {
      const tried = `${form}${inner}${closers}${ending}${kept}`;
      const path = take(tried);
      if (path !== undefined) return { text: `${head}${tried}${text.slice(after)}`, path };
    }
  }
  return undefined;
}
