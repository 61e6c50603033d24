import type { SourcePlace } from "../ir/code.ts";

/** Text with places where lines may break; printed to a width. */
export type Document =
  | string
  | readonly Document[]
  | { readonly kind: "indent"; readonly content: Document; readonly broken: boolean }
  /** `broken`, here and around: its lines certainly break. */
  | { readonly kind: "group"; readonly content: Document; readonly broken: boolean }
  | { readonly kind: "line"; readonly flat: string }
  | { readonly kind: "ifBroken"; readonly broken: string }
  | { readonly kind: "placed"; readonly place: SourcePlace; readonly content: Document; readonly broken: boolean };

/** A blank, or a line end in a broken group. */
export const LINE: Document = { kind: "line", flat: " " };
/** Nothing, or a line end in a broken group. */
export const SOFT_LINE: Document = { kind: "line", flat: "" };
/** A comma in a broken group only. */
export const TRAILING_COMMA: Document = { kind: "ifBroken", broken: "," };
export const TRAILING_SEMICOLON: Document = { kind: "ifBroken", broken: ";" };

export function indent(content: Document): Document {
  return { kind: "indent", content, broken: mustBreak(content) };
}
/** Its lines break together, when it does not fit or when asked to. */
export function group(content: Document, broken = false): Document {
  return { kind: "group", content, broken: broken || mustBreak(content) };
}
/** What comes from a place of the source; without one the content itself. */
export function placed(place: SourcePlace | undefined, content: Document): Document {
  return place === undefined ? content : { kind: "placed", place, content, broken: mustBreak(content) };
}
export function join(separator: Document, documents: readonly Document[]): Document {
  return documents.flatMap((document, index) => (index === 0 ? [document] : [separator, document]));
}

/** From here on the text comes from a place of the source, or from none. Line and column are counted from 0. */
export interface PrintedPlace {
  readonly line: number;
  readonly column: number;
  readonly place: SourcePlace | undefined;
}

export interface Printed {
  readonly text: string;
  readonly places: readonly PrintedPlace[];
}

/** The end of what came from a place: what follows comes from the place around it. */
interface PlaceEnd {
  readonly kind: "placeEnd";
  readonly outer: SourcePlace | undefined;
}

interface Entry {
  readonly indentation: number;
  readonly broken: boolean;
  readonly document: Document | PlaceEnd;
}

/** Prints with two blanks an indentation. Line ends inside strings are kept as they are. */
export function printDocument(document: Document, width = 120): Printed {
  const places: PrintedPlace[] = [];
  let text = "";
  let line = 0;
  let column = 0;
  let place: SourcePlace | undefined;
  const mark = (next: SourcePlace | undefined): void => {
    place = next;
    const last = places.at(-1);
    const replaced = last?.line === line && last.column === column ? places.pop()?.place : undefined;
    const name = next === undefined ? undefined : (next.name ?? replaced?.name);
    places.push({ line, column, place: next === undefined || name === undefined ? next : { ...next, name } });
  };
  const stack: Entry[] = [{ indentation: 0, broken: true, document }];
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const { indentation, broken, document: current } = entry;
    if (typeof current === "string") {
      text += current;
      const lineEnd = current.lastIndexOf("\n");
      column = lineEnd < 0 ? column + current.length : current.length - lineEnd - 1;
      if (lineEnd >= 0) line += current.split("\n").length - 1;
    } else if (isSequence(current)) {
      for (const child of current.toReversed()) stack.push({ indentation, broken, document: child });
    } else if (current.kind === "indent") {
      stack.push({ indentation: indentation + 2, broken, document: current.content });
    } else if (current.kind === "group") {
      const flat = { indentation, broken: false, document: current.content };
      const breaks = current.broken || !fits(stack, flat, width - column);
      stack.push({ indentation, broken: breaks, document: current.content });
    } else if (current.kind === "placed") {
      stack.push({ indentation, broken, document: { kind: "placeEnd", outer: place } });
      stack.push({ indentation, broken, document: current.content });
      mark(current.place);
    } else if (current.kind === "placeEnd") {
      if (current.outer !== place) mark(current.outer);
    } else if (current.kind === "ifBroken") {
      if (broken) {
        text += current.broken;
        column += current.broken.length;
      }
    } else if (broken) {
      text += `\n${" ".repeat(indentation)}`;
      line += 1;
      column = indentation;
    } else {
      text += current.flat;
      column += current.flat.length;
    }
  }
  return { text, places };
}

function isSequence(document: Document | PlaceEnd): document is readonly Document[] {
  return Array.isArray(document);
}

function mustBreak(document: Document): boolean {
  if (typeof document === "string") return false;
  if (isSequence(document)) return document.some(mustBreak);
  return "broken" in document && document.broken === true;
}

/** Whether the first entry and what follows on the stack fit flat, up to the first line end that may follow. */
function fits(stack: readonly Entry[], first: Entry, room: number): boolean {
  const own: Entry[] = [first];
  let below = stack.length;
  let left = room;
  while (left >= 0) {
    const entry = own.pop() ?? stack[--below];
    if (entry === undefined) return true;
    const { document, broken } = entry;
    if (typeof document === "string") {
      const lineEnd = document.indexOf("\n");
      if (lineEnd >= 0) return lineEnd <= left;
      left -= document.length;
    } else if (isSequence(document)) {
      for (const child of document.toReversed()) own.push({ ...entry, document: child });
    } else if (document.kind === "indent" || document.kind === "placed") {
      own.push({ ...entry, document: document.content });
    } else if (document.kind === "group") {
      own.push({ ...entry, broken: document.broken, document: document.content });
    } else if (document.kind === "line") {
      if (broken) return true;
      left -= document.flat.length;
    }
  }
  return false;
}
