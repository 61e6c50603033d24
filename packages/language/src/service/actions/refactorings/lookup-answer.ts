import type { LookupDeclaration, MissItem, Via } from "@xmap/grammar";
import { isSameTree } from "../../../format/means-the-same.ts";
import { importEdits } from "../../import-edits.ts";
import { seesTheRecord } from "./extract-map.ts";
import { insertingAbove, removing } from "./insertion-places.ts";
import { nameForDeclaration } from "./names.ts";
import {
  innermost,
  type Refactoring,
  type RefactoringPlace,
  replacing,
  sliceOf,
  type TextChange,
} from "./refactoring.ts";
import { countOfUses, nameOfVia, viaAt, viasOf } from "./uses-of-translator.ts";

/** A lookup with the text that it stands in. */
interface FoundLookup {
  readonly declaration: LookupDeclaration;
  readonly text: string;
  readonly file: string;
}

/** Makes a lookup with another answer for a miss, which a `via` gives by its `else`, one of its own. */
export function extractLookup(place: RefactoringPlace): readonly Refactoring[] {
  const via = innermost(place.nodes, "Via");
  const { otherwise } = via ?? {};
  const name = via === undefined ? "" : nameOfVia(via);
  const lookup = lookupNamed(place, name);
  const declaration = place.nodes[1];
  if (otherwise === undefined || lookup === undefined || declaration === undefined || seesTheRecord(otherwise))
    return [];
  const imports = importsFor(place, lookup);
  if (imports === undefined) return [];
  const own = nameForDeclaration(`${name}Or${answerWord(otherwise)}`, place);
  const statement = lookupText(lookup, own, sliceOf(place, otherwise));
  const uses = viasOf(place, name).filter((one) => one.otherwise !== undefined && isSameTree(one.otherwise, otherwise));
  const changes = [
    ...imports,
    insertingAbove(place, declaration, `${statement}\n`),
    ...uses.map((use) => replacing(use, `via ${own}`)),
  ];
  return [{ title: `Extract lookup ${own}`, kind: "refactor.extract", changes }];
}

function answerWord(answer: Exclude<Via["otherwise"], undefined>): string {
  if (answer.kind === "KeepAnswer") return "Keep";
  if (answer.kind === "NullLiteral") return "Null";
  return answer.kind === "Outcome" ? `${answer.word.charAt(0).toUpperCase()}${answer.word.slice(1)}` : "Else";
}

function lookupNamed({ file, project }: RefactoringPlace, name: string): FoundLookup | undefined {
  const declared = file.visible.get(name)?.declared;
  const source = declared === undefined ? undefined : project.files.get(declared.file)?.loaded.file;
  const declaration = source?.declarations.find(
    (one): one is LookupDeclaration => one.kind === "LookupDeclaration" && one.name.name === name,
  );
  if (declared === undefined || source === undefined || declaration === undefined) return undefined;
  return { declaration, text: source.source.text, file: declared.file };
}

/** Undefined when an entity of the lookup cannot be seen here under its own name. */
function importsFor({ file, project }: RefactoringPlace, lookup: FoundLookup): readonly TextChange[] | undefined {
  const { from, to } = lookup.declaration;
  const names = new Set([...from, to].flatMap(({ names: [head] }) => head?.name ?? []));
  const changes: TextChange[] = [];
  for (const name of names) {
    const meant = project.files.get(lookup.file)?.visible.get(name)?.declared;
    const seen = file.visible.get(name)?.declared;
    if (meant === undefined || (seen !== undefined && seen !== meant)) return undefined;
    if (seen === undefined) changes.push(...importEdits(file, name, meant.file));
  }
  return changes;
}

function lookupText({ declaration, text }: FoundLookup, name: string, none: string): string {
  const [first] = declaration.from;
  const columns = text.slice(first?.span.start ?? declaration.to.span.start, declaration.to.span.end);
  const items = declaration.items.map((item) =>
    item.kind === "MissItem" && item.on === "none" ? `none -> ${none}` : text.slice(item.span.start, item.span.end),
  );
  return `lookup ${name}: ${columns.replace("<->", "->")} { ${items.join(", ")} }`;
}

/** Writes a lookup that differs from another one only in its answer for a miss as the other one with an `else`. */
export function inlineLookup(place: RefactoringPlace): readonly Refactoring[] {
  const via = viaAt(place);
  const declared = innermost(place.nodes, "LookupDeclaration");
  const atName = declared !== undefined && place.within.end <= declared.name.span.end ? declared.name.name : "";
  const name = via === undefined ? atName : nameOfVia(via);
  const lookup = lookupNamed(place, name);
  if (lookup === undefined || lookup.file !== place.file.path || lookup.declaration.direction === "<->") return [];
  const answer = missOf(lookup.declaration);
  const other = otherLookup(place, lookup);
  const uses = viasOf(place, name).filter(({ otherwise }) => otherwise === undefined);
  if (answer === undefined || other === undefined || uses.length === 0 || seesTheRecord(answer)) return [];
  const changes = uses.map((use) => replacing(use, `via ${other} else ${sliceOf(place, answer)}`));
  if (countOfUses(place, name) === uses.length) changes.push(removing(place, lookup.declaration));
  return [{ title: `Inline lookup ${name} as ${other} with an else`, kind: "refactor.inline", changes }];
}

function missOf({ items }: LookupDeclaration): Via["otherwise"] {
  return items.find((item): item is MissItem => item.kind === "MissItem" && item.on === "none")?.answer;
}

function otherLookup(place: RefactoringPlace, { declaration }: FoundLookup): string | undefined {
  for (const name of place.file.visible.keys()) {
    const other = name === declaration.name.name ? undefined : lookupNamed(place, name)?.declaration;
    if (other === undefined || other.direction === "<->") continue;
    if (isSameTree(withoutMiss(other), withoutMiss(declaration))) return name;
  }
  return undefined;
}

function withoutMiss({ from, to, items }: LookupDeclaration): unknown {
  return [from, to, items.filter((item) => item.kind !== "MissItem" || item.on !== "none")];
}
