import { positionAt, type SourceText, type Span } from "@xmap/diagnostics";
import type { Arm, Expression } from "@xmap/grammar";
import type { CheckedBlock, CheckedItem, CheckedProgram, CheckedStep, CheckedValue, MapSymbol } from "@xmap/language";
import { bothDirections } from "./both-directions.ts";

/** Something that a test can go through. */
export interface Coverable {
  readonly kind: "rule" | "condition" | "step";
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** As it is written, on one line. */
  readonly text: string;
  /** What a probe is put around; a step is seen by its line. */
  readonly expression: Expression | undefined;
  /** The map or arms that the value goes through. */
  readonly arms: CoverableArms | undefined;
}

export interface CoverableArms {
  readonly file: string;
  readonly arms: readonly { readonly line: number; readonly text: string; readonly patterns: readonly string[] }[];
}

/** The rules, conditions and steps of a program with the arms that values go through, in the order of the text. */
export function coverablesOf(program: CheckedProgram): readonly Coverable[] {
  const sources = new Map(program.files.map(({ file }) => [file.source.path, file.source]));
  const mapFiles = new Map(program.files.flatMap((file) => file.maps.map((map) => [map, file.file.source] as const)));
  return program.files.flatMap((file) => {
    const { source } = file.file;
    const collector = new Collector(source, (map) => mapFiles.get(map) ?? sources.get(map.file) ?? source);
    for (const rules of file.rules) for (const { block } of bothDirections(rules)) collector.block(block);
    for (const binding of file.bindings) {
      const guards = [...binding.guards, ...(binding.reverse?.guards ?? [])];
      for (const { condition } of guards) collector.condition(condition);
      for (const { block } of bothDirections(binding)) collector.block(block);
    }
    for (const flow of file.flows) {
      if (flow.where !== undefined) collector.condition(flow.where);
      collector.steps(flow.steps);
    }
    return collector.found.toSorted((left, right) => left.line - right.line);
  });
}

class Collector {
  readonly found: Coverable[] = [];
  readonly #source: SourceText;
  readonly #sourceOfMap: (map: MapSymbol) => SourceText;
  readonly #seen = new Set<Expression>();

  constructor(source: SourceText, sourceOfMap: (map: MapSymbol) => SourceText) {
    this.#source = source;
    this.#sourceOfMap = sourceOfMap;
  }

  condition(expression: Expression): void {
    this.#add("condition", expression.span, expression, undefined);
  }

  block({ lets, items }: CheckedBlock): void {
    for (const { value, declaration } of lets) this.#value(value, declaration.span);
    this.#items(items);
  }

  steps(steps: readonly CheckedStep[]): void {
    for (const step of steps) {
      const { span } = step.declaration;
      switch (step.kind) {
        case "value":
          this.#value(step.value, span);
          break;
        case "require":
          this.condition(step.condition);
          break;
        case "when":
          if (step.condition !== undefined) this.condition(step.condition);
          this.steps(step.steps);
          break;
        case "each":
          this.steps(step.steps);
          break;
        case "write":
          this.#add("step", span, undefined, undefined);
          for (const { value, declaration } of step.lets) this.#value(value, declaration.span);
          this.#items(step.items);
          break;
        default:
          this.#add("step", span, undefined, undefined);
      }
    }
  }

  #items(items: readonly CheckedItem[]): void {
    for (const item of items) {
      switch (item.kind) {
        case "rule":
          if (item.condition !== undefined) this.condition(item.condition);
          this.#value(item.value, item.declaration.span);
          break;
        case "nested":
        case "lines":
          this.block(item.block);
          break;
        case "include":
          // The rules are looked through where they are declared.
          break;
      }
    }
  }

  #value({ expressions, via }: CheckedValue, span: Span): void {
    const [first] = expressions;
    if (first === undefined) return;
    const arms =
      via?.kind === "map"
        ? armsOf(via.map.arms, this.#sourceOfMap(via.map))
        : via?.kind === "arms"
          ? armsOf(via.arms, this.#source)
          : undefined;
    this.#add("rule", span, first, arms);
  }

  #add(kind: Coverable["kind"], span: Span, expression: Expression | undefined, arms: CoverableArms | undefined): void {
    // The two directions of a rule may share an expression.
    if (expression !== undefined && this.#seen.has(expression)) return;
    if (expression !== undefined) this.#seen.add(expression);
    const { path } = this.#source;
    this.found.push({ kind, file: path, ...placeOf(span, this.#source), expression, arms });
  }
}

function armsOf(arms: readonly Arm[], source: SourceText): CoverableArms {
  return {
    file: source.path,
    arms: arms.map(({ span, patterns }) => ({
      ...placeOf(span, source),
      patterns: patterns.map((pattern) => JSON.stringify(pattern.kind === "NullLiteral" ? null : pattern.value)),
    })),
  };
}

function placeOf(span: Span, source: SourceText): { readonly line: number; readonly text: string } {
  const { line } = positionAt(source, span.start);
  return { line, text: source.text.slice(span.start, span.end).replace(/\s+/g, " ").trim() };
}
