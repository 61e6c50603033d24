import type { MappingLineage } from "@xmap/compiler/lineage";
import type { Specification } from "./specification.ts";

/** What a mapping is called on the page: a binding by its name, a write by its flow. */
export function mappingTitle({ kind, name, direction, target }: MappingLineage): string {
  if (kind === "write") return `${flowOf(name)} writes ${target.record ?? target.entity}`;
  return direction === "->" ? name : `${name} (back)`;
}

/** Where a mapping stands on the page. */
export function mappingAnchor(mapping: MappingLineage, { anchors, lineage }: Specification): string {
  if (mapping.kind === "write") return `write-${lineage.mappings.indexOf(mapping)}`;
  const anchor = anchors.of("binding", mapping.name, mapping.place.file);
  return mapping.direction === "->" ? anchor : `${anchor}-back`;
}

/** A write's name begins with its flow's. */
export function flowOf(name: string): string {
  return name.slice(0, name.indexOf("/"));
}
