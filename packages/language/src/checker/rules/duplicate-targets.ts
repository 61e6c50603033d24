import type { CheckContext } from "../check-context.ts";
import type { WrittenTarget } from "../written-target.ts";

function overlap(left: WrittenTarget, right: WrittenTarget): boolean {
  return left.path.every((name, index) => index >= right.path.length || name === right.path[index]);
}

/** A field has one owner, unless every rule for it has its own condition; lists may be filled by several. */
export function checkDuplicateTargets(written: readonly WrittenTarget[], context: CheckContext): void {
  for (const [index, target] of written.entries()) {
    const first = written
      .slice(0, index)
      .find(
        (other) =>
          overlap(other, target) && !(other.lines && target.lines) && !(other.conditional && target.conditional),
      );
    if (first === undefined) {
      checkSplitRecord(written.slice(0, index), target, context);
      continue;
    }
    context.report({
      code: "duplicate-target",
      span: target.span,
      values: { target: target.path.join(".") },
      related: [{ file: first.file, span: first.span, message: "first written here" }],
    });
  }
}

/** A record that a block or included rules make is one value: what is written into it from elsewhere would replace it. */
function checkSplitRecord(before: readonly WrittenTarget[], target: WrittenTarget, context: CheckContext): void {
  const other = before.find((each) => isSplit(each, target));
  if (other === undefined) return;
  context.report({
    code: "split-record",
    span: target.span,
    values: { target: target.path.join("."), other: other.path.join(".") },
    related: [{ file: other.file, span: other.span, message: "the record is made here" }],
  });
}

function isSplit(left: WrittenTarget, right: WrittenTarget): boolean {
  if (left.piece?.of === right.piece?.of) return false;
  const end = left.path.findIndex((name, index) => name !== right.path[index]);
  const shared = end === -1 ? left.path.length : end;
  return [left, right].some(({ piece }) => piece !== undefined && shared >= piece.depth);
}
