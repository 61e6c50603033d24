import { expect, test } from "vitest";
import { fieldUse, isRequiredAndUnset, isUnused } from "../../src/mapper/layout/field-use.ts";
import { lineLabel, lineShapes, rowIndexes } from "../../src/mapper/layout/line-shapes.ts";
import { firstExpanded, rowByLetters, rowWindow, visibleRows } from "../../src/mapper/layout/visible-rows.ts";
import { joinPath, namesBelow, namesOf, pathsAbove } from "../../src/mapper/model/field-path.ts";
import type { TreeField } from "../../src/mapper/model/mapping-picture.ts";
import { FIRST_STEPS } from "../support.ts";
import { pictureIn } from "./picture-support.ts";

const PICTURE = pictureIn(FIRST_STEPS.files, "contacts.xmap", "Contact");
const LEFT = PICTURE.sides?.left.fields ?? [];
const RIGHT = PICTURE.sides?.right.fields ?? [];
const ALL = { query: "", wants: undefined };
const ROW = 26;

function paths(fields: readonly TreeField[], view: Parameters<typeof visibleRows>[1]): readonly string[] {
  return visibleRows(fields, view).map(({ field }) => field.path);
}

test("a folded row hides what is below it, and positions count among the rows of one record", () => {
  const folded = visibleRows(LEFT, { ...ALL, expanded: new Set([""]) });
  expect(folded.map(({ field }) => field.path)).not.toContain("phones.kind");
  const open = visibleRows(LEFT, { ...ALL, expanded: firstExpanded(["phones.kind"]) });
  const kind = open.find(({ field }) => field.path === "phones.kind");
  expect(kind).toMatchObject({ position: 2, setSize: 3 });
  expect(open[0]).toMatchObject({ position: 1, setSize: 1, isExpanded: true });
  expect(paths(LEFT, { ...ALL, expanded: new Set() })).toEqual([""]);
});

test("a search shows what fits with what is around it, folded or not", () => {
  expect(paths(LEFT, { expanded: new Set(), query: "KIND", wants: undefined })).toEqual(["", "phones", "phones.kind"]);
  expect(paths(LEFT, { expanded: new Set(), query: "nonsense", wants: undefined })).toEqual([]);
});

test("letters find the next name that begins with them, from the active row on", () => {
  const rows = visibleRows(LEFT, { ...ALL, expanded: new Set([""]) });
  const nameAt = (index: number | undefined) => rows[index ?? -1]?.field.name;
  expect(nameAt(rowByLetters(rows, 0, "m"))).toBe("membership");
  expect(nameAt(rowByLetters(rows, 0, "n"))).toBe("newsletter");
  expect(rowByLetters(rows, 0, "xyz")).toBeUndefined();
});

test.each([
  [10_000, 0, 300],
  [10_000, 120_000, 300],
  [10_000, 259_000, 900],
])("of %i rows at %i pixels only those near the view are made", (count, scrollTop, height) => {
  const { first, end } = rowWindow(count, scrollTop, height, ROW);
  expect(first * ROW).toBeLessThanOrEqual(scrollTop);
  expect(end).toBeLessThanOrEqual(count);
  expect(end - first).toBeLessThan(height / ROW + 20);
});

test("required fields that no rule writes are missing, and fields that nothing reads are unused", () => {
  const use = { left: fieldUse(PICTURE, "left"), right: fieldUse(PICTURE, "right") };
  expect(RIGHT.filter((field) => isRequiredAndUnset(field, use.right))).toEqual([]);
  const unused = LEFT.filter((field) => isUnused(field, use.left)).map(({ path }) => path);
  expect(unused).toEqual(["id", "phones.id"]);
  const without = { ...PICTURE, lines: PICTURE.lines.filter(({ target }) => target !== "email") };
  const missing = RIGHT.filter((field) => isRequiredAndUnset(field, fieldUse(without, "right")));
  expect(missing.map(({ path }) => path)).toEqual(["email"]);
});

test("lines end in the middle of their rows, at the nearest row that is unfolded, or at the edge, and are counted there", () => {
  const left = visibleRows(LEFT, { ...ALL, expanded: new Set([""]) });
  const right = visibleRows(RIGHT, { ...ALL, expanded: firstExpanded(["telephones.label"]) });
  const { shapes, out } = lineShapes(
    PICTURE.lines,
    { left: { indexes: rowIndexes(left), scrollTop: 0 }, right: { indexes: rowIndexes(right), scrollTop: ROW * 3 } },
    ROW * 5,
    ROW,
  );
  const shape = (id: string) => shapes.find(({ line }) => line.id === id);
  expect(shape("email")?.sources).toEqual([{ y: 2 * ROW + ROW / 2, isOut: undefined }]);
  expect(shape("email")?.target).toEqual({ y: 0, isOut: "above" });
  // Both ends are out of view, though not at the same edge.
  expect(shape("telephones / number")).toBeUndefined();
  expect(out.right).toEqual({ above: 1, below: 3 });
  expect(out.left.below).toBeGreaterThan(3);
});

test("a line says in its place where it goes through and how it is marked", () => {
  const label = (id: string) => {
    const line = PICTURE.lines.find((one) => one.id === id);
    return line === undefined ? undefined : lineLabel(line);
  };
  expect(label("email")).toBe("key");
  expect(label("display_name")).toBe("ƒ");
  expect(label("country_id")).toBe("CountryId");
  expect(label("telephones")).toBe("each id");
});

test("paths keep names that hold dots", () => {
  const path = joinPath(["@odata.etag", "100%", "c"]);
  expect(namesOf(path)).toEqual(["@odata.etag", "100%", "c"]);
  expect(pathsAbove(path)).toEqual([joinPath(["@odata.etag", "100%"]), joinPath(["@odata.etag"]), ""]);
  expect(namesBelow(path, joinPath(["@odata.etag"]))).toEqual(["100%", "c"]);
  expect(namesBelow(path, "other")).toBeUndefined();
});
