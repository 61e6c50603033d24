import type { MapDeclaration, Via } from "@xmap/grammar";
import { nodesAt } from "../../tree/node-path.ts";
import { seesTheRecord } from "./extract-map.ts";
import { removing } from "./insertion-places.ts";
import { innermost, type Refactoring, type RefactoringPlace, replacing, type TextChange } from "./refactoring.ts";
import { countOfUses, nameOfVia, viaAt, viasOf } from "./uses-of-translator.ts";

/** Writes the arms of a map where it is used: everywhere from its declaration, at one `via` from there. */
export function inlineMap(place: RefactoringPlace): readonly Refactoring[] {
  const at = viaAt(place);
  const map = at === undefined ? mapAt(place) : mapNamed(place, nameOfVia(at));
  if (map === undefined || seesTheRecord(map)) return [];
  const { name } = map.name;
  const uses = viasOf(place, name);
  const isElsewhere = countOfUses(place, name) > uses.length;
  const here = at === undefined ? [] : [{ title: `Inline map ${name} here`, chosen: [at] }];
  const everywhere = isElsewhere || uses.length === 0 ? [] : [{ title: `Inline map ${name}`, chosen: uses }];
  const offered = uses.length === 1 && everywhere.length === 1 ? everywhere : [...here, ...everywhere];
  return offered.flatMap(({ title, chosen }): Refactoring[] => {
    const changes: TextChange[] = chosen.map((via) => replacing(via.target, armsFor(place, map, via)));
    if (title === `Inline map ${name}`) changes.push(removing(place, map));
    return [{ title, kind: "refactor.inline", changes }];
  });
}

function mapAt(place: RefactoringPlace): MapDeclaration | undefined {
  const map = innermost(place.nodes, "MapDeclaration");
  return map !== undefined && place.within.end <= map.name.span.end ? map : undefined;
}

/** A map of this file: that of another one may be needed there. */
function mapNamed({ file }: RefactoringPlace, name: string): MapDeclaration | undefined {
  return file.loaded.file.declarations.find(
    (declaration): declaration is MapDeclaration =>
      declaration.kind === "MapDeclaration" && declaration.name.name === name,
  );
}

/** The braces of a map; in a rule of one way its arms go one way. */
function armsFor({ text, file }: RefactoringPlace, map: MapDeclaration, via: Via): string {
  const start = text.indexOf("{", (map.to ?? map.from).span.end);
  const braces = text.slice(start, map.span.end);
  const holder = nodesAt(file.loaded.file, via.span.start).findLast((node) => node.kind === "Rule");
  if (map.direction !== "<->" || holder?.direction === "<->") return braces;
  const arrows = map.arms.flatMap(({ patterns, direction }) => {
    const last = patterns.at(-1);
    return last === undefined || direction !== "<->" ? [] : text.indexOf("<->", last.span.end) - start;
  });
  return arrows.reduceRight((inner, at) => `${inner.slice(0, at)}->${inner.slice(at + "<->".length)}`, braces);
}
