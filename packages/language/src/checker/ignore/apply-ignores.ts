import { type Diagnostic, didYouMean, hasErrors, positionAt } from "@xmap/diagnostics";
import type { XmapFile } from "@xmap/grammar";
import { DIAGNOSTICS } from "../../diagnostics/every-diagnostic.ts";
import { languageDiagnostics } from "../../diagnostics/language-diagnostics.ts";
import { withoutDoubtfulUnused } from "./doubtful-unused.ts";
import { type IgnoreComment, ignoreComments } from "./ignore-comment.ts";

/** Codes about the comments themselves. */
const ABOUT_COMMENTS: ReadonlySet<string> = new Set(["bad-ignore", "needless-ignore"]);

function warningCodes(): readonly string[] {
  const codes = Object.keys(DIAGNOSTICS);
  return codes.filter((code) => DIAGNOSTICS[code]?.severity === "warning" && !ABOUT_COMMENTS.has(code));
}

/** What is wrong with a comment by itself. */
function problemOf(comment: IgnoreComment): Diagnostic | undefined {
  const { file, span, code, codeSpan, reason } = comment;
  const values = { code };
  if (code === "") {
    const help = "write `// xmap-ignore CODE reason`";
    return languageDiagnostics.create({ code: "bad-ignore", wording: "noCode", file, span, values: {}, help });
  }
  const definition = Object.hasOwn(DIAGNOSTICS, code) ? DIAGNOSTICS[code] : undefined;
  if (definition === undefined || ABOUT_COMMENTS.has(code)) {
    const help = didYouMean(code, warningCodes());
    return languageDiagnostics.create({ code: "bad-ignore", wording: "unknown", file, span: codeSpan, values, help });
  }
  if (definition.severity === "error")
    return languageDiagnostics.create({ code: "bad-ignore", wording: "error", file, span: codeSpan, values });
  if (reason !== "") return undefined;
  const help = `write the reason behind the code: \`// xmap-ignore ${code} …\``;
  return languageDiagnostics.create({ code: "bad-ignore", file, span, values, help });
}

/** What only all files of a project together can show. */
const ABOUT_PROJECT: ReadonlySet<string> = new Set(["unused-name", "echo-cycle"]);

/**
 * The findings without those of names that may be used after all, and without the warnings that a comment of their line silences, and with what is wrong with such comments.
 * A comment without a reason silences all the same, so that one thing is left to mend. Whether a comment is needed is
 * said only of files without errors, since errors keep checks from being made; and for names that may be unused, and for flows that answer each other, only of
 * files in `whole`, those of a project that is checked as a whole.
 */
export function applyIgnores(
  found: readonly Diagnostic[],
  files: readonly XmapFile[],
  whole: ReadonlySet<string>,
): readonly Diagnostic[] {
  const diagnostics = withoutDoubtfulUnused(found, files);
  const comments = files.flatMap(ignoreComments);
  if (comments.length === 0) return diagnostics;
  const sources = new Map(files.map(({ source }) => [source.path, source]));
  const needed = new Set<IgnoreComment>();
  const kept = diagnostics.filter((diagnostic) => {
    const source = sources.get(diagnostic.file);
    if (diagnostic.severity === "error" || source === undefined) return true;
    const { line } = positionAt(source, diagnostic.span.start);
    const silencing = comments.filter(
      (comment) => comment.file === diagnostic.file && comment.line === line && comment.code === diagnostic.code,
    );
    for (const comment of silencing) needed.add(comment);
    return silencing.length === 0;
  });
  const unfinished = new Set([...sources.keys()].filter((path) => hasErrors(kept.filter(({ file }) => file === path))));
  for (const comment of comments) {
    const problem = problemOf(comment);
    if (problem !== undefined) kept.push(problem);
    else if (needed.has(comment) || unfinished.has(comment.file)) continue;
    else if (!ABOUT_PROJECT.has(comment.code) || whole.has(comment.file)) kept.push(needlessIgnore(comment));
  }
  return kept;
}

function needlessIgnore({ file, span, code }: IgnoreComment): Diagnostic {
  return languageDiagnostics.create({ code: "needless-ignore", file, span, values: { code } });
}
