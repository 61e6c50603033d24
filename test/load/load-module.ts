import {
  type BindingModule,
  type DataRecord,
  type EntityModule,
  type FlowModule,
  type KeyField,
  type MappingModule,
  MODULE_CONTRACT,
  type PolicyModule,
  type StepModule,
} from "@xmap/contract";

/** An entity of which a few plain fields are read. */
export function entityOf(
  system: string,
  resource: string,
  key: readonly KeyField[],
  fields: readonly string[],
): EntityModule {
  return { name: `${system}-${resource}`, system, resource, key, fields, joins: [] };
}

/** So many calls in so many milliseconds, and no more at a time than the number in flight. */
export interface Pace {
  readonly count: number;
  readonly perMilliseconds: number;
  readonly parallel: number;
}

function policyOf(system: string, { count, perMilliseconds, parallel }: Pace): PolicyModule {
  return {
    name: "paced",
    retry: { fromMilliseconds: 100, toMilliseconds: 1_000, forMilliseconds: 3_600_000 },
    timeoutMilliseconds: undefined,
    rates: [{ system, count, perMilliseconds }],
    parallel: [{ system, count: parallel }],
    alerts: [],
  };
}

function moduleOf(flow: FlowModule, bindings: MappingModule["bindings"] = {}): MappingModule {
  return {
    contract: MODULE_CONTRACT,
    id: "load",
    hash: "load-1",
    sourceFiles: ["load.xmap"],
    systems: {},
    bindings,
    flows: { Load: flow },
  };
}

function flowOf(entity: EntityModule, steps: readonly StepModule[], pace?: Pace): FlowModule {
  return {
    name: "Load",
    subject: { name: "record", entity },
    where: undefined,
    triggers: [],
    policy: pace === undefined ? undefined : policyOf(entity.system, pace),
    atMostEveryMilliseconds: undefined,
    rules: [],
    steps,
  };
}

/** Each run reads its record, where it is not known already, and does nothing with it; at the pace, where there is one. */
export function readingModule(entity: EntityModule, pace?: Pace): MappingModule {
  return moduleOf(flowOf(entity, [], pace));
}

/** Each run makes a record of the target, found by `key`. */
export function writingModule(
  from: EntityModule,
  to: EntityModule,
  key: readonly string[],
  map: (record: DataRecord) => object,
): MappingModule {
  const binding: BindingModule = {
    name: "Copy",
    link: "Copy",
    left: from,
    right: to,
    key,
    once: [],
    lines: [],
    rules: [],
    lookups: [],
    map: (record: DataRecord) => map(record),
  };
  const step: StepModule = {
    step: "sync",
    id: "copy",
    file: "load.xmap",
    line: 1,
    assign: undefined,
    binding,
    record: ({ record }: { readonly record: DataRecord }) => record,
  };
  return moduleOf(flowOf(from, [step]), { Copy: binding });
}
