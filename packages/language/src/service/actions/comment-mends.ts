import type { Span } from "@xmap/diagnostics";
import { type Comment, visitNodes } from "@xmap/grammar";
import { type Finding, insertion, type Mend, mend, textOf } from "./code-action.ts";

/** Findings about comments that ignore: they are mended, not ignored. */
const ABOUT_COMMENTS: ReadonlySet<string> = new Set(["bad-ignore", "needless-ignore"]);

function commentAround({ diagnostic, file }: Finding): Comment | undefined {
  const { span } = diagnostic;
  return file.loaded.file.comments.find((comment) => comment.span.start <= span.start && span.end <= comment.span.end);
}

function lineStartOf(text: string, offset: number): number {
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}

/** Puts a comment above a warning that silences it; its author says why. */
export function ignoreMends(finding: Finding): readonly Mend[] {
  const { severity, code, span } = finding.diagnostic;
  if (severity !== "warning" || ABOUT_COMMENTS.has(code)) return [];
  if (commentAround(finding)?.text.startsWith("/*") === true) return [];
  const { text } = finding.file.loaded.file.source;
  const start = lineStartOf(text, span.start);
  const indentation = /^[ \t]*/.exec(text.slice(start))?.[0] ?? "";
  return [insertion(finding, `Ignore ${code} here, with a reason`, start, `${indentation}// xmap-ignore ${code} \n`)];
}

/** Takes the comment out that a finding is about, with its line when it stands alone. */
export function removeCommentMends(finding: Finding): readonly Mend[] {
  const comment = commentAround(finding);
  if (comment === undefined) return [];
  return [mend(finding, "Remove this comment", "", commentPlace(finding.file.loaded.file.source.text, comment.span))];
}

function commentPlace(text: string, { start, end }: Span): Span {
  const lineStart = lineStartOf(text, start);
  const before = text.slice(lineStart, start);
  if (before.trim() !== "") return { start: lineStart + before.trimEnd().length, end };
  const lineEnd = /^[ \t]*(?:\r\n|\n|\r)?/.exec(text.slice(end))?.[0].length ?? 0;
  return { start: lineStart, end: end + lineEnd };
}

/** Takes marks of direction out, or writes them as escapes where they stand in a text. */
export function directionMarkMends(finding: Finding): readonly Mend[] {
  const { span } = finding.diagnostic;
  let inText = false;
  visitNodes(finding.file.loaded.file, (node) => {
    const isText = node.kind === "StringLiteral" || node.kind === "TemplateText";
    inText ||= isText && node.span.start <= span.start && span.end <= node.span.end;
    return !inText;
  });
  const remove = mend(finding, "Remove the invisible mark", "");
  if (!inText) return [remove];
  const escaped = Array.from(textOf(finding), (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return [mend(finding, `Write it as ${escaped.join("")}`, escaped.join("")), remove];
}
