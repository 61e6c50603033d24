import type { EntityModule, EntitySchema, MappingModule, StepModule } from "@xmap/contract";

/** The dotted fields that mappings read, by `SYSTEM RESOURCE`. */
export function fieldsRead(modules: readonly MappingModule[]): ReadonlyMap<string, ReadonlySet<string>> {
  const read = new Map<string, Set<string>>();
  for (const { system, resource, fields } of modules.flatMap(entitiesOf)) {
    const known = read.get(`${system} ${resource}`) ?? new Set<string>();
    for (const field of fields) known.add(field);
    read.set(`${system} ${resource}`, known);
  }
  return read;
}

function entitiesOf({ bindings, flows }: MappingModule): readonly EntityModule[] {
  return [
    ...Object.values(bindings).flatMap(({ left, right }) => [left, right]),
    ...Object.values(flows).flatMap(({ subject, triggers, steps }) => [
      subject.entity,
      ...triggers.map(({ entity }) => entity),
      ...steps.flatMap(entitiesOfStep),
    ]),
  ];
}

function entitiesOfStep(step: StepModule): readonly EntityModule[] {
  if (step.step === "when" || step.step === "each") return step.steps.flatMap(entitiesOfStep);
  return "entity" in step ? [step.entity] : [];
}

/** The resources behind references that dotted fields go through. */
export function referredResources(schema: EntitySchema, paths: Iterable<string>): ReadonlySet<string> {
  const referred = new Set<string>();
  for (const path of paths) {
    const names = path.split(".");
    let node: EntitySchema | undefined = schema;
    for (const name of names.slice(0, -1)) {
      const field: EntitySchema | undefined = (node?.properties ?? node?.items?.properties)?.[name];
      const resource = field?.["x-xmap-reference"] ?? field?.items?.["x-xmap-reference"];
      if (resource !== undefined) referred.add(resource);
      node = field;
    }
  }
  return referred;
}
