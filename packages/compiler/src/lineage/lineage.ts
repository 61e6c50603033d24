import type { OutcomeWord, Value } from "@xmap/contract";
import type { Conversion } from "@xmap/language";

/** The form of the JSON; a form that changes gets another number. */
export const LINEAGE_SCHEMA = "xmap.lineage/1";

/** Where each target field of a project comes from. Paths are dotted, a list's elements are marked by `[]`. */
export interface Lineage {
  readonly schema: typeof LINEAGE_SCHEMA;
  readonly mappings: readonly MappingLineage[];
}

/** Where something is written; line and column count from 1. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The record on one side of a mapping. */
export interface RecordSide {
  /** A flow's name of the record; undefined in bindings. */
  readonly record: string | undefined;
  readonly entity: string;
  readonly system: string;
  /** The connector's name of the record type. */
  readonly resource: string;
}

/** One direction of a binding, or one `write` of a flow. */
export interface MappingLineage {
  readonly kind: "binding" | "write";
  /** `OrderToSale`; of a write its flow and step: `DeliveryToShop/write order`. */
  readonly name: string;
  readonly documentation: string | undefined;
  readonly direction: "->" | "<-";
  readonly place: SourcePlace;
  /** Of a write, the named records that its flow has read before. */
  readonly sources: readonly RecordSide[];
  readonly target: RecordSide;
  /** Conditions of the flow around a write. */
  readonly conditions: readonly string[];
  readonly guards: readonly GuardLineage[];
  readonly lists: readonly ListLineage[];
  readonly fields: readonly FieldLineage[];
}

/** How a source takes part: as the value, by choosing among values, or as a condition of the rule. */
export type SourceRole = "value" | "selection" | "condition";

/** A field of a source record, from the whole record: `items[].sku`; the record itself is `$`. */
export interface SourceField {
  readonly record: string | undefined;
  readonly entity: string;
  readonly path: string;
  readonly role: SourceRole;
  /** The rule of the list (`each`) whose element the path begins with. */
  readonly list: string | undefined;
}

/** What a value goes through, the nearest to the source first. */
export type ViaLineage =
  | (ViaBase & { readonly kind: "map"; readonly name: string })
  /** Arms written in place. */
  | (ViaBase & { readonly kind: "arms"; readonly text: string })
  | (ViaBase & {
      readonly kind: "lookup";
      readonly name: string;
      readonly entity: string;
      readonly columns: readonly string[];
      readonly result: string;
    })
  /** The record that a binding makes or finds: its key, or one field of it. */
  | (ViaBase & {
      readonly kind: "binding";
      readonly name: string;
      readonly entity: string;
      readonly field: string | undefined;
      /** The value is the key of a record on either side; the linked record is only found, never made. */
      readonly linked: boolean;
    })
  /** What a system answered to a call with the values: `fraud.score`. */
  | (ViaBase & { readonly kind: "call"; readonly name: string });

interface ViaBase {
  /** The rule or `let` that says it. */
  readonly rule: string;
  /** The rule of the list in whose lines that is. */
  readonly list: string | undefined;
}

/** One rule's part in one target field. Several fields with one target are alternatives, or lines of other lists. */
export interface FieldLineage {
  /** From the whole target record: `order_line[].product_id`. */
  readonly target: string;
  /** The rule's stable id. */
  readonly rule: string;
  readonly place: SourcePlace;
  /** The rule on one line. */
  readonly text: string;
  /** What stands before its arrow. */
  readonly expression: string;
  /** The name of the `rules` that it was included from. */
  readonly included: string | undefined;
  /** The rule of the list in whose lines it stands. */
  readonly list: string | undefined;
  readonly sources: readonly SourceField[];
  readonly literals: readonly (string | number | boolean | null)[];
  readonly via: readonly ViaLineage[];
  /** Where the value is one of several: each of them. Empty where it is made in one way. */
  readonly alternatives: readonly AlternativeLineage[];
  readonly condition: string | undefined;
  readonly conversion: Conversion;
  readonly key: boolean;
  readonly once: boolean;
}

/** An arm of a map, a branch of a condition, a side of `??`. */
export interface AlternativeLineage {
  /** The arm's patterns, or the condition; `else` for the last one. */
  readonly when: string;
  /** What it answers, as it is written. */
  readonly text: string;
  readonly sources: readonly SourceField[];
  readonly literals: readonly (string | number | boolean | null)[];
}

/** `source -> list each by id { … }` */
export interface ListLineage {
  readonly target: string;
  readonly rule: string;
  readonly place: SourcePlace;
  /** The list around it. */
  readonly list: string | undefined;
  /** What its lines' identities begin with: `items/8801`. */
  readonly origin: string;
  /** Empty when the source is one record, which writes one line. */
  readonly by: readonly string[];
  /** The source elements, `items[]`, and what chooses among them. */
  readonly sources: readonly SourceField[];
}

/** `require condition else outcome` */
export interface GuardLineage {
  readonly rule: string;
  readonly place: SourcePlace;
  readonly text: string;
  readonly outcome: OutcomeWord;
  readonly sources: readonly SourceField[];
}

export type LiteralValue = Extract<Value, string | number | boolean | null>;
