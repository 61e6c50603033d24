import type { ConnectorDescription } from "@xmap/contract";
import type { pickedSystems } from "./needed-files.ts";

/** A variable that a project's environments must have. */
export interface NeededVariable {
  readonly name: string;
  readonly isSecret: boolean;
  /** What asks for it: `erp.url`. */
  readonly asked: string;
  /** In the connector's words. */
  readonly meaning: string;
  /** What it may be, where something usual is known. */
  readonly example: string;
}

/** What `env(…)` and `secret(…)` of the systems ask for, in their order, each once. */
export function neededVariables(
  systems: ReturnType<typeof pickedSystems>,
  read: (path: string) => string | undefined,
): readonly NeededVariable[] {
  const found = new Map<string, NeededVariable>();
  for (const { name: system, options } of systems) {
    const text = read(`schemas/${system.name}/connector.json`);
    const description = text === undefined ? undefined : (JSON.parse(text) as ConnectorDescription);
    for (const { name, value } of options) {
      if (value.kind !== "OptionReference" || found.has(value.name.value)) continue;
      found.set(value.name.value, {
        name: value.name.value,
        isSecret: value.source === "secret",
        asked: `${system.name}.${name.name}`,
        meaning: meaningOf(description, name.name),
        example: name.name === "file" ? `.xmap/${system.name}.sqlite` : "",
      });
    }
  }
  return [...found.values()];
}

function meaningOf(description: ConnectorDescription | undefined, option: string): string {
  const properties: unknown = description?.options.properties;
  if (typeof properties !== "object" || properties === null) return "";
  const schema: unknown = Reflect.get(properties, option);
  if (typeof schema !== "object" || schema === null || !("description" in schema)) return "";
  return typeof schema.description === "string" ? schema.description : "";
}
