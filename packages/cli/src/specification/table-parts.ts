import type { LookupSymbol, MapSymbol } from "@xmap/language";
import { answerText, patternText } from "./answers.ts";
import { type Html, html, joined } from "./html.ts";
import { code, prose, section, table } from "./parts.ts";
import type { Specification } from "./specification.ts";

/** The value maps, a table each. */
export function mapParts(specification: Specification): Html {
  const maps = specification.program.files.flatMap((file) => file.maps);
  return section(
    "maps",
    2,
    "Value maps",
    maps.map((map) => mapPart(map, specification)),
  );
}

/** The lookups: what is searched, what comes out, and what happens when nothing is found. */
export function lookupParts(specification: Specification): Html {
  const lookups = specification.program.files.flatMap((file) => file.lookups);
  const rows = lookups.map((lookup) => lookupRow(lookup, specification));
  const head = ["Lookup", "Searches", "By", "Gives", "Kept for", "Nothing found", "Several found", "Remark"];
  return section("lookups", 2, "Lookups", [table("Lookups", head, rows)]);
}

function mapPart({ name, file, declaration, arms }: MapSymbol, specification: Specification): Html {
  const { anchors, remarks, lineOf } = specification;
  const rows = arms.map((arm) => [
    code(patternText(arm)),
    code(answerText(arm.answer, file, specification)),
    remarks.at(file, lineOf(file, arm.span)),
  ]);
  return section(anchors.of("map", name, file), 3, name, [
    prose(declaration.documentation),
    table(
      `Value map ${name}`,
      [
        declaration.direction === "<->" ? "Left" : "Value",
        declaration.direction === "<->" ? "Right" : "Answer",
        "Remark",
      ],
      rows,
    ),
  ]);
}

function lookupRow(lookup: LookupSymbol, specification: Specification): readonly (Html | string)[] {
  const { anchors } = specification;
  const { name, file, entity, columns, result, cacheMilliseconds, none, many, declaration } = lookup;
  return [
    html`<span id="${anchors.of("lookup", name, file)}">${code(name)}</span>`,
    anchors.link(["entity"], entity.name),
    joined(
      columns.map((column) => code(column.path)),
      ", ",
    ),
    code(result.path),
    cacheMilliseconds === 0 ? "asked each time" : durationText(cacheMilliseconds),
    answerText(none, file, specification),
    many === undefined ? "hold" : answerText(many, file, specification),
    declaration.documentation ?? "",
  ];
}

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
] as const;

/** "10 minutes" */
export function durationText(milliseconds: number): string {
  for (const [unit, length] of UNITS) {
    if (milliseconds % length !== 0) continue;
    const count = milliseconds / length;
    return `${count} ${unit}${count === 1 ? "" : "s"}`;
  }
  return `${milliseconds} milliseconds`;
}
