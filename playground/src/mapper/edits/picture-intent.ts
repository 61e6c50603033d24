import type { Direction } from "@xmap/grammar";
import type { Side } from "../model/mapping-picture.ts";

/** A field of one of the two trees. */
export interface FieldPlace {
  readonly side: Side;
  readonly path: string;
}

/** What somebody wants of the picture; ids are those of its lines, boxes and maps. */
export type PictureIntent =
  /** A rule from one field to another; `block` is where it is wanted if it can stand there. */
  | { readonly kind: "addRule"; readonly from: FieldPlace; readonly to: FieldPlace; readonly block: string | undefined }
  | { readonly kind: "setTarget"; readonly line: string; readonly path: string }
  | { readonly kind: "setSource"; readonly line: string; readonly path: string }
  | { readonly kind: "setSourceText"; readonly line: string; readonly text: string }
  /** A name, or arms in braces; undefined takes it away. */
  | { readonly kind: "setVia"; readonly line: string; readonly text: string | undefined }
  | { readonly kind: "setElse"; readonly line: string; readonly text: string | undefined }
  | { readonly kind: "setCondition"; readonly line: string; readonly text: string | undefined }
  | { readonly kind: "setMark"; readonly line: string; readonly mark: "key" | "once"; readonly isOn: boolean }
  | { readonly kind: "setMaster"; readonly line: string; readonly system: string | undefined }
  | { readonly kind: "setDirection"; readonly line: string; readonly direction: Direction }
  /** Another text for a whole statement. */
  | { readonly kind: "setText"; readonly item: string; readonly text: string }
  /** A statement more: `let`, `require`, `include`, a rule. */
  | { readonly kind: "addItem"; readonly block: string | undefined; readonly text: string }
  | { readonly kind: "removeItem"; readonly item: string }
  | { readonly kind: "moveItem"; readonly item: string; readonly by: -1 | 1 }
  /** No patterns: the arm for everything else. */
  | { readonly kind: "addArm"; readonly map: string; readonly patterns: string; readonly answer: string }
  | {
      readonly kind: "setArm";
      readonly map: string;
      readonly index: number;
      readonly patterns: string;
      readonly answer: string;
    }
  | { readonly kind: "removeArm"; readonly map: string; readonly index: number };

/** A part of a text that becomes another; offsets are those before the change. */
interface Change {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** The text's changes, or why there are none. */
export type PictureEdit =
  | {
      readonly kind: "edited";
      readonly file: string;
      readonly changes: readonly Change[];
      /** The line that the change made, when it made one. */
      readonly line: string | undefined;
      /** What the change needed beside what was asked for, in words: an import, a conversion. */
      readonly mends: readonly string[];
    }
  | { readonly kind: "refused"; readonly reason: string };
