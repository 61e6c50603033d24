import type { PictureLine, Side, TreeField } from "../model/mapping-picture.ts";
import { type FieldUse, isRequiredAndUnset, isUnused, targetSideOf } from "./field-use.ts";

/** A rule in one sentence, for people who hear it. */
export function lineWords(line: PictureLine): string {
  const source = line.sourceText.replace(/\s+/g, " ");
  const marks = [
    line.via === undefined ? "" : `through ${line.via.kind === "arms" ? "a map in place" : line.via.name}`,
    line.condition === undefined ? "" : `when ${line.condition}`,
    line.key ? "key" : "",
    line.once ? "once" : "",
    line.master === undefined ? "" : `master ${line.master}`,
    line.conversion ?? "",
    line.included === undefined ? "" : "included",
  ].filter((part) => part !== "");
  const way = line.direction === "<->" ? "both ways with" : "to";
  return [`${source} ${way} ${line.targetText}`, ...marks].join(", ");
}

/** What a row says beside name and type: what is wanted of the field, and its rules. */
export function fieldRemarks(field: TreeField, use: FieldUse, side: Side, isTarget: boolean): string {
  const lines = use.lines.get(field.path) ?? [];
  const rules = lines.map((line) => {
    const isEnd = targetSideOf(line) === side;
    return isEnd ? `from ${line.sourceText.replace(/\s+/g, " ")}` : `to ${line.targetText}`;
  });
  const parts = [
    field.required ? "required" : "",
    field.readOnly ? "read only" : "",
    isTarget && isRequiredAndUnset(field, use) ? "not written yet" : "",
    !isTarget && isUnused(field, use) ? "not used" : "",
    ...rules,
  ];
  return parts.filter((part) => part !== "").join(", ");
}
