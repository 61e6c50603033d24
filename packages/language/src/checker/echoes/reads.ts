import { type BinaryOperator, childrenOf, type Expression, type PathExpression, type SyntaxNode } from "@xmap/grammar";
import type { EntitySymbol } from "../../program.ts";

/** A field of an entity's record; its path has dots. */
export interface FieldPlace {
  readonly entity: EntitySymbol;
  readonly path: string;
}

/** A value that has a name, with what the names in it mean. */
export interface NamedValue {
  readonly expressions: readonly Expression[];
  readonly scope: ReadScope;
}

/** What names mean at a place. */
export interface ReadScope {
  /** The field that these names lead to. */
  placeOf(names: readonly string[]): FieldPlace | undefined;
  /** What a `let` stands for, written `$name`, or a value of a flow's step. */
  valueOf(name: string): NamedValue | undefined;
}

/** A field that a value is made of, and whether the value is another one than the field's. */
export interface Read {
  readonly place: FieldPlace;
  readonly changes: boolean;
}

/** Operators whose result is another value than their operand. */
const CHANGING: ReadonlySet<BinaryOperator> = new Set(["+", "-", "*", "/", "%", "&"]);
const DEEPEST = 8;

/** The fields that a value is made of. */
export function* readsOf(node: SyntaxNode, scope: ReadScope, changes = false, depth = 0): Generator<Read> {
  if (depth > DEEPEST) return;
  if (node.kind === "PathExpression") {
    yield* readsOfPath(node, scope, changes, depth);
    return;
  }
  const named = node.kind === "VariableExpression" ? scope.valueOf(`$${node.name}`) : undefined;
  if (named !== undefined) yield* readsOfNamed(named, changes, depth);
  const inside = changes || (node.kind === "BinaryExpression" && CHANGING.has(node.operator));
  for (const child of childrenOf(node)) yield* readsOf(child, scope, inside, depth);
}

function* readsOfPath(path: PathExpression, scope: ReadScope, changes: boolean, depth: number): Generator<Read> {
  const [first] = path.steps;
  if (first === undefined) return;
  if (first.operand.kind !== "NameStep") {
    yield* readsOf(first.operand, scope, changes, depth);
    return;
  }
  const names: string[] = [];
  for (const { operand } of path.steps) {
    if (operand.kind !== "NameStep") break;
    names.push(operand.name);
  }
  const [name = ""] = names;
  const value = names.length === 1 ? scope.valueOf(name) : undefined;
  if (value !== undefined) yield* readsOfNamed(value, changes, depth);
  const place = scope.placeOf(names);
  if (place !== undefined) yield { place, changes };
}

function* readsOfNamed({ expressions, scope }: NamedValue, changes: boolean, depth: number): Generator<Read> {
  for (const expression of expressions) yield* readsOf(expression, scope, changes, depth + 1);
}
