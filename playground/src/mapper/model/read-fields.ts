import { childrenOf, type Expression, type PathExpression, type SyntaxNode } from "@xmap/grammar";
import { joinPath } from "./field-path.ts";

/** Names from the whole record; undefined for what is no field of it. */
export type Place = readonly string[] | undefined;

/** What a name stands for: where its value lies, and what was read for it. */
export interface NamedValue {
  readonly place: Place;
  readonly reads: ReadonlySet<string>;
  readonly conditions: ReadonlySet<string>;
}

/** Where an expression stands. */
export interface ReadingScope {
  /** What `$` is. */
  readonly context: Place;
  readonly names: ReadonlyMap<string, NamedValue>;
  /** What `$` is computed from, where it lies nowhere in the record. */
  readonly computedFrom: ReadonlySet<string>;
}

/** The fields that an expression reads, as dotted paths from the whole record. */
export interface FieldsRead extends NamedValue {
  /** More than fields by their names. */
  readonly isComputed: boolean;
}

/** Finds out which fields of a record an expression reads, by its form alone; fields that do not exist are named as well. */
export function readFields(expression: Expression, scope: ReadingScope): FieldsRead {
  const reader = new FieldReader(scope);
  const place = reader.read(expression, scope.context);
  return { place, reads: reader.reads, conditions: reader.conditions, isComputed: !isPlainPath(expression) };
}

/** `a.b`, `$`, `$$.a`, `$name`: fields by their names, without brackets or operators. */
function isPlainPath(expression: Expression): boolean {
  if (expression.kind === "VariableExpression") return expression.name === "" || expression.name === "$";
  if (expression.kind !== "PathExpression") return false;
  return expression.steps.every(({ operand, stages }, index) => {
    if (stages.length > 0) return false;
    return (
      operand.kind === "NameStep" || (index === 0 && operand.kind === "VariableExpression" && isPlainPath(operand))
    );
  });
}

class FieldReader {
  readonly reads = new Set<string>();
  readonly conditions = new Set<string>();
  readonly #names: Map<string, NamedValue>;
  readonly #computedFrom: ReadonlySet<string>;
  #isCondition = false;

  constructor({ names, computedFrom }: ReadingScope) {
    this.#names = new Map(names);
    this.#computedFrom = computedFrom;
  }

  /** Takes down what is read, and answers where the value lies. */
  read(expression: Expression, context: Place): Place {
    const place = this.#placeOf(expression, context);
    if (place !== undefined) this.#add(place);
    return place;
  }

  #add(place: readonly string[]): void {
    (this.#isCondition ? this.conditions : this.reads).add(joinPath(place));
  }

  #addComputed(): void {
    for (const path of this.#computedFrom) (this.#isCondition ? this.conditions : this.reads).add(path);
  }

  #readCondition(expression: Expression, context: Place): void {
    const before = this.#isCondition;
    this.#isCondition = true;
    this.read(expression, context);
    this.#isCondition = before;
  }

  #placeOf(expression: Expression, context: Place): Place {
    switch (expression.kind) {
      case "PathExpression":
        return this.#path(expression, context);
      case "VariableExpression":
        return this.#variable(expression.name, context);
      case "AssignmentExpression": {
        const place = this.read(expression.value, context);
        this.#names.set(expression.name, { place, reads: new Set(), conditions: new Set() });
        return place;
      }
      case "ConditionalExpression":
        this.#readCondition(expression.condition, context);
        this.read(expression.then, context);
        if (expression.otherwise !== undefined) this.read(expression.otherwise, context);
        return undefined;
      case "SortExpression": {
        const place = this.#placeOf(expression.operand, context);
        for (const term of expression.terms) this.#readCondition(term.expression, place);
        return place;
      }
      case "GroupExpression": {
        const place = this.#placeOf(expression.operand, context);
        for (const { key, value } of expression.pairs) for (const each of [key, value]) this.read(each, place);
        return undefined;
      }
      default:
        this.#readBelow(expression, context);
        return undefined;
    }
  }

  #readBelow(node: SyntaxNode, context: Place): void {
    for (const child of childrenOf(node)) {
      if (child.kind === "ObjectPair") this.#readBelow(child, context);
      else this.read(child as Expression, context);
    }
  }

  #variable(name: string, context: Place): Place {
    if (name === "") return context;
    if (name === "$") return [];
    const value = this.#names.get(name);
    if (value === undefined) return undefined;
    const own = value.place === undefined ? undefined : joinPath(value.place);
    for (const path of value.reads) {
      // What is taken of the named value is read, and not all of it.
      if (path !== own) (this.#isCondition ? this.conditions : this.reads).add(path);
    }
    for (const path of value.conditions) this.conditions.add(path);
    return value.place;
  }

  #path({ steps }: PathExpression, context: Place): Place {
    let place = context;
    if (context === undefined && steps[0]?.operand.kind === "NameStep") this.#addComputed();
    for (const { operand, stages } of steps) {
      switch (operand.kind) {
        case "NameStep":
          place = place === undefined ? undefined : [...place, operand.name];
          break;
        case "ParentStep":
          place = place?.slice(0, -1);
          break;
        case "WildcardStep":
        case "DescendantsStep":
          if (place !== undefined) this.#add(place);
          place = undefined;
          break;
        default:
          place = this.#placeOf(operand, place);
      }
      for (const stage of stages) {
        if (stage.kind === "FilterStage") this.#readCondition(stage.condition, place);
        else if (stage.kind !== "KeepListStage")
          this.#names.set(stage.variable, { place, reads: new Set(), conditions: new Set() });
      }
    }
    return place;
  }
}
