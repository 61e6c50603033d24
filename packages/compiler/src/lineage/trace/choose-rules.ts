import { sameValue, type Value } from "@xmap/contract";
import type { FieldLineage } from "../lineage.ts";
import type { AskedQuestion } from "./recorded-answers.ts";
import type { ValueAtPlace } from "./source-values.ts";

/** What is known of a field after the run. */
interface FieldFacts {
  readonly value: Value | undefined;
  /** What a rule's sources hold. */
  valuesOf(field: FieldLineage): readonly ValueAtPlace[];
  /** What a rule's own lookup or binding was asked. */
  askedBy(field: FieldLineage): readonly AskedQuestion[];
}

/** How surely a rule has written the value: a plain value may be the same in two sources. */
type Evidence = "certain" | "possible" | "none";

/**
 * Which of several rules for one target has written it, by what can be seen: a rule whose condition held has asked its
 * lookup, got the value from its binding, or has the value in its source. The last rule that holds wins, so that is
 * the one among certain ones; all are named that only may have.
 */
export function chooseRules(fields: readonly FieldLineage[], facts: FieldFacts): readonly FieldLineage[] {
  if (fields.length <= 1) return fields;
  const possible = fields.filter((field) => evidenceFor(field, facts) !== "none");
  const last = possible.at(-1);
  if (last === undefined) return fields;
  return evidenceFor(last, facts) === "certain" ? [last] : possible;
}

function evidenceFor(field: FieldLineage, facts: FieldFacts): Evidence {
  const own = field.via.find((via) => via.rule === field.rule);
  if (own?.kind === "lookup") return facts.askedBy(field).length > 0 ? "certain" : "none";
  if (own?.kind === "binding")
    return facts.askedBy(field).some(({ answer }) => sameValue(answer as Value | undefined, facts.value))
      ? "possible"
      : "none";
  if (field.condition === undefined) return "certain";
  if (!isPlain(field)) return "possible";
  const given = field.literals.length === 1 ? field.literals : facts.valuesOf(field).map((source) => source.value);
  return given.some((value) => sameValue(value, facts.value)) ? "possible" : "none";
}

/** The value goes over as it is: one field or one literal. */
function isPlain(field: FieldLineage): boolean {
  const values = field.sources.filter((source) => source.role === "value").length;
  return field.via.length === 0 && values + field.literals.length === 1 && field.conversion === "none";
}
