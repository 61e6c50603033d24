import type { Span } from "@xmap/diagnostics";
import type { Rule, XmapFile } from "@xmap/grammar";
import { type ModifierPlaces, modifierPlaces } from "./modifier-places.ts";
import type { PictureIntent } from "./picture-intent.ts";
import type { Splice } from "./text-splice.ts";

type RuleIntent = Extract<PictureIntent, { readonly line: string }>;
type ModifierIntent = Exclude<
  RuleIntent,
  { readonly kind: "setTarget" | "setSource" | "setSourceText" | "setDirection" }
>;

/** The changes of one rule; a sentence when the rule cannot have them. */
export function planModifier(file: XmapFile, rule: Rule, intent: ModifierIntent): readonly Splice[] | string {
  if (rule.body !== undefined)
    return "A rule with braces has nothing of its own behind its target. Filter what stands before its arrow.";
  const places = modifierPlaces(file, rule);
  switch (intent.kind) {
    case "setVia":
      return planVia(rule, places, intent.text);
    case "setElse":
      return planElse(rule, places, intent.text);
    case "setCondition":
      return planPart(rule, places.condition, intent.text === undefined ? undefined : `when ${intent.text}`);
    case "setMark":
      return rule[intent.mark] === intent.isOn
        ? []
        : planPart(rule, places[intent.mark], intent.isOn ? intent.mark : undefined);
    case "setMaster":
      return planPart(rule, places.master, intent.system === undefined ? undefined : `master ${intent.system}`);
  }
}

/** Puts a modifier in, changes it, or takes it away with the blanks before it. */
function planPart(rule: Rule, place: Span | undefined, text: string | undefined): readonly Splice[] {
  if (place === undefined) return text === undefined ? [] : [insertion(rule.span.end, `  ${text}`)];
  return text === undefined ? [removal(place)] : [{ ...place, newText: text }];
}

function planVia(rule: Rule, places: ModifierPlaces, text: string | undefined): readonly Splice[] {
  if (rule.via !== undefined && text !== undefined) return [{ ...rule.via.target.span, newText: text }];
  if (text === undefined) return planPart(rule, places.via, undefined);
  return [insertion(lastOf(rule), `  via ${text}`)];
}

/** Where the part of the rule ends that stands before all modifiers. */
function lastOf({ direction, sources, target, span }: Rule): number {
  return direction === "<-" ? (sources.at(-1)?.span.end ?? span.end) : target.span.end;
}

function planElse(rule: Rule, places: ModifierPlaces, text: string | undefined): readonly Splice[] | string {
  if (rule.via === undefined) return "`else` answers for a map or lookup that finds nothing: choose one first.";
  if (places.otherwise !== undefined)
    return text === undefined ? [removal(places.otherwise)] : [{ ...places.otherwise, newText: `else ${text}` }];
  return text === undefined ? [] : [insertion(rule.via.target.span.end, ` else ${text}`)];
}

function insertion(offset: number, newText: string): Splice {
  return { start: offset, end: offset, newText };
}

/** A space stays where the part stood, so that its neighbours do not grow together. */
function removal({ start, end }: Span): Splice {
  return { start, end, newText: "" };
}

/** Another arrow; the sides change their places in the text when that is needed to keep what is source and target. */
export function planDirection(file: XmapFile, rule: Rule, direction: Rule["direction"]): readonly Splice[] | string {
  if (rule.direction === direction) return [];
  const [first] = rule.sources;
  const last = rule.sources.at(-1);
  if (first === undefined || last === undefined) return "The rule has no source.";
  const between =
    rule.direction === "<-"
      ? { start: rule.target.span.end, end: first.span.start }
      : { start: last.span.end, end: rule.target.span.start };
  const { text } = file.source;
  const comments = file.comments.filter(({ span }) => between.start <= span.start && span.end <= between.end);
  const at = arrowPlace(
    text,
    between,
    rule.direction,
    comments.map(({ span }) => span),
  );
  if (at === undefined) return "The arrow was not found in the text.";
  return [{ start: at, end: at + rule.direction.length, newText: direction }];
}

function arrowPlace(text: string, within: Span, arrow: string, comments: readonly Span[]): number | undefined {
  for (let at = text.indexOf(arrow, within.start); at >= 0 && at < within.end; at = text.indexOf(arrow, at + 1)) {
    if (!comments.some(({ start, end }) => start <= at && at < end)) return at;
  }
  return undefined;
}
