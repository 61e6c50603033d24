import type { SourceText } from "@xmap/diagnostics";
import type { BindingSymbol, CheckedBlock, CheckedGuard, CheckedProgram, EntitySymbol } from "@xmap/language";
import { type CollectedLineage, collectBlock, placeOf, textOf, withLets } from "./block-lineage.ts";
import { flowLineage, sideOf } from "./flow-lineage.ts";
import { type GuardLineage, LINEAGE_SCHEMA, type Lineage, type MappingLineage } from "./lineage.ts";
import { asRole, type OriginScope, sourcesOf, unique, wholeRecord } from "./origin.ts";
import { originOf } from "./origin-of-expression.ts";

/**
 * For every binding and every `write` of a flow: which rule writes each target field, from which source fields,
 * through which maps, lookups and bindings. Mappings and rules come in the order of the program.
 */
export function lineageOf(program: CheckedProgram): Lineage {
  const sources = new Map(program.files.map(({ file }) => [file.source.path, file.source]));
  const sourceOf = (file: string): SourceText => {
    const source = sources.get(file);
    if (source === undefined) throw new TypeError(`${file} is not in the program`);
    return source;
  };
  const mappings = program.files.flatMap((file) => [
    ...file.bindings.flatMap((binding) => bindingLineage(binding, sourceOf)),
    ...file.flows.flatMap((flow) => flowLineage(flow, sourceOf)),
  ]);
  return { schema: LINEAGE_SCHEMA, mappings };
}

/** What one direction of a binding reads and writes. */
interface Side {
  readonly direction: "->" | "<-";
  readonly from: EntitySymbol;
  readonly to: EntitySymbol;
  readonly guards: readonly CheckedGuard[];
  readonly block: CheckedBlock;
}

function bindingLineage(binding: BindingSymbol, sourceOf: (file: string) => SourceText): readonly MappingLineage[] {
  const { left, right, guards, block, reverse } = binding;
  const forward = sideLineage(binding, { direction: "->", from: left, to: right, guards, block }, sourceOf);
  if (reverse === undefined) return [forward];
  const back: Side = { ...reverse, direction: "<-", from: right, to: left };
  return [forward, sideLineage(binding, back, sourceOf)];
}

function sideLineage(
  binding: BindingSymbol,
  { direction, from, to, guards, block }: Side,
  sourceOf: (file: string) => SourceText,
): MappingLineage {
  const source = sourceOf(binding.file);
  const context = wholeRecord(from, undefined);
  const scope: OriginScope = { context, root: context, variables: new Map(), depth: 0 };
  const collected: CollectedLineage = { fields: [], lists: [] };
  const owner = direction === "->" ? binding.name : `${binding.name}/<-`;
  const place = { owner, prefix: "", list: undefined, included: undefined, source, sourceOf };
  collectBlock(block, scope, place, collected);
  const inside = withLets(block, scope, place);
  return {
    kind: "binding",
    name: binding.name,
    documentation: binding.declaration.documentation,
    direction,
    place: placeOf(binding.declaration.span, source),
    sources: [sideOf(from, undefined)],
    target: sideOf(to, undefined),
    conditions: [],
    guards: guards.map((guard) => guardLineage(guard, inside, source)),
    ...collected,
  };
}

function guardLineage({ id, condition, outcome }: CheckedGuard, scope: OriginScope, source: SourceText): GuardLineage {
  return {
    rule: id,
    place: placeOf(condition.span, source),
    text: `${textOf(condition.span, source)} else ${textOf(outcome.span, source)}`,
    outcome: outcome.word,
    sources: unique(sourcesOf(originOf(condition, scope)).map((used) => asRole(used, "condition"))),
  };
}
