import { readSides, sourceText } from "./describe-lineage.ts";
import type { FieldLineage, Lineage, MappingLineage, SourceField, ViaLineage } from "./lineage.ts";

/** The lineage as one Mermaid flowchart: a box for each mapping, source fields left, target fields right. */
export function renderLineageMermaid({ mappings }: Lineage): string {
  const lines = mappings.flatMap((mapping, index) => renderMapping(mapping, `m${index + 1}`));
  return `${["flowchart LR", ...lines.map((line) => `  ${line}`)].join("\n")}\n`;
}

/** Nodes of one mapping, each once, in the order in which they are first needed. */
class Nodes {
  readonly #prefix: string;
  readonly #ids = new Map<string, string>();
  readonly lines: string[] = [];

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** The id of the node with this text, made when it is new. */
  of(text: string, [open, close]: readonly [string, string]): string {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = `${this.#prefix}${this.#ids.size + 1}`;
    this.#ids.set(text, id);
    this.lines.push(`${id}${open}"${label(text)}"${close}`);
    return id;
  }
}

const BOX = ["[", "]"] as const;
const ROUND = ["([", "])"] as const;

function renderMapping(mapping: MappingLineage, id: string): readonly string[] {
  const sources = new Nodes(`${id}s`);
  const targets = new Nodes(`${id}t`);
  const edges = new Set<string>();
  for (const field of mapping.fields) {
    const target = targets.of(field.target, BOX);
    for (const source of field.sources) edges.add(edge(sources.of(sourceText(source), BOX), target, source, field));
    for (const literal of field.literals)
      edges.add(`${sources.of(JSON.stringify(literal), ROUND)} -->${through(field.via)} ${target}`);
  }
  const read = readSides(mapping).map((side) =>
    side.record === undefined ? side.entity : `${side.record}: ${side.entity}`,
  );
  const written = mapping.target.record ?? mapping.target.entity;
  const name = mapping.direction === "->" ? mapping.name : `${mapping.name} (back)`;
  return [
    ...box(id, name, [
      ...(sources.lines.length === 0
        ? []
        : box(`${id}source`, read.length === 0 ? "values" : read.join(", "), sources.lines)),
      ...(targets.lines.length === 0 ? [] : box(`${id}target`, written, targets.lines)),
    ]),
    ...edges,
  ];
}

function edge(from: string, to: string, source: SourceField, field: FieldLineage): string {
  if (source.role === "value") return `${from} -->${through(field.via)} ${to}`;
  return `${from} -.->|"${source.role === "condition" ? "when" : "chooses"}"| ${to}`;
}

function through(via: readonly ViaLineage[]): string {
  if (via.length === 0) return "";
  const names = via.map((each) => (each.kind === "arms" ? `{ ${each.text} }` : each.name));
  return `|"${label(names.join(", then "))}"|`;
}

function box(id: string, title: string, lines: readonly string[]): readonly string[] {
  return [`subgraph ${id}["${label(title)}"]`, ...lines.map((line) => `  ${line}`), "end"];
}

/** Text inside quotes; Mermaid writes what is special to it as `#code;`. */
function label(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[#"<>&`\\]/g, (letter) => `#${letter.charCodeAt(0)};`);
}
