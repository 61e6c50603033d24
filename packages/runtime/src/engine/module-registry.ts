import { type FlowModule, type MappingModule, MODULE_CONTRACT, type TriggerModule } from "@xmap/contract";

export interface LoadedFlow {
  readonly flow: FlowModule;
  readonly mappingHash: string;
}

/** A trigger together with the flow that it starts. */
export interface FlowTrigger {
  readonly flow: FlowModule;
  readonly trigger: TriggerModule;
}

/** The compiled mappings that an engine runs: the newest of each flow, and older ones by hash. */
export class ModuleRegistry {
  readonly #current = new Map<string, LoadedFlow>();
  readonly #byHash = new Map<string, LoadedFlow>();

  /** Later modules are newer; throws a RangeError for another contract or for triggers that cannot be served. */
  constructor(modules: readonly MappingModule[]) {
    for (const module of modules) {
      if (module.contract !== MODULE_CONTRACT)
        throw new RangeError(`${module.id} follows contract ${module.contract}, this runtime ${MODULE_CONTRACT}`);
      for (const flow of Object.values(module.flows)) {
        refuseUnserved(flow);
        const loaded = { flow, mappingHash: module.hash };
        this.#current.set(flow.name, loaded);
        this.#byHash.set(`${module.hash}/${flow.name}`, loaded);
      }
    }
  }

  flows(): readonly FlowModule[] {
    return [...this.#current.values()].map(({ flow }) => flow);
  }

  current(flow: string): LoadedFlow | undefined {
    return this.#current.get(flow);
  }

  /** The flow as of a hash, undefined when that one is not loaded. */
  at(flow: string, mappingHash: string): LoadedFlow | undefined {
    return this.#byHash.get(`${mappingHash}/${flow}`);
  }

  /** All triggers on one kind of record. */
  triggersOn(system: string, resource: string): readonly FlowTrigger[] {
    return this.flows().flatMap((flow) =>
      flow.triggers
        .filter(({ entity }) => entity.system === system && entity.resource === resource)
        .map((trigger) => ({ flow, trigger })),
    );
  }

  /** What is to be polled, at the shortest interval that any trigger asks for. */
  polls(): readonly { readonly system: string; readonly resource: string; readonly everyMilliseconds: number }[] {
    const polls = new Map<string, { system: string; resource: string; everyMilliseconds: number }>();
    for (const { entity, hints } of this.flows().flatMap((flow) => flow.triggers)) {
      for (const { by, everyMilliseconds } of hints) {
        if (by !== "poll" || everyMilliseconds === undefined) continue;
        const name = `${entity.system}\n${entity.resource}`;
        const before = polls.get(name)?.everyMilliseconds ?? Number.POSITIVE_INFINITY;
        const shortest = Math.min(before, everyMilliseconds);
        polls.set(name, { system: entity.system, resource: entity.resource, everyMilliseconds: shortest });
      }
    }
    return [...polls.values()];
  }
}

function refuseUnserved({ name, triggers }: FlowModule): void {
  for (const { event, entity, hints } of triggers) {
    if (event === "removal")
      throw new RangeError(`flow ${name}: removals of ${entity.name} cannot be watched by this runtime yet`);
    if (hints.some(({ by }) => by === "sweep"))
      throw new RangeError(`flow ${name}: sweeps over ${entity.name} cannot be run by this runtime yet`);
  }
}
