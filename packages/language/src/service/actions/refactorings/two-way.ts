import type { Arm, MapDeclaration, Rule } from "@xmap/grammar";
import { isSameTree } from "../../../format/means-the-same.ts";
import { itemAmong } from "./expression-place.ts";
import { removing } from "./insertion-places.ts";
import { innermost, type Refactoring, type RefactoringPlace, sliceOf, type TextChange } from "./refactoring.ts";

const KIND = "refactor.rewrite";

/** Lets a rule of a two-way block go both ways, together with the rule of the other way when there is one. */
export function makeRuleTwoWay(place: RefactoringPlace): readonly Refactoring[] {
  const found = itemAmong(place.nodes);
  if (found?.item.kind !== "Rule" || found.item.direction === "<->" || !isAtHead(place, found.item)) return [];
  const rule: Rule = found.item;
  const outer = innermost(place.nodes, "BindingDeclaration", "RulesDeclaration");
  if (outer?.direction !== "<->") return [];
  const rules = found.block.items.flatMap((item) => (item.kind === "Rule" ? [item] : []));
  const opposite = rules.find((other) => isOppositeOf(place, rule, other));
  const kept = opposite !== undefined && rule.direction === "<-" ? opposite : rule;
  const arms = kept.via?.target.kind === "InlineArms" ? kept.via.target.arms : [];
  const changes = [...arrowOf(place, kept), ...arms.flatMap((arm) => armArrow(place, arm))];
  if (opposite !== undefined) changes.push(removing(place, kept === rule ? opposite : rule));
  return [{ title: "Let the rule go both ways", kind: KIND, changes }];
}

/** A rule with lines below it is meant where it begins. */
function isAtHead({ within }: RefactoringPlace, { body, target, span }: Rule): boolean {
  return within.end <= (body === undefined ? span.end : target.span.end);
}

function isOppositeOf(place: RefactoringPlace, rule: Rule, other: Rule): boolean {
  if (other.direction === "<->" || other.direction === rule.direction) return false;
  const [source] = rule.sources;
  const [otherSource] = other.sources;
  if (source === undefined || otherSource === undefined) return false;
  const { via, condition, once, key, master } = rule;
  const modifiers = [other.via, other.condition, other.once, other.key, other.master];
  return (
    isSameTree([via, condition, once, key, master], modifiers) &&
    sliceOf(place, source) === sliceOf(place, other.target) &&
    sliceOf(place, otherSource) === sliceOf(place, rule.target)
  );
}

/** The arrow stands between a rule's sources and its target, in whichever order they are. */
function arrowOf(place: RefactoringPlace, rule: Rule): TextChange[] {
  const last = rule.sources.at(-1);
  if (last === undefined) return [];
  const start = rule.direction === "<-" ? rule.target.span.end : last.span.end;
  return arrowAfter(place, start, rule.direction);
}

function arrowAfter({ text }: RefactoringPlace, offset: number, arrow: string): TextChange[] {
  const start = text.indexOf(arrow, offset);
  return start < 0 ? [] : [{ span: { start, end: start + arrow.length }, newText: "<->" }];
}

function armArrow(place: RefactoringPlace, { patterns, direction }: Arm): TextChange[] {
  const last = patterns.at(-1);
  return last === undefined || direction === "<->" ? [] : arrowAfter(place, last.span.end, direction);
}

/** Lets a value map go both ways. */
export function makeMapTwoWay(place: RefactoringPlace): readonly Refactoring[] {
  const map = innermost(place.nodes, "MapDeclaration");
  if (map === undefined || map.to === undefined || map.direction === "<->" || !isInHeader(place, map)) return [];
  const changes = [...arrowAfter(place, map.from.span.end, "->"), ...map.arms.flatMap((arm) => armArrow(place, arm))];
  return [{ title: `Let map ${map.name.name} go both ways`, kind: KIND, changes }];
}

/** Lets a lookup go both ways. */
export function makeLookupTwoWay(place: RefactoringPlace): readonly Refactoring[] {
  const lookup = innermost(place.nodes, "LookupDeclaration");
  const last = lookup?.from.at(-1);
  if (lookup === undefined || last === undefined || lookup.direction === "<->") return [];
  if (place.within.end > lookup.to.span.end) return [];
  const changes = arrowAfter(place, last.span.end, "->");
  return [{ title: `Let lookup ${lookup.name.name} go both ways`, kind: KIND, changes }];
}

function isInHeader({ within }: RefactoringPlace, { to, from, arms }: MapDeclaration): boolean {
  return within.end <= (arms[0]?.span.start ?? (to ?? from).span.end);
}
