import type { Expression, Template } from "@xmap/grammar";
import type { Document } from "./document.ts";
import { flatText } from "./flat-text.ts";
import { formatExpression } from "./format-expression.ts";
import { printText } from "./leaves.ts";
import type { SourceCursor } from "./source-cursor.ts";

/** A text with expressions in braces: the text as it is written, the expressions in canonical form. */
export function formatTemplate({ parts, span }: Template, cursor: SourceCursor): Document {
  return cursor.takeLeaf(span, (image) => {
    let printed = "";
    let end = 0;
    for (const part of parts) {
      if (part.kind === "TemplateText") continue;
      const from = part.span.start - span.start;
      const to = part.span.end - span.start;
      const before = image.slice(end, from).trimEnd();
      const behind = image.slice(to).trimStart();
      const text = printInner(part, image.slice(from, to), cursor);
      if (text === undefined || !before.endsWith("{") || !behind.startsWith("}")) continue;
      printed += before + text;
      end = image.length - behind.length;
    }
    return printText(printed + image.slice(end));
  });
}

/** Undefined when there are comments in it, which are kept as they stand. */
function printInner(expression: Expression, image: string, cursor: SourceCursor): string | undefined {
  if (image.includes("/*") || image.includes("//")) return undefined;
  const text = flatText(formatExpression(expression, cursor.inside(expression.span), "template"));
  // Two braces would be one that is meant as text.
  return text?.startsWith("{") === true ? ` ${text} ` : text;
}
