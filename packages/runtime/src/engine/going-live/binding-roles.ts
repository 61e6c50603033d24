import type { BindingModule, Cardinality, FlowModule, MappingModule, StepModule } from "@xmap/contract";

/** A binding with what its links are like. */
export interface LinkingBinding {
  readonly binding: BindingModule;
  /** `one` when a flow keeps the records equal, `many` when they are only referred to. */
  readonly cardinality: Cardinality;
}

/** The bindings that flows sync, by name. */
export function syncedBindings(flows: readonly FlowModule[]): ReadonlyMap<string, BindingModule> {
  const bindings = flows.flatMap(({ steps }) => bindingsIn(steps));
  return new Map(bindings.map((binding) => [binding.name, binding]));
}

function bindingsIn(steps: readonly StepModule[]): readonly BindingModule[] {
  return steps.flatMap((step) => {
    if (step.step === "sync") return [step.binding];
    return step.step === "when" || step.step === "each" ? bindingsIn(step.steps) : [];
  });
}

/** All bindings that link records; those that others refer to come first, so that theirs are found by their links. */
export function linkingBindings(modules: readonly MappingModule[]): readonly LinkingBinding[] {
  const synced = syncedBindings(modules.flatMap(({ flows }) => Object.values(flows)));
  const all = new Map(modules.flatMap(({ bindings }) => Object.values(bindings)).map((one) => [one.name, one]));
  const linking = [...all.values()]
    .filter(({ linkedFrom }) => linkedFrom === undefined)
    .map((binding): LinkingBinding => ({ binding, cardinality: synced.has(binding.name) ? "one" : "many" }));
  return linking.sort((left, right) => Number(left.cardinality === "one") - Number(right.cardinality === "one"));
}

/** A binding whose left records are the subjects of a flow that syncs them. */
export interface SubjectBinding {
  readonly flow: string;
  readonly binding: BindingModule;
}

/** The bindings that flows keep their subjects equal by. */
export function subjectBindings(flows: readonly FlowModule[]): readonly SubjectBinding[] {
  return flows.flatMap((flow) => {
    const { entity } = flow.subject;
    const isSubject = ({ left }: BindingModule): boolean => left.system === entity.system && left.name === entity.name;
    return [...syncedBindings([flow]).values()].filter(isSubject).map((binding) => ({ flow: flow.name, binding }));
  });
}
