import type { MappingLineage } from "@xmap/compiler/lineage";
import type { ReadAnswers } from "../lineage/read-answers.ts";
import { compareFlows, flowPairs } from "./compare-flows.ts";
import { compareRuns, type RunChange } from "./compare-runs.ts";
import { type BindingDifference, DIFFERENCE_SCHEMA, type Difference, type FlowDifference } from "./difference.ts";
import { GroupedChanges, type Said } from "./group-changes.ts";
import { entitiesOf, type ProjectState, type TriedMapping, tryRecord } from "./project-state.ts";
import type { SampleRecord } from "./sample-records.ts";

/** One direction of a binding, before and after. */
interface Pair {
  readonly before: TriedMapping | undefined;
  readonly after: TriedMapping | undefined;
}

/** Maps every sample with both states, tries the flows with them, and groups what differs by field and rule. */
export async function compareStates(
  before: ProjectState,
  after: ProjectState,
  samples: readonly SampleRecord[],
  answers: ReadAnswers,
): Promise<Difference> {
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
  const flows: FlowDifference[] = [];
  for (const pair of flowPairs(before, after)) {
    const flow = pair.after ?? pair.before;
    if (flow === undefined) continue;
    const own = placed.filter((each) => each.entities.has(flow.entity)).map((each) => each.sample);
    for (const sample of own) used.add(sample);
    if (own.length === 0) untried.push(flow.name);
    else flows.push(await compareFlows(pair, own, answers));
  }
  const unused = samples.filter((sample) => !used.has(sample)).map((sample) => sample.name);
  return { schema: DIFFERENCE_SCHEMA, bindings, flows, unused, untried, unanswered };
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
  const grouped = new GroupedChanges();
  let stoodIn = 0;
  for (const sample of samples) {
    const was = before === undefined ? undefined : tryRecord(before, sample, answers);
    const is = after === undefined ? undefined : tryRecord(after, sample, answers);
    stoodIn += is?.stoodIn ?? 0;
    const changes = compareRuns(was?.tried, is?.tried);
    grouped.add(changes, sample, (change) => ruleOf(change, [after?.mapping, before?.mapping]));
  }
  const { name, direction } = mapping;
  const { counts, groups } = grouped;
  return { difference: { binding: name, direction, records: samples.length, counts, groups }, stoodIn };
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
