import type { Diagnostic, TextEdit } from "@xmap/diagnostics";
import { formatSource } from "../../../format/format-source.ts";
import type { FileAnalysis, ProjectAnalysis } from "../../project/analysis.ts";
import type { ProjectState } from "../../project/project-state.ts";
import { smallestEdit } from "../../smallest-edit.ts";
import { checkedLines } from "../../symbols/checked-rules.ts";
import { withoutUnusedImports } from "../unused-imports.ts";
import type { RefactoringPlace, TextChange } from "./refactoring.ts";

/**
 * The edits of a refactoring in canonical form, with the imports that it makes needless taken out. Undefined when the
 * result could not be read, would lose a comment or the name of stored lines, or would have a finding that was not
 * there before.
 */
export function settle(
  changes: readonly TextChange[],
  place: RefactoringPlace,
  state: ProjectState,
): readonly TextEdit[] | undefined {
  const { file, text } = place;
  const { path } = file;
  const before = state.supposing(path, text, importersOf(path, place.project));
  let wanted = formatted(path, changed(text, changes));
  for (let round = 0; round < 2 && wanted !== undefined; round += 1) {
    const after = state.supposing(path, wanted, importersOf(path, place.project));
    const fresh = newFindings(before, after);
    if (fresh.length === 0) {
      return keepsComments(file, after.files.get(path)) && keepsLines(file, after.files.get(path))
        ? smallestEdit(path, text, wanted)
        : undefined;
    }
    const analysed = after.files.get(path);
    if (analysed === undefined || fresh.some(({ code, file: at }) => code !== "unused-import" || at !== path)) return;
    const unused = analysed.diagnostics.filter(({ code }) => code === "unused-import");
    wanted = formatted(path, changed(wanted, withoutUnusedImports(analysed.loaded.file, unused)));
  }
  return undefined;
}

/** Files that see what a file declares. */
function importersOf(path: string, project: ProjectAnalysis): readonly string[] {
  return [...project.files.values()]
    .filter(({ loaded }) => loaded.imports.some((entry) => entry.path === path))
    .map((file) => file.path);
}

function formatted(path: string, text: string): string | undefined {
  const result = formatSource(path, text);
  return "text" in result ? result.text : undefined;
}

/** A text with changes that do not overlap. */
function changed(text: string, changes: readonly TextChange[]): string {
  let result = "";
  let end = 0;
  for (const { span, newText } of changes.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    result += text.slice(end, span.start) + newText;
    end = span.end;
  }
  return result + text.slice(end);
}

function findingsOf({ files, diagnostics }: ProjectAnalysis): readonly Diagnostic[] {
  return [...diagnostics, ...[...files.values()].flatMap((file) => file.diagnostics)];
}

/** Findings of which there are more than before; places move, so only their code and file count. */
function newFindings(before: ProjectAnalysis, after: ProjectAnalysis): readonly Diagnostic[] {
  const left = new Map<string, number>();
  const nameOf = ({ file, code }: Diagnostic) => `${file} ${code}`;
  for (const found of findingsOf(before)) left.set(nameOf(found), (left.get(nameOf(found)) ?? 0) + 1);
  return findingsOf(after).filter((found) => {
    const count = left.get(nameOf(found)) ?? 0;
    left.set(nameOf(found), count - 1);
    return count < 1;
  });
}

/** Lines that were made are known by the name of their source, which must stay. */
function keepsLines(before: FileAnalysis, after: FileAnalysis | undefined): boolean {
  const origins = (file: FileAnalysis) => checkedLines(file).map(({ origin }) => origin);
  return after !== undefined && origins(before).join() === origins(after).join();
}

function keepsComments(before: FileAnalysis, after: FileAnalysis | undefined): boolean {
  const left = (after?.loaded.file.comments ?? []).map(({ text }) => plain(text));
  return before.loaded.file.comments.every(({ text }) => {
    const at = left.indexOf(plain(text));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function plain(comment: string): string {
  return comment.replaceAll(/\s+/g, " ").trimEnd();
}
