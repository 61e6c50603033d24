import type { SourceText } from "@xmap/diagnostics";
import type { CheckedStep, EntitySymbol, FlowSymbol } from "@xmap/language";
import { type CollectedLineage, collectBlock, placeOf, textOf } from "./block-lineage.ts";
import type { MappingLineage, RecordSide, ViaLineage } from "./lineage.ts";
import { computedFrom, elementsOf, NOTHING, type Origin, type OriginScope, wholeRecord } from "./origin.ts";
import { originOf } from "./origin-of-expression.ts";
import { originOfValue } from "./origin-of-value.ts";

/** The names that a flow's steps have given so far. */
interface FlowNames {
  readonly origins: Map<string, Origin>;
  readonly entities: Map<string, EntitySymbol>;
}

interface FlowReading {
  readonly flow: FlowSymbol;
  readonly source: SourceText;
  sourceOf(file: string): SourceText;
  readonly names: FlowNames;
  readonly found: MappingLineage[];
}

/** The lineage of every `write` of a flow; its sources are the records that the flow has named. */
export function flowLineage(flow: FlowSymbol, sourceOf: (file: string) => SourceText): readonly MappingLineage[] {
  const names: FlowNames = { origins: new Map(), entities: new Map() };
  nameRecord(names, flow.subject, flow.entity);
  const reading: FlowReading = { flow, source: sourceOf(flow.file), sourceOf, names, found: [] };
  readSteps(flow.steps, [], reading);
  return reading.found;
}

/** What the side of a record is called. */
export function sideOf(entity: EntitySymbol, record: string | undefined): RecordSide {
  return { record, entity: entity.name, system: entity.system.name, resource: entity.resource };
}

function readSteps(steps: readonly CheckedStep[], conditions: readonly string[], reading: FlowReading): void {
  const { names, flow, source } = reading;
  for (const step of steps) {
    switch (step.kind) {
      case "value": {
        const place = {
          rule: `${flow.name}/${step.id}`,
          list: undefined,
          textOf: ({ span }: { readonly span: { readonly start: number; readonly end: number } }) =>
            textOf(span, source),
        };
        names.origins.set(step.assign, originOfValue(step.value, scopeOf(names), place));
        break;
      }
      case "read":
      case "call":
        nameRecord(names, step.assign, step.entity);
        break;
      case "invoke":
        if (step.assign !== undefined) names.origins.set(step.assign, originOfAnswer(step, flow, scopeOf(names)));
        break;
      case "find":
        nameRecord(names, step.assign, step.side === "left" ? step.binding.right : step.binding.left);
        break;
      case "sync":
        nameRecord(names, step.assign, step.binding.right);
        break;
      case "write":
        reading.found.push(writeLineage(step, conditions, reading));
        break;
      case "when": {
        const condition = step.condition === undefined ? [] : [textOf(step.condition.span, source)];
        const { capability } = step;
        const offered = capability === undefined ? [] : [`${capability.system} offers ${capability.name}`];
        readSteps(step.steps, [...conditions, ...offered, ...condition], reading);
        break;
      }
      case "each":
        names.origins.set(step.name, elementsOf(originOf(step.list, scopeOf(names))));
        readSteps(step.steps, conditions, reading);
        break;
      default:
        break;
    }
  }
}

function writeLineage(
  step: Extract<CheckedStep, { kind: "write" }>,
  conditions: readonly string[],
  { flow, source, sourceOf, names }: FlowReading,
): MappingLineage {
  const collected: CollectedLineage = { fields: [], lists: [] };
  const owner = `${flow.name}_${step.target}`;
  const place = { owner, prefix: "", list: undefined, included: undefined, source, sourceOf };
  collectBlock({ lets: step.lets, items: step.items }, scopeOf(names), place, collected);
  return {
    kind: "write",
    name: `${flow.name}/${step.id}`,
    documentation: undefined,
    direction: "->",
    place: placeOf(step.declaration.span, source),
    sources: [...names.entities].map(([name, entity]) => sideOf(entity, name)),
    target: sideOf(step.entity, step.target),
    conditions,
    guards: [],
    ...collected,
  };
}

function nameRecord({ origins, entities }: FlowNames, name: string | undefined, entity: EntitySymbol): void {
  if (name === undefined) return;
  origins.set(name, wholeRecord(entity, name));
  entities.set(name, entity);
}

/** What a system answers comes from what it was told. */
function originOfAnswer(
  { system, invocation, arguments: given, id }: Extract<CheckedStep, { kind: "invoke" }>,
  flow: FlowSymbol,
  scope: OriginScope,
): Origin {
  const told = computedFrom(...given.map(({ value }) => originOf(value, scope)));
  const via: ViaLineage = {
    kind: "call",
    name: `${system.name}.${invocation}`,
    rule: `${flow.name}/${id}`,
    list: undefined,
  };
  return { ...told, literals: [], via: [...told.via, via] };
}

/** In a flow the context is the record of its names. */
function scopeOf({ origins }: FlowNames): OriginScope {
  const context: Origin = { ...NOTHING, members: new Map(origins) };
  return { context, root: context, variables: new Map(), depth: 0 };
}
