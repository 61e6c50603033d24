import {
  type EntityModule,
  type FlowModule,
  type HintModule,
  type MappingModule,
  MODULE_CONTRACT,
  type TriggerModule,
} from "@xmap/contract";
import type { Schedule } from "./schedule.ts";

export interface LoadedFlow {
  readonly flow: FlowModule;
  readonly mappingHash: string;
}

/** Records of an entity that something is done with again and again. */
interface Scheduled {
  readonly entity: EntityModule;
  readonly schedule: Schedule;
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
  readonly #triggers = new Map<string, readonly FlowTrigger[]>();

  /** Later modules are newer; throws a RangeError for another contract or for triggers that cannot be served. */
  constructor(modules: readonly MappingModule[], older: readonly MappingModule[]) {
    for (const module of older) for (const loaded of loadFlows(module)) this.#remember(loaded);
    this.add(modules);
  }

  /** Modules that are newer than all before. */
  add(modules: readonly MappingModule[]): void {
    this.#triggers.clear();
    for (const loaded of modules.flatMap(loadFlows)) {
      refuseUnserved(loaded.flow);
      this.#current.set(loaded.flow.name, loaded);
      this.#remember(loaded);
    }
    for (const { name, after = [] } of this.flows())
      for (const earlier of after)
        if (!this.#current.has(earlier))
          throw new RangeError(`flow ${name} comes after ${earlier}, which is not loaded`);
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

  #remember(loaded: LoadedFlow): void {
    this.#byHash.set(`${loaded.mappingHash}/${loaded.flow.name}`, loaded);
  }

  /** All triggers on one kind of record. */
  triggersOn(event: TriggerModule["event"], system: string, resource: string): readonly FlowTrigger[] {
    const name = `${event}\n${system}\n${resource}`;
    const known = this.#triggers.get(name);
    if (known !== undefined) return known;
    const triggers = this.flows().flatMap((flow) =>
      flow.triggers
        .filter((one) => one.event === event && one.entity.system === system && one.entity.resource === resource)
        .map((trigger) => ({ flow, trigger })),
    );
    this.#triggers.set(name, triggers);
    return triggers;
  }

  /** What is to be swept, and when. */
  sweeps(): readonly Scheduled[] {
    return this.#scheduled("change").filter(({ by }) => by === "sweep");
  }

  /** Whose removal is watched, and when it is looked for. */
  removals(): readonly Scheduled[] {
    return this.#scheduled("removal");
  }

  #scheduled(event: TriggerModule["event"]): readonly (Scheduled & Pick<HintModule, "by">)[] {
    const triggers = this.flows().flatMap((flow) => flow.triggers.filter((trigger) => trigger.event === event));
    return triggers.flatMap(({ entity, hints }) =>
      hints.flatMap(({ by, everyMilliseconds, cron }): (Scheduled & Pick<HintModule, "by">)[] => {
        if (cron !== undefined) return [{ entity, by, schedule: { cron, zone: undefined } }];
        return everyMilliseconds === undefined ? [] : [{ entity, by, schedule: { everyMilliseconds } }];
      }),
    );
  }

  /** What is to be polled, at the shortest interval that any trigger asks for. */
  polls(): readonly { readonly system: string; readonly resource: string; readonly everyMilliseconds: number }[] {
    const polls = new Map<string, { system: string; resource: string; everyMilliseconds: number }>();
    for (const { event, entity, hints } of this.flows().flatMap((flow) => flow.triggers)) {
      if (event !== "change") continue;
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

function loadFlows(module: MappingModule): readonly LoadedFlow[] {
  if (module.contract !== MODULE_CONTRACT)
    throw new RangeError(`${module.id} follows contract ${module.contract}, this runtime ${MODULE_CONTRACT}`);
  return Object.values(module.flows).map((flow) => ({ flow, mappingHash: module.hash }));
}

/** A subject that is gone has no fields that the steps of a change could read. */
function refuseUnserved({ name, triggers }: FlowModule): void {
  const own = triggers.filter(isOwnRemoval);
  if (own.length > 0 && own.length < triggers.length)
    throw new RangeError(`flow ${name}: what is done when a record is removed stands in a flow of its own`);
}

function isOwnRemoval({ event, via, at }: TriggerModule): boolean {
  return event === "removal" && via === undefined && at === undefined;
}

/** Whether the flow runs for subjects that are gone. */
export function isForRemoved({ triggers }: FlowModule): boolean {
  return triggers.some(isOwnRemoval);
}
