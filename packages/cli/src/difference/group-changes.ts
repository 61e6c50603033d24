import type { SourcePlace } from "@xmap/compiler/lineage";
import type { RunChange } from "./compare-runs.ts";
import { type ChangeGroup, RECORD_CHANGES, type RecordChange } from "./difference.ts";
import type { SampleRecord } from "./sample-records.ts";

type GroupUnderWay = { -readonly [Key in keyof ChangeGroup]: ChangeGroup[Key] };

export interface Said {
  readonly rule: string | undefined;
  readonly place: SourcePlace | undefined;
}

/** Changes of sample records, grouped by what they are and which rule makes them. */
export class GroupedChanges {
  readonly counts: Record<RecordChange, number>;
  readonly #groups = new Map<string, GroupUnderWay>();

  constructor() {
    this.counts = Object.fromEntries(RECORD_CHANGES.map((change) => [change, 0])) as Record<RecordChange, number>;
  }

  get groups(): readonly ChangeGroup[] {
    return [...this.#groups.values()];
  }

  /** A record counts once in a group, however many of its lines have changed. */
  add(changes: readonly RunChange[], sample: SampleRecord, saidOf: (change: RunChange) => Said): void {
    for (const change of new Set(changes.map((each) => each.change))) this.counts[change] += 1;
    const counted = new Set<string>();
    for (const change of changes) {
      const said = saidOf(change);
      const key = JSON.stringify([change.change, change.field?.field, said.rule]);
      if (counted.has(key)) continue;
      counted.add(key);
      const known = this.#groups.get(key);
      if (known !== undefined) {
        known.count += 1;
        continue;
      }
      const { field, reason } = change;
      const example = { record: sample.name, at: field?.at, before: field?.before, after: field?.after, reason };
      this.#groups.set(key, { change: change.change, field: field?.field, ...said, count: 1, example });
    }
  }
}
