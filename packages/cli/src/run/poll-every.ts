import type { FlowModule, MappingModule } from "@xmap/contract";

/** The same module with all its polls at one interval: for demos and tests, which cannot wait for half a minute. */
export function pollEvery(module: MappingModule, milliseconds: number): MappingModule {
  const flows = Object.entries(module.flows).map(([name, flow]): [string, FlowModule] => [
    name,
    {
      ...flow,
      triggers: flow.triggers.map((trigger) => ({
        ...trigger,
        hints: trigger.hints.map((hint) => (hint.by === "poll" ? { ...hint, everyMilliseconds: milliseconds } : hint)),
      })),
    },
  ]);
  return {
    contract: module.contract,
    id: module.id,
    hash: module.hash,
    sourceFiles: module.sourceFiles,
    systems: module.systems,
    bindings: module.bindings,
    flows: Object.fromEntries(flows),
  };
}
