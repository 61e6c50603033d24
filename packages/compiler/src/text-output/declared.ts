import type { ArrowCode, ExportedName } from "../ir/code.ts";
import type { ModuleIr } from "../ir/module.ts";

/** What the names that a mapping function mentions stand for. */
export interface Declared {
  /** The function of shared rules. */
  functionOf(name: ExportedName): ArrowCode | undefined;
  /** The fields by which a binding is asked for a record, as paths. */
  referenceKey(binding: ExportedName): readonly (readonly string[])[] | undefined;
}

/** The declarations of all modules. */
export function declaredIn(modules: readonly ModuleIr[]): Declared {
  const functions = new Map<string, ArrowCode>();
  const entities = new Map<string, readonly (readonly string[])[]>();
  const lefts = new Map<string, ExportedName>();
  for (const module of modules) {
    for (const rules of module.rules) functions.set(keyOf(rules.function), rules.code);
    for (const { constant, key } of module.entities)
      entities.set(
        keyOf(constant),
        key.map(({ field }) => field.split(".")),
      );
    for (const { constant, left, right, links } of module.bindings) {
      lefts.set(keyOf(constant), left);
      for (const link of links) lefts.set(keyOf(link.constant), link.from === "left" ? left : right);
    }
  }
  return {
    functionOf: (name) => functions.get(keyOf(name)),
    referenceKey(binding) {
      const left = lefts.get(keyOf(binding));
      return left === undefined ? undefined : entities.get(keyOf(left));
    },
  };
}

function keyOf({ file, name }: ExportedName): string {
  return `${file}\n${name}`;
}
