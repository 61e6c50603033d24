import type { DiagnosedAction, MappingModule } from "@xmap/contract";
import type {
  BindingSymbol,
  CheckedBlock,
  CheckedItem,
  CheckedProgram,
  CheckedStep,
  CheckedValue,
  EntitySymbol,
  FlowSymbol,
  LookupSymbol,
  SystemSymbol,
} from "@xmap/language";
import { fieldsRead, referredResources } from "./referred-resources.ts";

/** What the mappings need of one system; values are the flows that need it. */
export interface SystemNeeds {
  readonly system: SystemSymbol;
  /** By resource and action. */
  readonly rights: ReadonlyMap<string, ReadonlyMap<DiagnosedAction, ReadonlySet<string>>>;
  /** Operations as `sale.order.action_confirm`; they change their record. */
  readonly operations: ReadonlyMap<string, ReadonlySet<string>>;
  /** What steps ask for by `when SYSTEM offers …`. */
  readonly capabilities: ReadonlyMap<string, ReadonlySet<string>>;
  /** Resources of which a trigger waits for webhooks. */
  readonly webhooks: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The needs of every declared system, those that no flow uses among them. The modules are those of the program. */
export function systemNeeds(program: CheckedProgram, modules: readonly MappingModule[]): readonly SystemNeeds[] {
  const systems = program.files.flatMap((file) => file.systems);
  const collected = new Map(systems.map((system) => [system.name, new NeedsCollector(system)]));
  for (const flow of program.files.flatMap((file) => file.flows)) new FlowReader(flow.name, collected).flow(flow);
  const fields = fieldsRead(modules);
  for (const entity of program.files.flatMap((file) => file.entities)) {
    const needs = collected.get(entity.system.name);
    const flows = needs?.rights.get(entity.resource)?.get("read") ?? [];
    const referred = referredResources(entity.schema, fields.get(`${entity.system.name} ${entity.resource}`) ?? []);
    for (const resource of referred) for (const flow of [...flows]) needs?.right(resource, "read", flow);
  }
  return [...collected.values()];
}

class NeedsCollector implements SystemNeeds {
  readonly system: SystemSymbol;
  readonly rights = new Map<string, Map<DiagnosedAction, Set<string>>>();
  readonly operations = new Map<string, Set<string>>();
  readonly capabilities = new Map<string, Set<string>>();
  readonly webhooks = new Map<string, Set<string>>();

  constructor(system: SystemSymbol) {
    this.system = system;
  }

  right(resource: string, action: DiagnosedAction, flow: string): void {
    const actions = this.rights.get(resource) ?? new Map<DiagnosedAction, Set<string>>();
    this.rights.set(resource, actions);
    add(actions, action, flow);
  }
}

function add<Name>(needs: Map<Name, Set<string>>, name: Name, flow: string): void {
  const flows = needs.get(name) ?? new Set<string>();
  flows.add(flow);
  needs.set(name, flows);
}

/** Goes through everything that one flow does. */
class FlowReader {
  readonly #flow: string;
  readonly #needs: ReadonlyMap<string, NeedsCollector>;
  /** Bindings that lead back to themselves are read once. */
  readonly #read = new Set<unknown>();

  constructor(flow: string, needs: ReadonlyMap<string, NeedsCollector>) {
    this.#flow = flow;
    this.#needs = needs;
  }

  flow({ entity, triggers, steps }: FlowSymbol): void {
    this.#right(entity, "read");
    for (const trigger of triggers) {
      this.#right(trigger.entity, "read");
      const { system, resource } = trigger.entity;
      if (trigger.hints.some(({ by }) => by === "webhook")) add(this.#of(system).webhooks, resource, this.#flow);
    }
    this.#steps(steps);
  }

  #steps(steps: readonly CheckedStep[]): void {
    for (const step of steps) this.#step(step);
  }

  #step(step: CheckedStep): void {
    switch (step.kind) {
      case "value":
        this.#value(step.value);
        return;
      case "read":
        this.#right(step.entity, "read");
        return;
      case "find":
        this.#right(step.side === "left" ? step.binding.right : step.binding.left, "read");
        return;
      case "sync":
        this.#sync(step.binding, step.side);
        return;
      case "call":
        this.#right(step.entity, "read");
        this.#right(step.entity, "write");
        add(this.#of(step.entity.system).operations, `${step.entity.resource}.${step.operation}`, this.#flow);
        return;
      case "write":
        this.#right(step.entity, "read");
        this.#right(step.entity, "write");
        for (const { value } of step.lets) this.#value(value);
        this.#items(step.items);
        return;
      case "when":
        this.#capability(step.capability);
        this.#steps(step.steps);
        return;
      case "each":
        this.#steps(step.steps);
        return;
      default:
    }
  }

  #capability(capability: { readonly system: string; readonly name: string } | undefined): void {
    const needs = capability === undefined ? undefined : this.#needs.get(capability.system);
    if (capability !== undefined && needs !== undefined) add(needs.capabilities, capability.name, this.#flow);
  }

  /** Found, made where there is none, and changed where a rule writes more than at the beginning. */
  #sync({ left, right, block, reverse }: BindingSymbol, side: "left" | "right"): void {
    const written = side === "left" ? block : reverse?.block;
    const target = side === "left" ? right : left;
    for (const action of ["read", "create"] as const) this.#right(target, action);
    if (written === undefined) return;
    if (changesLater(written)) this.#right(target, "write");
    this.#block(written);
  }

  /** A reference finds its record or makes it, and never changes it. */
  #reference({ right, block }: BindingSymbol): void {
    for (const action of ["read", "create"] as const) this.#right(right, action);
    this.#block(block);
  }

  #block(block: CheckedBlock): void {
    if (this.#read.has(block)) return;
    this.#read.add(block);
    for (const { value } of block.lets) this.#value(value);
    this.#items(block.items);
  }

  #items(items: readonly CheckedItem[]): void {
    for (const item of items) {
      if (item.kind === "rule") this.#value(item.value);
      else this.#block(item.kind === "include" ? item.rules.block : item.block);
    }
  }

  #value({ via }: CheckedValue): void {
    if (via?.kind === "lookup") this.#lookup(via.lookup);
    else if (via?.kind === "binding") this.#reference(via.binding);
  }

  /** A dot in a column leads into the record that the field before it refers to. */
  #lookup({ entity, columns, result }: LookupSymbol): void {
    this.#right(entity, "read");
    const paths = [...columns, result].map(({ path }) => path);
    for (const referred of referredResources(entity.schema, paths))
      this.#of(entity.system).right(referred, "read", this.#flow);
  }

  #right({ system, resource }: EntitySymbol, action: DiagnosedAction): void {
    this.#of(system).right(resource, action, this.#flow);
  }

  #of(system: SystemSymbol): NeedsCollector {
    const needs = this.#needs.get(system.name);
    if (needs === undefined) throw new RangeError(`${system.name} is declared in no file of the program`);
    return needs;
  }
}

function changesLater({ items }: CheckedBlock): boolean {
  return items.some(changesItLater);
}

function changesItLater(item: CheckedItem): boolean {
  switch (item.kind) {
    case "rule":
      return !item.once && !item.key;
    case "include":
      return changesLater(item.rules.block);
    case "nested":
      return changesLater(item.block);
    case "lines":
      return true;
  }
}
