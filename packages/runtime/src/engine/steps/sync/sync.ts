import type { BindingModule, RecordReference } from "@xmap/contract";
import type { LinkParts } from "../../cross-references.ts";
import type { WantedRecord } from "../../patch.ts";
import type { RunContext } from "../../run-context.ts";

/** One sync under way. */
export interface Sync {
  readonly context: RunContext;
  readonly binding: BindingModule;
  readonly path: string;
  readonly left: RecordReference;
  readonly wanted: WantedRecord;
  readonly link: Omit<LinkParts, "right" | "state">;
}
