import { pathsAbove } from "../model/field-path.ts";
import type { MappingPicture, PictureLine, Side, TreeField } from "../model/mapping-picture.ts";

/** What the lines and boxes of a picture do with the fields of one side. */
export interface FieldUse {
  /** Lines that begin or end at a field, by its path. */
  readonly lines: ReadonlyMap<string, readonly PictureLine[]>;
  /** Fields that something reads, and those around them. */
  readonly read: ReadonlySet<string>;
  /** Fields that a rule writes, and those around them. */
  readonly written: ReadonlySet<string>;
}

/** On which side a line's target is. */
export function targetSideOf({ sourceSide }: PictureLine): Side {
  return sourceSide === "left" ? "right" : "left";
}

/** Which fields of a side are read and written. */
export function fieldUse({ lines, boxes }: MappingPicture, side: Side): FieldUse {
  const byPath = new Map<string, PictureLine[]>();
  const read = new Set<string>();
  const written = new Set<string>();
  const add = (set: Set<string>, path: string): void => {
    for (const one of [path, ...pathsAbove(path)]) set.add(one);
  };
  const note = (path: string, line: PictureLine): void => {
    const known = byPath.get(path);
    if (known === undefined) byPath.set(path, [line]);
    else if (!known.includes(line)) known.push(line);
  };
  for (const line of lines) {
    const isSource = line.sourceSide === side;
    if (isSource || line.direction === "<->") {
      for (const path of isSource ? [...line.sources, ...line.conditions] : [line.target]) add(read, path);
    }
    if (!isSource || line.direction === "<->") {
      for (const path of isSource ? line.sources : [line.target]) add(written, path);
    }
    for (const path of isSource ? line.sources : [line.target]) note(path, line);
  }
  for (const { sources, sourceSide } of boxes) if (sourceSide === side) for (const path of sources) add(read, path);
  return { lines: byPath, read, written };
}

/** Whether a side's fields are written by the mapping's rules. */
export function isWritten({ direction }: MappingPicture, side: Side): boolean {
  return direction === "<->" || (direction === "->") === (side === "right");
}

/** Required fields of the record itself, or of a record that is written, which no rule writes. */
export function isRequiredAndUnset(field: TreeField, use: FieldUse): boolean {
  if (!field.required || field.readOnly || use.written.has(field.path)) return false;
  const [above] = pathsAbove(field.path);
  return above !== undefined && (above === "" || use.written.has(above));
}

/** Fields that nothing reads; the record itself and what holds a field that is read are not among them. */
export function isUnused(field: TreeField, use: FieldUse): boolean {
  return field.path !== "" && !use.read.has(field.path);
}
