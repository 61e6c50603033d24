import { type Finding, insertion, type Mend, mend, textOf } from "./code-action.ts";
import { nodeOf } from "./node-of-finding.ts";
import { lineEndOf, withLine } from "./text-places.ts";

function source(finding: Finding): string {
  return finding.file.loaded.file.source.text;
}

/** Puts a word of the language, or a number in a path, in backticks. */
export function backtickMends(finding: Finding): readonly Mend[] {
  const word = textOf(finding);
  return /^\w+$/.test(word) ? [mend(finding, `Write \`${word}\``, `\`${word}\``)] : [];
}

/** Takes out what the finding points at. */
export function removeMends(finding: Finding): readonly Mend[] {
  return [mend(finding, `Remove ${textOf(finding)}`, "")];
}

/** Closes a text, name or comment at the end of its line. */
export function closeTextMends(finding: Finding): readonly Mend[] {
  const { start } = finding.diagnostic.span;
  const text = source(finding);
  const mark = text.charAt(start) === "/" ? " */" : text.charAt(start);
  const end = text.slice(0, lineEndOf(text, start)).trimEnd().length;
  return [insertion(finding, `Close it with ${mark.trim()}`, end, mark)];
}

/** Doubles a backslash that was meant as one. */
export function escapeMends(finding: Finding): readonly Mend[] {
  return [mend(finding, "Double the backslash", `\\${textOf(finding)}`)];
}

/** `5min` is `5m`. */
export function durationMends(finding: Finding): readonly Mend[] {
  const unit = /^(\d+)\s*([smhd])[a-z]*$/i.exec(textOf(finding));
  if (unit === null) return [];
  const duration = `${unit[1]}${unit[2]?.toLowerCase()}`;
  return [mend(finding, `Change to ${duration}`, duration)];
}

/** Takes the arrow out of a step's `require`. */
export function guardArrowMends(finding: Finding): readonly Mend[] {
  const arrow = /^require\s*(->|<-)\s*/.exec(textOf(finding));
  const { start } = finding.diagnostic.span;
  if (arrow === null) return [];
  return [mend(finding, "Remove the arrow", "require ", { start, end: start + arrow[0].length })];
}

/** `once` and `key` can go; of two `via` only the author knows which is meant. */
export function duplicateModifierMends(finding: Finding): readonly Mend[] {
  const word = textOf(finding);
  if (word !== "once" && word !== "key") return [];
  const { start, end } = finding.diagnostic.span;
  const blanks = source(finding).slice(0, start).length - source(finding).slice(0, start).trimEnd().length;
  return [mend(finding, `Remove ${word}`, "", { start: start - blanks, end })];
}

/** Takes out the second line that says a version. */
export function removeLineMends(finding: Finding): readonly Mend[] {
  const text = source(finding);
  const { start } = finding.diagnostic.span;
  return [mend(finding, "Remove this line", "", withLine(text, { start, end: lineEndOf(text, start) }))];
}

/** Moves an import before the declarations. */
export function moveImportMends(finding: Finding): readonly Mend[] {
  const { file } = finding.file.loaded;
  const { text } = file.source;
  const late = nodeOf(finding, "Import", ({ span }) => span.start === finding.diagnostic.span.start);
  const [first] = file.declarations;
  if (late === undefined || first === undefined) return [];
  const before = file.imports.findLast(({ span }) => span.end <= first.span.start) ?? file.version;
  const offset = before === undefined ? 0 : lineEndOf(text, before.span.end);
  const line = text.slice(late.span.start, late.span.end);
  const added = before === undefined ? `${line}\n` : `\n${line}`;
  const { path } = finding.file;
  const edits = [
    { file: path, span: { start: offset, end: offset }, newText: added },
    { file: path, span: withLine(text, late.span), newText: "" },
  ];
  return [{ title: "Move it to the other imports", edits }];
}
