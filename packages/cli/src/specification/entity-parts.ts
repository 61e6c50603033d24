import { type MappingLineage, splitPath } from "@xmap/compiler/lineage";
import { type EntitySymbol, type Field, type RecordType, type Type, typeToText } from "@xmap/language";
import { type Html, html, joined } from "./html.ts";
import { mappingAnchor, mappingTitle } from "./mapping-names.ts";
import { code, prose, section, table } from "./parts.ts";
import type { Specification } from "./specification.ts";

interface FieldUse {
  readonly read: Set<MappingLineage>;
  readonly written: Set<MappingLineage>;
}

/** The record types, with the fields that the mappings read and write. */
export function entityParts(specification: Specification): Html {
  const { program, lineage } = specification;
  const uses = fieldUses(lineage.mappings);
  const entities = program.files.flatMap((file) => file.entities);
  const parts = entities.map((entity) => entityPart(entity, uses.get(entity.name) ?? new Map(), specification));
  return section("entities", 2, "Records and their fields", parts);
}

function entityPart(entity: EntitySymbol, uses: ReadonlyMap<string, FieldUse>, specification: Specification): Html {
  const { anchors } = specification;
  const { name, file, system, resource, key, joins, declaration } = entity;
  const rows = [...uses]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([path, use]) => {
      const field = fieldAt(entity.type, path);
      return [
        code(path),
        field === undefined ? "" : typeToText(field.value),
        links(use.read, specification),
        links(use.written, specification),
        field?.description ?? "",
      ];
    });
  const facts = [
    html`${anchors.link(["system"], system.name)}, resource ${code(resource)}`,
    html`key ${joined(
      key.map((part) => code(part.field)),
      ", ",
    )}`,
    ...(joins.length === 0 ? [] : [html`with ${joined(joins.map(code), ", ")}`]),
  ];
  return section(anchors.of("entity", name, file), 3, name, [
    prose(declaration.documentation),
    html`<p>${joined(facts, "; ")}.</p>`,
    table(`Fields of ${name} that are used`, ["Field", "Type", "Goes into", "Comes from", "Description"], rows),
  ]);
}

function fieldUses(mappings: readonly MappingLineage[]): Map<string, Map<string, FieldUse>> {
  const uses = new Map<string, Map<string, FieldUse>>();
  const useOf = (entity: string, path: string): FieldUse => {
    const fields = uses.get(entity) ?? new Map<string, FieldUse>();
    uses.set(entity, fields);
    const use = fields.get(path) ?? { read: new Set(), written: new Set() };
    fields.set(path, use);
    return use;
  };
  for (const mapping of mappings) {
    for (const { sources } of [...mapping.fields, ...mapping.lists, ...mapping.guards])
      for (const { entity, path } of sources) if (path !== "$") useOf(entity, path).read.add(mapping);
    for (const { target } of mapping.fields) useOf(mapping.target.entity, target).written.add(mapping);
  }
  return uses;
}

function links(mappings: ReadonlySet<MappingLineage>, specification: Specification): Html {
  return joined(
    [...mappings].map(
      (mapping) => html`<a href="#${mappingAnchor(mapping, specification)}">${mappingTitle(mapping)}</a>`,
    ),
    ", ",
  );
}

function fieldAt(record: RecordType, path: string): Field | undefined {
  let type: Type = record;
  let field: Field | undefined;
  for (const { name } of splitPath(path)) {
    const inner: Type = type.kind === "list" ? type.item : type;
    field = inner.kind === "record" ? inner.fields.get(name) : undefined;
    if (field === undefined) return undefined;
    type = field.value.type;
  }
  return field;
}
