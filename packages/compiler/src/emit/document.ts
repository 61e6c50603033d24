/** Text with places where lines may break; printed to a width. */
export type Document =
  | string
  | readonly Document[]
  | { readonly kind: "indent"; readonly content: Document }
  | { readonly kind: "group"; readonly content: Document; readonly broken: boolean }
  | { readonly kind: "line"; readonly flat: string }
  | { readonly kind: "ifBroken"; readonly broken: string };

/** A blank, or a line end in a broken group. */
export const LINE: Document = { kind: "line", flat: " " };
/** Nothing, or a line end in a broken group. */
export const SOFT_LINE: Document = { kind: "line", flat: "" };
/** A comma in a broken group only. */
export const TRAILING_COMMA: Document = { kind: "ifBroken", broken: "," };

export function indent(content: Document): Document {
  return { kind: "indent", content };
}
/** Its lines break together, when it does not fit or when asked to. */
export function group(content: Document, broken = false): Document {
  return { kind: "group", content, broken };
}
export function join(separator: Document, documents: readonly Document[]): Document {
  return documents.flatMap((document, index) => (index === 0 ? [document] : [separator, document]));
}

interface Entry {
  readonly indentation: number;
  readonly broken: boolean;
  readonly document: Document;
}

/** Prints with two blanks an indentation. Line ends inside strings are kept as they are. */
export function printDocument(document: Document, width = 120): string {
  let text = "";
  let column = 0;
  const stack: Entry[] = [{ indentation: 0, broken: true, document }];
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const { indentation, broken, document: current } = entry;
    if (typeof current === "string") {
      text += current;
      const lineEnd = current.lastIndexOf("\n");
      column = lineEnd < 0 ? column + current.length : current.length - lineEnd - 1;
    } else if (isSequence(current)) {
      for (const child of [...current].reverse()) stack.push({ indentation, broken, document: child });
    } else if (current.kind === "indent") {
      stack.push({ indentation: indentation + 2, broken, document: current.content });
    } else if (current.kind === "group") {
      const flat = { indentation, broken: false, document: current.content };
      const breaks = mustBreak(current) || !fits([...stack, flat], width - column);
      stack.push({ indentation, broken: breaks, document: current.content });
    } else if (current.kind === "ifBroken") {
      if (broken) text += current.broken;
    } else if (broken) {
      text += `\n${" ".repeat(indentation)}`;
      column = indentation;
    } else {
      text += current.flat;
      column += current.flat.length;
    }
  }
  return text;
}

function isSequence(document: Document): document is readonly Document[] {
  return Array.isArray(document);
}

const breaking = new WeakMap<object, boolean>();

function mustBreak(document: Document): boolean {
  if (typeof document === "string") return false;
  const known = breaking.get(document);
  if (known !== undefined) return known;
  const result = isSequence(document)
    ? document.some(mustBreak)
    : document.kind === "indent"
      ? mustBreak(document.content)
      : document.kind === "group" && (document.broken || mustBreak(document.content));
  breaking.set(document, result);
  return result;
}

/** Whether the top of the stack fits flat, up to the first line end that may follow it. */
function fits(stack: readonly Entry[], room: number): boolean {
  const rest = [...stack];
  let left = room;
  for (let entry = rest.pop(); entry !== undefined; entry = rest.pop()) {
    const { document, broken } = entry;
    if (typeof document === "string") left -= document.length;
    else if (isSequence(document))
      for (const child of [...document].reverse()) rest.push({ ...entry, document: child });
    else if (document.kind === "indent") rest.push({ ...entry, document: document.content });
    else if (document.kind === "group")
      rest.push({ ...entry, broken: mustBreak(document), document: document.content });
    else if (document.kind === "line") {
      if (broken) return left >= 0;
      left -= document.flat.length;
    }
    if (left < 0) return false;
  }
  return true;
}
