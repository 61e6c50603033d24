import type { BindingModule, DataRecord, DirectionModule, EntitySchema, Value } from "@xmap/contract";
import fc from "fast-check";
import { sameField } from "../../engine/field-values.ts";
import type { TestResult } from "../declared-test.ts";
import { failed, PASSED } from "../test-result.ts";
import { valuesAt } from "./fields-at.ts";
import { LawAnswers, type LookupTypes, stops } from "./law-answers.ts";
import { putDraft } from "./put-draft.ts";
import { recordArbitrary, type Samples } from "./record-arbitrary.ts";

/** A side of a two-way binding for its law test. */
export interface LawSide {
  readonly schema: EntitySchema;
  readonly samples: Samples;
  readonly fields: readonly { readonly path: string; readonly proved: boolean }[];
}

export interface DeclaredLaw {
  /** Where the binding is declared: `xcart-odoo/customers.xmap:20`. */
  readonly place: string;
  readonly left: LawSide;
  readonly right: LawSide;
  readonly lookups: readonly LookupTypes[];
}

/** One direction and the way back. */
interface RoundTrip {
  readonly there: DirectionModule;
  readonly back: DirectionModule;
  readonly from: LawSide;
  readonly lookups: readonly LookupTypes[];
}

const RUNS = 100;
const SEED = 20_260_304;

/**
 * Writes generated records over and reads them back, in both directions: what a side had it has again (put-get and
 * get-put of lenses, Foster et al. 2007), up to the normal form of values. Records that a direction refuses are left out.
 */
export function runLaw(binding: BindingModule, law: DeclaredLaw): TestResult {
  const { reverse, left, right } = binding;
  if (reverse === undefined) return failed(`${binding.name} has one direction only`);
  const { lookups } = law;
  const records = fc.tuple(
    recordArbitrary(law.left.schema, { fields: left.fields, samples: law.left.samples }),
    recordArbitrary(law.right.schema, { fields: right.fields, samples: law.right.samples }),
  );
  const trips: readonly (readonly [string, RoundTrip, 0 | 1])[] = [
    [`${left.name} to ${right.name} and back`, { there: binding, back: reverse, from: law.left, lookups }, 0],
    [`${right.name} to ${left.name} and back`, { there: reverse, back: binding, from: law.right, lookups }, 1],
  ];
  const broken: string[] = [];
  const doubtful: string[] = [];
  for (const [title, trip, side] of trips) {
    for (const proved of [true, false]) {
      const paths = trip.from.fields.flatMap((field) => (field.proved === proved ? [field.path] : []));
      const counter = counterExample(records, trip, side, paths);
      if (counter === undefined) continue;
      if (proved) broken.push(`${title}:\n${counter}`);
      else doubtful.push(`${title}, by rules that are only tested:\n${counter}`);
    }
  }
  const remark = [...broken, ...doubtful].join("\n");
  return { ...(broken.length > 0 ? failed(undefined) : PASSED), remark: remark === "" ? undefined : remark };
}

/** The smallest pair of records whose fields do not come back, as a table; undefined when none was found. */
function counterExample(
  records: fc.Arbitrary<[DataRecord, DataRecord]>,
  trip: RoundTrip,
  side: 0 | 1,
  paths: readonly string[],
): string | undefined {
  if (paths.length === 0) return undefined;
  const property = fc.property(records, (pair) => {
    const result = travel(trip, pair[side], pair[side === 0 ? 1 : 0]);
    return result === undefined || lost(result, paths).length === 0;
  });
  const { failed: isBroken, counterexample } = fc.check(property, { numRuns: RUNS, seed: SEED });
  const [pair] = counterexample ?? [];
  const result = isBroken && pair !== undefined ? travel(trip, pair[side], pair[side === 0 ? 1 : 0]) : undefined;
  return result === undefined ? undefined : describe(result, paths);
}

interface Travelled {
  readonly given: DataRecord;
  readonly written: object;
  readonly again: DataRecord;
}

/** A record written into another and read back; undefined when a direction does not take it. */
function travel({ there, back, lookups }: RoundTrip, given: DataRecord, other: DataRecord): Travelled | undefined {
  const answers = new LawAnswers(lookups);
  try {
    const written = there.map(given as never, answers, answers);
    if (stops(answers)) return undefined;
    const read = back.map(putDraft(there, other, written, true) as never, answers, answers);
    return stops(answers) ? undefined : { given, written, again: putDraft(back, given, read, false) };
  } catch {
    // A value that cannot be converted rejects the record; nothing is promised for what a filter does not choose.
    return undefined;
  }
}

function lost({ given, again }: Travelled, paths: readonly string[]): readonly string[] {
  return paths.filter((path) => !sameField(normal(valuesAt(given, path)), normal(valuesAt(again, path))));
}

/** Blanks around text do not count. */
function normal(value: Value): Value {
  if (typeof value === "string") return value.trim();
  return Array.isArray(value) ? (value as readonly Value[]).map(normal) : value;
}

function describe(travelled: Travelled, paths: readonly string[]): string {
  const { given, written, again } = travelled;
  const rows = lost(travelled, paths).map((path) => [
    path,
    JSON.stringify(valuesAt(given, path)),
    JSON.stringify(valuesAt(again, path)),
  ]);
  const table = [["field", "given", "came back as"], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
  return [...lines, `  in between: ${JSON.stringify(written)}`].join("\n");
}
