import type { Document } from "./document.ts";

/** A document on one line; undefined when something in it must end a line. */
export function flatText(document: Document): string | undefined {
  const text = append("", document);
  return text?.includes(LINE_END) === true ? undefined : text;
}

/** How wide a document is on one line, when nothing but a comment at its end must end the line. */
export function flatWidth(document: Document): number | undefined {
  const text = append("", document);
  const end = text?.indexOf(LINE_END) ?? -1;
  if (text === undefined || end < 0) return text?.length;
  return end === text.length - 1 ? end : undefined;
}

/** Whether a comment needs a blank before it, behind this text. */
export function needsBlank(text: string): boolean {
  return /[^\s([{]$/.test(text);
}

/** No other part of a flat text holds one. */
const LINE_END = "\n";

function append(before: string, document: Document): string | undefined {
  if (typeof document === "string") return document.includes("\n") ? undefined : before + document;
  if ("kind" in document) {
    switch (document.kind) {
      case "break":
        return document.forced ? undefined : before + document.flat;
      case "indented":
      case "group":
        return append(before, document.content);
      case "remark":
        return `${before}${needsBlank(before) ? " " : ""}${document.text}`;
      case "comment":
        return document.ownLine ? undefined : before.trimEnd() + LINE_END;
      case "block":
        return document.oneLine === undefined ? undefined : append(before, document.oneLine);
    }
  }
  let text: string | undefined = before;
  for (const part of document) {
    text = append(text, part);
    if (text === undefined) return undefined;
  }
  return text;
}
