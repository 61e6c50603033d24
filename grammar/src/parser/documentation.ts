import type { Comment } from "../tree/declarations.ts";

/** The text of the doc comment right before an offset, without its marks. */
export function documentationBefore(text: string, start: number, comments: readonly Comment[]): string | undefined {
  const before = comments.findLast((comment) => comment.span.end <= start);
  if (before === undefined || !before.text.startsWith("/**")) return undefined;
  if (text.slice(before.span.end, start).trim() !== "") return undefined;
  return before.text
    .slice(3, -2)
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^\s*\*? ?/, "").trimEnd())
    .join("\n")
    .trim();
}
