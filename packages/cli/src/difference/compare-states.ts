import type { MappingLineage, SourcePlace } from "@xmap/compiler/lineage";
import type { ReadAnswers } from "../lineage/read-answers.ts";
import { compareRuns, type RunChange } from "./compare-runs.ts";
import {
  type BindingDifference,
  type ChangeGroup,
  DIFFERENCE_SCHEMA,
  type Difference,
  RECORD_CHANGES,
  type RecordChange,
} from "./difference.ts";
import { entitiesOf, type ProjectState, type TriedMapping, tryRecord } from "./project-state.ts";
import type { SampleRecord } from "./sample-records.ts";

/** One direction of a binding, before and after. */
interface Pair {
  readonly before: TriedMapping | undefined;
  readonly after: TriedMapping | undefined;
}

type GroupUnderWay = { -readonly [Key in keyof ChangeGroup]: ChangeGroup[Key] };

/** Maps every sample with both states and groups what differs by field and rule. */
export function compareStates(
  before: ProjectState,
  after: ProjectState,
  samples: readonly SampleRecord[],
  answers: ReadAnswers,
): Difference {
  const placed = samples.map((sample) => ({ sample, entities: entitiesOf(sample, after) }));
  const used = new Set<SampleRecord>();
  const untried: string[] = [];
  let unanswered = 0;
  const bindings = pairsOf(before, after).flatMap((pair): readonly BindingDifference[] => {
    const mapping = (pair.after ?? pair.before)?.mapping;
    const entity = mapping?.sources[0]?.entity;
    if (mapping === undefined || entity === undefined) return [];
    const own = placed.filter((each) => each.entities.has(entity)).map((each) => each.sample);
    for (const sample of own) used.add(sample);
    if (own.length === 0) {
      untried.push(mapping.direction === "->" ? mapping.name : `${mapping.name} (back)`);
      return [];
    }
    const { difference, stoodIn } = comparePair(pair, mapping, own, answers);
    unanswered += stoodIn;
    return [difference];
  });
  const unused = samples.filter((sample) => !used.has(sample)).map((sample) => sample.name);
  return { schema: DIFFERENCE_SCHEMA, bindings, unused, untried, unanswered };
}

function pairsOf(before: ProjectState, after: ProjectState): readonly Pair[] {
  const matched = new Set<TriedMapping>();
  const pairs = after.mappings.map((mapping): Pair => {
    const names = [mapping.mapping.name, ...(mapping.was === undefined ? [] : [mapping.was])];
    const was = before.mappings.find(
      (each) => each.mapping.direction === mapping.mapping.direction && names.includes(each.mapping.name),
    );
    if (was !== undefined) matched.add(was);
    return { before: was, after: mapping };
  });
  const gone = before.mappings.filter((mapping) => !matched.has(mapping));
  return [...pairs, ...gone.map((mapping) => ({ before: mapping, after: undefined }))];
}

function comparePair(
  { before, after }: Pair,
  mapping: MappingLineage,
  samples: readonly SampleRecord[],
  answers: ReadAnswers,
): { readonly difference: BindingDifference; readonly stoodIn: number } {
  const groups = new Map<string, GroupUnderWay>();
  const counts = Object.fromEntries(RECORD_CHANGES.map((change) => [change, 0])) as Record<RecordChange, number>;
  let stoodIn = 0;
  for (const sample of samples) {
    const was = before === undefined ? undefined : tryRecord(before, sample, answers);
    const is = after === undefined ? undefined : tryRecord(after, sample, answers);
    stoodIn += is?.stoodIn ?? 0;
    const changes = compareRuns(was?.tried, is?.tried);
    for (const change of new Set(changes.map((each) => each.change))) counts[change] += 1;
    addToGroups(groups, changes, sample, [after?.mapping, before?.mapping]);
  }
  const { name, direction } = mapping;
  const difference = { binding: name, direction, records: samples.length, counts, groups: [...groups.values()] };
  return { difference, stoodIn };
}

/** A record counts once in a group, however many of its lines have changed. */
function addToGroups(
  groups: Map<string, GroupUnderWay>,
  changes: readonly RunChange[],
  sample: SampleRecord,
  mappings: readonly (MappingLineage | undefined)[],
): void {
  const counted = new Set<string>();
  for (const change of changes) {
    const said = ruleOf(change, mappings);
    const key = JSON.stringify([change.change, change.field?.field, said.rule]);
    if (counted.has(key)) continue;
    counted.add(key);
    const known = groups.get(key);
    if (known !== undefined) {
      known.count += 1;
      continue;
    }
    const { field, reason } = change;
    const example = {
      record: sample.name,
      at: field?.at,
      before: field?.before,
      after: field?.after,
      reason,
    };
    groups.set(key, { change: change.change, field: field?.field, ...said, count: 1, example });
  }
}

interface Said {
  readonly rule: string | undefined;
  readonly place: SourcePlace | undefined;
}

/** The rule that writes the field now, else the one that did. */
function ruleOf({ field, rule }: RunChange, mappings: readonly (MappingLineage | undefined)[]): Said {
  for (const mapping of mappings) {
    if (mapping === undefined) continue;
    const found =
      field === undefined
        ? [...mapping.fields, ...mapping.lists, ...mapping.guards].find((each) => each.rule === rule)
        : ruleOfField(field.field, field.origin, mapping);
    if (found !== undefined) return { rule: found.rule, place: found.place };
  }
  return { rule, place: undefined };
}

function ruleOfField(field: string, origin: string | undefined, { fields, lists }: MappingLineage): Said | undefined {
  const list = lists.find((each) => `${each.target}[]` === field && each.origin === origin);
  if (list !== undefined) return list;
  const listRules = lists.filter((each) => each.origin === origin).map((each) => each.rule);
  const own = fields.filter((each) => field === each.target || field.startsWith(`${each.target}.`));
  // Alternatives for one target: the last rule that holds wins, and it is named.
  return own.filter((each) => each.list === undefined || listRules.includes(each.list)).at(-1);
}
