import type { Span } from "@xmap/diagnostics";
import { type Expression, visitNodes } from "@xmap/grammar";
import type { CheckedBlock, CheckedItem, CheckedLet, CheckedValue } from "../../program.ts";
import { typeToText } from "../../types/type-to-text.ts";
import type { FileAnalysis } from "../project/analysis.ts";
import { checkedLets, checkedRules } from "../symbols/checked-rules.ts";
import { conversionLabel, conversionWords } from "./conversion-words.ts";

/** A remark that an editor shows within a line. */
export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
  readonly kind: "type" | "conversion" | "lookup";
}

const LONGEST_LABEL = 60;

function shortened(text: string): string {
  return text.length <= LONGEST_LABEL ? text : `${text.slice(0, LONGEST_LABEL - 1)}…`;
}

function typeHints(file: FileAnalysis): InlayHint[] {
  return checkedLets(file).map(({ declaration, value }) => {
    const text = typeToText(value.value);
    const isUnknown = value.value.type.kind === "unknown";
    const tooltip = isUnknown ? "No schema says what this is, so it is not checked." : text;
    return { offset: declaration.name.span.end, label: `: ${shortened(text)}`, tooltip, kind: "type" };
  });
}

function conversionHints(file: FileAnalysis): InlayHint[] {
  return checkedRules(file).flatMap((rule) => {
    const label = conversionLabel(rule);
    if (label === undefined) return [];
    const tooltip = `Here ${conversionWords(rule)}.`;
    return [{ offset: rule.declaration.target.span.end, label: ` ${label}`, tooltip, kind: "conversion" as const }];
  });
}

function asksRemotely(value: CheckedValue): boolean {
  return value.via?.kind === "lookup" || value.via?.kind === "binding";
}

/** Lookups are asked in rounds: one that needs another's answer comes after it. */
class RoundReader {
  readonly hints: InlayHint[] = [];
  readonly #rounds = new Map<string, number>();

  readBlock(block: CheckedBlock, inLines: boolean): void {
    const before = new Map(this.#rounds);
    for (const entry of block.lets) this.#readLet(entry, inLines);
    this.#readItems(block.items, inLines);
    this.#rounds.clear();
    for (const [name, round] of before) this.#rounds.set(name, round);
  }

  #readLet(entry: CheckedLet, inLines: boolean): void {
    const round = this.#readValue(entry.value, entry.declaration.value.via?.target.span, inLines);
    this.#rounds.set(entry.name, round);
  }

  #readItems(items: readonly CheckedItem[], inLines: boolean): void {
    for (const item of items) {
      if (item.kind === "rule") this.#readValue(item.value, item.declaration.via?.target.span, inLines);
      else if (item.kind !== "include") this.readBlock(item.block, inLines || item.kind === "lines");
    }
  }

  #readValue(value: CheckedValue, place: Span | undefined, inLines: boolean): number {
    const needed = Math.max(0, ...value.expressions.map((expression) => this.#roundOf(expression)));
    if (!asksRemotely(value)) return needed;
    const round = needed + 1;
    if (value.via?.kind === "lookup" && place !== undefined) this.#add(place, round, inLines || value.each);
    return round;
  }

  #roundOf(expression: Expression): number {
    let round = 0;
    visitNodes(expression, (node) => {
      if (node.kind === "VariableExpression") round = Math.max(round, this.#rounds.get(node.name) ?? 0);
    });
    return round;
  }

  #add(place: Span, round: number, isMany: boolean): void {
    const label = round === 1 ? " batch" : ` batch ${round}`;
    const all = isMany ? "the keys of all values" : "its key";
    const order = round === 1 ? "" : ` It needs an earlier answer, so it is asked in round ${round}.`;
    const tooltip = `Asked once for each record with ${all}, together with the other records that are mapped.${order}`;
    this.hints.push({ offset: place.end, label, tooltip, kind: "lookup" });
  }
}

function lookupHints(file: FileAnalysis): InlayHint[] {
  const reader = new RoundReader();
  for (const { block } of [...file.checked.rules, ...file.checked.bindings]) reader.readBlock(block, false);
  return reader.hints;
}

/** Types of `let`s, conversions, and how lookups are asked, within a part of a file. */
export function inlayHints(file: FileAnalysis, within: Span): readonly InlayHint[] {
  const hints = [...typeHints(file), ...conversionHints(file), ...lookupHints(file)];
  const wanted = hints.filter(({ offset }) => within.start <= offset && offset <= within.end);
  return wanted.toSorted((a, b) => a.offset - b.offset);
}
