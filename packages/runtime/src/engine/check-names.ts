import type { Clock, MappingModule } from "@xmap/contract";
import type { Store, StoreChange } from "./store.ts";

/** What the store keeps under a name that no mapping has any more. */
export interface VanishedName {
  readonly kind: "link" | "system" | "flow";
  readonly name: string;
  readonly count: number;
}

/** The mappings have lost names that records in the store hang on. */
export class VanishedNamesError extends Error {
  override readonly name = "VanishedNamesError";
  readonly vanished: readonly VanishedName[];

  constructor(vanished: readonly VanishedName[]) {
    super(vanished.map(describe).join("\n"));
    this.vanished = vanished;
  }
}

/**
 * Hands over what is stored under former names of bindings (`was`), and forgets what the operator names. Throws a
 * VanishedNamesError with the counts when the store keeps anything under a name that the mappings do not have.
 */
export async function checkNames(
  store: Store,
  modules: readonly MappingModule[],
  forget: { readonly names: readonly string[]; readonly by: string; readonly clock: Clock },
): Promise<void> {
  const bindings = modules.flatMap((module) => Object.values(module.bindings));
  const { links } = await store.storedNames();
  const renamed = bindings.flatMap(({ link, was }): StoreChange[] =>
    was !== undefined && links.has(was) ? [{ change: "renameLink", from: was, to: link }] : [],
  );
  const at = forget.clock.now();
  const forgotten = forget.names.flatMap((name): StoreChange[] => [
    { change: "forgetLinks", link: name },
    { change: "forgetSystem", system: name },
    { change: "forgetFlow", flow: name, by: forget.by, at },
  ]);
  if (renamed.length + forgotten.length > 0) await store.write([...renamed, ...forgotten]);
  const stored = await store.storedNames();
  const flows = new Set(modules.flatMap((module) => Object.keys(module.flows)));
  const linked = new Set(bindings.map(({ link }) => link));
  const systems = new Set(bindings.flatMap(({ left, right }) => [left.system, right.system]));
  const vanished = [
    ...without("link", stored.links, linked),
    // Links that are named already say nothing new by their systems.
    ...without("system", every(stored.links, linked) ? stored.systems : new Map(), systems),
    ...without("flow", stored.flows, flows),
  ];
  if (vanished.length > 0) throw new VanishedNamesError(vanished);
}

function without(
  kind: VanishedName["kind"],
  stored: ReadonlyMap<string, number>,
  known: ReadonlySet<string>,
): readonly VanishedName[] {
  return [...stored].flatMap(([name, count]) => (known.has(name) ? [] : [{ kind, name, count }]));
}

function every(names: ReadonlyMap<string, number>, known: ReadonlySet<string>): boolean {
  return [...names.keys()].every((name) => known.has(name));
}

function describe({ kind, name, count }: VanishedName): string {
  const records = count === 1 ? "1 record is" : `${count} records are`;
  if (kind === "flow")
    return `${records} pending or waiting for a person in the flow ${name}, but there is no such flow.`;
  if (kind === "system")
    return `${records} linked with records of ${name}, but no binding has that system. Give the system its name back: links hang on it`;
  return `${records} linked by ${name}, but there is no such binding. If it has another name now, write: binding NewName was ${name}`;
}
