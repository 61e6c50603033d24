import type { OutcomeWord } from "@xmap/contract";
import type { Span } from "@xmap/diagnostics";

/** A part of a flow as a box with its text. */
export interface FlowBox {
  readonly id: string;
  readonly text: string;
  readonly span: Span;
}

/** A step: a box, with the steps in its braces. */
export interface FlowStep extends FlowBox {
  readonly kind:
    | "read"
    | "find"
    | "sync"
    | "call"
    | "value"
    | "write"
    | "require"
    | "when"
    | "each"
    | "notify"
    | "outcome";
  /** Whether it has braces with steps; its text then ends before them. */
  readonly isGroup: boolean;
  readonly steps: readonly FlowStep[];
  /** What a step comes to that does not hold, or the outcome that it is. */
  readonly outcome: OutcomeWord | undefined;
}

/** A flow as what starts it, what it keeps to, and its steps in order. */
export interface FlowPicture {
  readonly file: string;
  readonly name: string;
  readonly documentation: string | undefined;
  readonly subject: string;
  readonly entity: string;
  readonly where: string | undefined;
  readonly triggers: readonly FlowBox[];
  /** Names of the flows that come before it. */
  readonly after: readonly string[];
  readonly policy: string | undefined;
  /** Every policy of the project. */
  readonly policies: readonly string[];
  readonly atMostEvery: string | undefined;
  readonly steps: readonly FlowStep[];
  readonly span: Span;
}

/** What somebody wants of a flow's picture; ids are those of its boxes. */
export type FlowIntent =
  | { readonly kind: "setText"; readonly box: string; readonly text: string }
  | { readonly kind: "removeBox"; readonly box: string }
  | { readonly kind: "moveBox"; readonly box: string; readonly by: -1 | 1 }
  /** Behind the last step of the flow, or of a step with braces. */
  | { readonly kind: "addStep"; readonly into: string | undefined; readonly text: string }
  | { readonly kind: "setOutcome"; readonly box: string; readonly word: OutcomeWord }
  | { readonly kind: "addTrigger"; readonly text: string }
  | { readonly kind: "setPolicy"; readonly policy: string | undefined }
  /** Which records concern the flow; empty for all. */
  | { readonly kind: "setWhere"; readonly text: string }
  /** Such as `5s`; empty for no limit. */
  | { readonly kind: "setAtMostEvery"; readonly text: string };
