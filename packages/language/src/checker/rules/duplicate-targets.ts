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
    if (first === undefined) continue;
    context.report({
      code: "duplicate-target",
      span: target.span,
      values: { target: target.path.join(".") },
      related: [{ file: first.file, span: first.span, message: "first written here" }],
    });
  }
}
