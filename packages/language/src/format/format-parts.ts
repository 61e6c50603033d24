import type {
  Answer,
  Arm,
  Expression,
  FieldPath,
  Identifier,
  Literal,
  Outcome,
  TestArm,
  TypeReference,
  Value,
  Via,
} from "@xmap/grammar";
import { type Document, group, indented, line } from "./document.ts";
import { type Entry, formatBlock, type Printed } from "./format-block.ts";
import { formatExpression, isBracketed } from "./format-expression.ts";
import { formatTemplate } from "./format-template.ts";
import { printName } from "./leaves.ts";
import type { SourceCursor } from "./source-cursor.ts";

export function formatIdentifier({ name, span }: Identifier, cursor: SourceCursor): Document {
  return cursor.takeLeaf(span, (image) => printName(name, image));
}

/** Words with blanks between them. */
export function formatWords(words: string, cursor: SourceCursor): Document {
  return words.split(" ").map((word, index) => (index === 0 ? cursor.take(word) : [" ", cursor.take(word)]));
}

/** Items with commas between them; lines end after a comma. */
export function formatList<Item>(
  items: readonly Item[],
  cursor: SourceCursor,
  format: (item: Item, cursor: SourceCursor) => Document,
): Document {
  return items.map((item, index) =>
    index === 0 ? format(item, cursor) : [cursor.take(","), line, format(item, cursor)],
  );
}

/** The same outside of brackets, where a line that goes on is indented. */
export function formatOnLine<Item>(
  items: readonly Item[],
  cursor: SourceCursor,
  format: (item: Item, cursor: SourceCursor) => Document,
): Document {
  const [first, ...others] = items;
  if (first === undefined) return [];
  const start = format(first, cursor);
  return [start, indented(others.map((item) => [cursor.take(","), line, format(item, cursor)]))];
}

export function formatPath({ root, names }: FieldPath, cursor: SourceCursor): Document {
  const start = root === "" ? [] : [cursor.take(root)];
  return [...start, ...formatDotted(names, cursor, root === "" ? 0 : 1)];
}

export function formatType({ names }: TypeReference, cursor: SourceCursor): Document {
  return formatDotted(names, cursor, 0);
}

function formatDotted(names: readonly Identifier[], cursor: SourceCursor, before: number): readonly Document[] {
  return names.map((name, index) =>
    index + before === 0 ? formatIdentifier(name, cursor) : [cursor.take("."), formatIdentifier(name, cursor)],
  );
}

export function formatOutcome({ word, template }: Outcome, cursor: SourceCursor): Document {
  const first = cursor.take(word);
  return template === undefined ? first : [first, " ", formatTemplate(template, cursor)];
}

export function formatAnswer(answer: Answer, cursor: SourceCursor): Document {
  switch (answer.kind) {
    case "Outcome":
      return formatOutcome(answer, cursor);
    case "KeepAnswer":
      return cursor.take("keep");
    case "NoneAnswer":
      return cursor.take("none");
    default:
      return formatExpression(answer, cursor);
  }
}

/** The arms of a map, in their braces. */
export function formatArms(arms: readonly Arm[], cursor: SourceCursor): Document {
  const entries = arms.map(
    ({ patterns, direction, answer, span }): Entry => ({
      end: span.end,
      print: () => formatArm(patterns, direction === "<->" ? "<->" : "->", () => formatAnswer(answer, cursor), cursor),
    }),
  );
  return formatBlock(cursor, entries, ",");
}

/** The arms of a test's answers, in their braces. */
export function formatTestArms(arms: readonly TestArm[], cursor: SourceCursor): Document {
  const entries = arms.map(
    ({ patterns, answer, span }): Entry => ({
      end: span.end,
      print: () => formatArm(patterns, "->", () => formatTestAnswer(answer, cursor), cursor),
    }),
  );
  return formatBlock(cursor, entries, ",");
}

export function formatTestAnswer(answer: TestArm["answer"], cursor: SourceCursor): Document {
  return answer.kind === "NoneAnswer" ? cursor.take("none") : formatExpression(answer, cursor);
}

function formatArm(
  patterns: readonly Literal[],
  arrow: "->" | "<->",
  formatRight: () => Document,
  cursor: SourceCursor,
): Printed {
  const left = patterns.length === 0 ? cursor.take("else") : formatOnLine(patterns, cursor, formatExpression);
  const middle = cursor.take(arrow);
  const right = formatRight();
  const content: Document = [group(left), " ", middle, " ", right];
  return typeof middle === "string" ? { content, columns: { left, arrow, right, modifiers: [] } } : { content };
}

/** `via …`, without the blank before it. */
export function formatVia({ target, otherwise }: Via, cursor: SourceCursor): Document {
  const word = cursor.take("via");
  const used = target.kind === "InlineArms" ? formatArms(target.arms, cursor) : formatType(target, cursor);
  if (otherwise === undefined) return [word, " ", used];
  const rest = indented(line, cursor.take("else"), " ", formatAnswer(otherwise, cursor));
  return [word, " ", used, group(rest)];
}

/** What stands behind `=`, with the blank or line end before it. */
export function formatValue({ expressions, via }: Value, cursor: SourceCursor): Document {
  const list = formatSources(expressions, cursor);
  const [only] = expressions;
  const stays = expressions.length === 1 && only !== undefined && isBracketed(only);
  const start = stays ? [" ", list] : group(indented(line, list));
  return via === undefined ? start : [start, " ", formatVia(via, cursor)];
}

/** The sources of a rule or value. */
export function formatSources(sources: readonly Expression[], cursor: SourceCursor): Document {
  return formatOnLine(sources, cursor, (source) => formatExpression(source, cursor));
}
