import type { Span } from "@xmap/diagnostics";
import type { Direction } from "@xmap/grammar";

/** Which record of a mapping: the one before the arrow of its declaration, or the one behind it. */
export type Side = "left" | "right";

/** A field of a record as a row of its tree; the record itself is the first row, with an empty path. */
export interface TreeField {
  /** Names from the whole record, joined by dots; fields of a list's items come below the list. */
  readonly path: string;
  readonly name: string;
  /** 0 for the record itself. */
  readonly depth: number;
  /** The type in words. */
  readonly type: string;
  readonly kind: "value" | "record" | "list";
  /** Whether it has fields of its own: they are the rows that follow. */
  readonly hasFields: boolean;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly documentation: string | undefined;
}

export interface PictureSide {
  readonly entity: string;
  readonly system: string;
  readonly resource: string;
  readonly fields: readonly TreeField[];
}

export interface PictureSides {
  /** The same for the same fields: who names it is not sent them again. */
  readonly key: string;
  readonly left: PictureSide;
  readonly right: PictureSide;
}

/** What a value goes through between source and target. */
export interface LineVia {
  readonly kind: "map" | "lookup" | "binding" | "arms" | "unknown";
  /** The name as it is written; `{ … }` for arms in place. */
  readonly name: string;
  readonly text: string;
  /** Key of its table in `maps`. */
  readonly map: string | undefined;
  /** What `else` answers. */
  readonly otherwise: string | undefined;
  readonly span: Span;
}

/** A rule as a line between the two trees. */
export interface PictureLine {
  /** The same after edits of other rules: the path of blocks, the target and the ordinal among equals. */
  readonly id: string;
  readonly file: string;
  /** Id of the line of the block that it stands in. */
  readonly block: string | undefined;
  readonly kind: "rule" | "nested" | "each";
  readonly direction: Direction;
  /** On which side the sources are. */
  readonly sourceSide: Side;
  /** Fields that are the value, or of which it is computed. */
  readonly sources: readonly string[];
  /** Fields that choose among values, or decide whether there is one. */
  readonly conditions: readonly string[];
  readonly target: string;
  /** The field in which the source's value lies, the context of the rules in its braces; undefined for a computed one. */
  readonly context: string | undefined;
  /** What stands before the arrow. */
  readonly sourceText: string;
  readonly targetText: string;
  /** Whether the source is more than fields by their names: it is shown as a box with its text. */
  readonly isComputed: boolean;
  readonly via: LineVia | undefined;
  readonly condition: string | undefined;
  readonly key: boolean;
  readonly once: boolean;
  readonly master: string | undefined;
  /** Fields that identify a list's items. */
  readonly by: readonly string[];
  /** How the value becomes the target's type, in a few words. */
  readonly conversion: string | undefined;
  /** Id of the include that brings it; it is changed where it is declared. */
  readonly included: string | undefined;
  readonly span: Span;
  readonly sourceSpan: Span;
}

/** A statement without a line of its own, with its text. */
export interface PictureBox {
  readonly id: string;
  readonly kind: "let" | "require" | "include" | "master";
  /** Id of the line of the block that it stands in. */
  readonly block: string | undefined;
  readonly text: string;
  /** Fields that it reads, on the side of its block's sources. */
  readonly sources: readonly string[];
  readonly sourceSide: Side;
  /** The declaration that it includes. */
  readonly opens: { readonly file: string; readonly name: string } | undefined;
  readonly span: Span;
}

/** One arm of a value map. */
export interface MapArm {
  /** The values as they are written; empty for `else`. */
  readonly patterns: string;
  readonly direction: Direction;
  readonly answer: string;
  readonly span: Span;
}

/** A value map as a table. */
export interface PictureMap {
  readonly key: string;
  /** Undefined for arms that are written in place. */
  readonly name: string | undefined;
  readonly file: string;
  readonly direction: Direction;
  readonly arms: readonly MapArm[];
  /** From brace to brace. */
  readonly span: Span;
}

/** Names that a rule can go through, in the whole project. */
export interface ViaName {
  readonly kind: "map" | "lookup" | "binding";
  readonly name: string;
}

/** A binding, or a set of rules, as two trees and what lies between them. */
export interface MappingPicture {
  readonly file: string;
  readonly name: string;
  readonly kind: "binding" | "rules";
  readonly direction: Direction;
  readonly documentation: string | undefined;
  /** Undefined when the asker knows them. */
  readonly sides: PictureSides | undefined;
  readonly sidesKey: string;
  readonly lines: readonly PictureLine[];
  readonly boxes: readonly PictureBox[];
  readonly maps: readonly PictureMap[];
  readonly viaNames: readonly ViaName[];
  readonly systems: readonly string[];
  readonly span: Span;
}
