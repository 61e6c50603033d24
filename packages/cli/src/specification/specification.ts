import type { Lineage } from "@xmap/compiler/lineage";
import type { CheckedProgram } from "@xmap/language";
import type { Anchors } from "./anchors.ts";
import type { Remarks } from "./remarks.ts";
import type { SourceTexts } from "./source-texts.ts";

/** What the parts of a specification are made from. */
export interface Specification extends SourceTexts {
  /** The installation's name. */
  readonly title: string;
  readonly program: CheckedProgram;
  readonly lineage: Lineage;
  readonly anchors: Anchors;
  readonly remarks: Remarks;
}
