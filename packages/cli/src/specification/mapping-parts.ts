import {
  type FieldLineage,
  type MappingLineage,
  marksOf,
  readSides,
  sourceText,
  type ViaLineage,
} from "@xmap/compiler/lineage";
import { type Html, html, joined } from "./html.ts";
import { mappingAnchor, mappingTitle } from "./mapping-names.ts";
import { code, codes, prose, section, table } from "./parts.ts";
import type { Specification } from "./specification.ts";

const HEAD = ["Target", "Source", "Via", "Condition", "Marks", "Remark", "Place"] as const;

/** The bindings, a table each. */
export function bindingParts(specification: Specification): Html {
  const bindings = specification.lineage.mappings.filter((mapping) => mapping.kind === "binding");
  return section(
    "bindings",
    2,
    "Bindings",
    bindings.map((mapping) =>
      section(mappingAnchor(mapping, specification), 3, mappingTitle(mapping), [
        prose(mapping.documentation),
        mappingTable(mapping, specification),
      ]),
    ),
  );
}

/** What a mapping requires, and its rules. */
export function mappingTable(mapping: MappingLineage, specification: Specification): Html {
  const { anchors } = specification;
  const sides = readSides(mapping).map((side) => anchors.link(["entity"], side.entity));
  const from = sides.length === 0 ? html`` : html`From ${joined(sides, ", ")} to `;
  const title = mappingTitle(mapping);
  const guards = mapping.guards.map((guard) => [
    code(guard.text),
    codes(guard.sources.map(sourceText)),
    remarkOf(guard, specification),
    placeText(guard, mapping),
  ]);
  return html`<p>${from}${anchors.link(["entity"], mapping.target.entity)}; ${code(`${mapping.place.file}:${mapping.place.line}`)}.</p>
${mapping.conditions.length === 0 ? html`` : html`<p>Only when ${joined(mapping.conditions.map(code), " and ")}.</p>`}
${table(`What ${title} requires`, ["Requirement", "Fields", "Remark", "Place"], guards)}
${table(`Rules of ${title}`, HEAD, [...listRows(mapping, specification), ...mapping.fields.map((field) => fieldRow(field, mapping, specification))])}`;
}

function listRows(mapping: MappingLineage, specification: Specification): readonly (readonly (Html | string)[])[] {
  return mapping.lists.map((list) => {
    const values = list.sources.filter((source) => source.role === "value").map(sourceText);
    const chosen = list.sources.filter((source) => source.role === "selection").map(sourceText);
    return [
      code(`${list.target}[]`),
      codes(values),
      "",
      chosen.length === 0 ? "" : html`chosen by ${codes(chosen)}`,
      list.by.length === 0 ? "one line" : html`a line for each ${codes(list.by)}`,
      remarkOf(list, specification),
      placeText(list, mapping),
    ];
  });
}

function fieldRow(
  field: FieldLineage,
  mapping: MappingLineage,
  specification: Specification,
): readonly (Html | string)[] {
  const chosen = field.sources.filter((source) => source.role === "selection").map(sourceText);
  const conditions = [
    ...(field.condition === undefined ? [] : [code(field.condition)]),
    ...(chosen.length === 0 ? [] : [html`chosen by ${codes(chosen)}`]),
  ];
  const included = field.included === undefined ? [] : [html`from the rules ${field.included}`];
  const remark = remarkOf(field, specification);
  return [
    html`<span title="${field.rule}">${code(field.target)}</span>`,
    sourcePart(field),
    joined(
      field.via.map((via) => viaPart(via, specification)),
      ", then ",
    ),
    joined(conditions, "; "),
    marksOf(field).join(", "),
    joined([...(remark === "" ? [] : [remark]), ...included], "; "),
    placeText(field, mapping),
  ];
}

/** The expression as it is written, and the fields that it comes from where it does not say them itself. */
function sourcePart(field: FieldLineage): Html {
  const values = field.sources.filter((source) => source.role === "value").map(sourceText);
  const itself = values.length === 1 ? values[0] === field.expression : values.length === 0;
  return itself ? code(field.expression) : html`${code(field.expression)}<br>from ${codes(values)}`;
}

function viaPart(via: ViaLineage, { anchors }: Specification): Html {
  switch (via.kind) {
    case "map":
      return html`map ${anchors.link(["map"], via.name)}`;
    case "arms":
      return code(via.text);
    case "call":
      return html`call ${code(via.name)}`;
    case "lookup":
      return html`lookup ${anchors.link(["lookup"], via.name)}`;
    case "binding":
      return html`binding ${anchors.link(["binding"], via.name)}${via.field === undefined ? "" : `.${via.field}`}`;
  }
}

function remarkOf({ place }: Pick<FieldLineage, "place">, { remarks }: Specification): string {
  return remarks.at(place.file, place.line);
}

/** The line, with the file where it is not the mapping's own. */
function placeText({ place }: Pick<FieldLineage, "place">, mapping: MappingLineage): string {
  return place.file === mapping.place.file ? `line ${place.line}` : `${place.file}:${place.line}`;
}
