import type { CallExpression, Expression, ObjectPair, PathStage, PathStep, SortExpression } from "@xmap/grammar";
import { passOn, resolveFilter, resolveLastStep } from "./ancestry.ts";
import { checkSignature } from "./check-signature.ts";
import type { EvaluatedText, Node, Pair, PathNode } from "./node.ts";
import { SyntaxProblem } from "./syntax-problem.ts";

/** Reads the text of an `$eval` that stands in the expression. */
export type ReadText = (text: string) => EvaluatedText;

/**
 * Turns a syntax tree into what is evaluated, as JSONata's reader does after parsing:
 * paths become lists of steps and `%` finds its step. Throws SyntaxProblem.
 */
export function resolveExpression(expression: Expression, readText: ReadText): Node {
  const node = new Resolver(readText).resolve(expression);
  if (node.kind === "parent" || node.seeks !== undefined) throw new SyntaxProblem("S0217", node.at, node.kind);
  return node;
}

class Resolver {
  readonly #readText: ReadText;
  #labels = 0;

  constructor(readText: ReadText) {
    this.#readText = readText;
  }

  resolve(expression: Expression): Node {
    const at = expression.span.start;
    switch (expression.kind) {
      case "PathExpression":
        return this.#path(expression.steps);
      case "VariableExpression":
        return { kind: "variable", name: expression.name, at };
      case "StringLiteral":
      case "NumberLiteral":
      case "BooleanLiteral":
        return { kind: "literal", value: expression.value, at };
      case "NullLiteral":
        return { kind: "literal", value: null, at };
      case "RegexLiteral":
        return { kind: "regex", pattern: expression.pattern, flags: expression.flags, at };
      case "PlaceholderExpression":
        return { kind: "open", at };
      case "ArrayExpression": {
        const items = expression.items.map((item) => this.resolve(item));
        return this.#whole({ kind: "array", items, at }, items);
      }
      case "RangeExpression": {
        const [from, to] = [this.resolve(expression.from), this.resolve(expression.to)];
        return this.#whole({ kind: "range", from, to, at }, [from, to]);
      }
      case "ObjectExpression": {
        const pairs = this.#pairs(expression.pairs);
        return this.#whole(
          { kind: "object", pairs, at },
          pairs.flatMap(({ key, value }) => [key, value]),
        );
      }
      case "BlockExpression":
        return this.#block(expression.expressions, at);
      case "NegateExpression": {
        const operand = this.resolve(expression.operand);
        return this.#whole({ kind: "negate", operand, at }, [operand]);
      }
      case "ConditionalExpression": {
        const test = this.resolve(expression.condition);
        const then = this.resolve(expression.then);
        const otherwise = expression.otherwise === undefined ? undefined : this.resolve(expression.otherwise);
        const parts = otherwise === undefined ? [test, then] : [test, then, otherwise];
        return this.#whole({ kind: "condition", test, then, otherwise, at }, parts);
      }
      case "AssignmentExpression": {
        const value = this.resolve(expression.value);
        return this.#whole({ kind: "bind", name: expression.name, value, at }, [value]);
      }
      case "BinaryExpression":
        return this.#binary(expression.operator, this.resolve(expression.left), expression.right, at);
      case "CallExpression":
        return this.#call(expression);
      case "LambdaExpression": {
        const { parameters, signature } = expression;
        if (signature !== undefined) checkSignature(signature, at);
        return { kind: "lambda", parameters, signature, body: this.resolve(expression.body), at };
      }
      case "TransformExpression": {
        const [pattern, update] = [this.resolve(expression.pattern), this.resolve(expression.update)];
        const remove = expression.remove === undefined ? undefined : this.resolve(expression.remove);
        return { kind: "transform", pattern, update, remove, at };
      }
      case "SortExpression":
        return this.#sort(expression);
      case "GroupExpression": {
        const node = this.resolve(expression.operand);
        if (node.group !== undefined) throw new SyntaxProblem("S0210", expression.span.start);
        node.group = { pairs: this.#pairs(expression.pairs), at };
        return node;
      }
      default:
        throw new SyntaxProblem("S0201", at);
    }
  }

  #whole<Whole extends Node>(whole: Whole, parts: readonly Node[]): Whole {
    for (const part of parts) passOn(whole, part);
    return whole;
  }

  #pairs(pairs: readonly ObjectPair[]): readonly Pair[] {
    return pairs.map(({ key, value }) => ({ key: this.resolve(key), value: this.resolve(value) }));
  }

  #block(expressions: readonly Expression[], at: number): Node {
    const parts = expressions.map((part) => this.resolve(part));
    const node = this.#whole({ kind: "block", expressions: parts, at }, parts) as Node;
    const isConstructed = parts.some(
      (part) => part.isConstructed === true || (part.kind === "path" && part.steps[0]?.isConstructed === true),
    );
    if (isConstructed) node.isConstructed = true;
    return node;
  }

  #binary(operator: Extract<Node, { kind: "binary" }>["operator"], left: Node, second: Expression, at: number): Node {
    const right = this.resolve(second);
    if (operator === "~>") {
      const node: Node = { kind: "apply", left, right, at };
      if (left.keepsArray === true || right.keepsArray === true) node.keepsArray = true;
      return node;
    }
    if (operator === "??" || operator === "?:")
      return this.#whole({ kind: "default", operator, value: left, otherwise: right, at }, [left, right]);
    return this.#whole({ kind: "binary", operator, left, right, at }, [left, right]);
  }

  #call(expression: CallExpression): Node {
    const given = expression.arguments.map((argument) => this.resolve(argument));
    const callee = this.resolve(expression.callee);
    const isPartial = given.some(({ kind }) => kind === "open");
    const first = expression.arguments[0];
    const isEval = callee.kind === "variable" && callee.name === "eval" && first?.kind === "StringLiteral";
    const text = isEval && !isPartial ? { text: this.#readText(first.value) } : {};
    return this.#whole({ kind: "call", callee, given, isPartial, at: expression.span.start, ...text }, given);
  }

  #sort({ operand, terms, span }: SortExpression): Node {
    const path = asPath(this.resolve(operand));
    const resolved = terms.map((term) => ({
      isDescending: term.descending,
      expression: this.resolve(term.expression),
    }));
    const sort: Node = { kind: "sort", terms: resolved, at: span.start };
    path.steps.push(
      this.#whole(
        sort,
        resolved.map(({ expression }) => expression),
      ),
    );
    resolveLastStep(path);
    return path;
  }

  /** Steps joined by dots; one step alone is a path only when it is a name. */
  #path(steps: readonly PathStep[]): Node {
    const [first, ...others] = steps;
    if (first === undefined) throw new SyntaxProblem("S0201", 0);
    const node = this.#step(first);
    if (others.length === 0) return node;
    const path = asPath(node);
    if (node.kind === "parent") path.seeks = [node.slot];
    for (const other of others) this.#join(path, this.#step(other));
    return path;
  }

  #join(path: PathNode, step: Node): void {
    if (step.kind === "path") path.steps.push(...step.steps);
    else {
      if (step.predicates !== undefined) {
        step.stages = step.predicates;
        delete step.predicates;
      }
      path.steps.push(step);
    }
    for (const [index, part] of path.steps.entries()) {
      if (part.kind === "literal" && typeof part.value === "string")
        path.steps[index] = { ...part, kind: "name", name: part.value } as Node;
      else if (part.kind === "literal") throw new SyntaxProblem("S0213", part.at, String(part.value));
    }
    if (path.steps.some(({ keepsArray }) => keepsArray === true)) path.keepsList = true;
    for (const end of [path.steps[0], path.steps.at(-1)]) if (end?.kind === "array") end.isConstructed = true;
    resolveLastStep(path);
  }

  #step({ operand, stages }: PathStep): Node {
    let node = this.#operand(operand);
    // What `[]` belongs to: the operand, or the last `@` or `#` after it.
    let markKept = (): void => {
      const named = node.kind === "path" && operand.kind === "NameStep" ? node : undefined;
      if (named?.steps[0] !== undefined) {
        named.steps[0].keepsArray = true;
        named.keepsList = true;
      }
      node.keepsArray = true;
    };
    for (const stage of stages) {
      if (stage.kind === "KeepListStage") markKept();
      else node = this.#stage(node, stage);
      if (stage.kind === "FocusStage" || stage.kind === "IndexStage") {
        markKept = () => {
          if (stage.kind === "FocusStage") lastOf(node).keepsArray = true;
          node.keepsArray = true;
        };
      }
    }
    return node;
  }

  #operand(operand: PathStep["operand"]): Node {
    const at = operand.span.start;
    switch (operand.kind) {
      case "NameStep":
        return { kind: "path", steps: [{ kind: "name", name: operand.name, at }], keepsList: false, at };
      case "WildcardStep":
        return { kind: "wildcard", at };
      case "DescendantsStep":
        return { kind: "descendants", at };
      case "ParentStep": {
        const slot = { label: `!${this.#labels}`, level: 1 };
        this.#labels += 1;
        return { kind: "parent", slot, at };
      }
      default:
        return this.resolve(operand);
    }
  }

  #stage(node: Node, stage: PathStage): Node {
    const step = lastOf(node);
    const at = stage.span.start;
    switch (stage.kind) {
      case "FilterStage": {
        if (step.group !== undefined) throw new SyntaxProblem("S0209", at);
        const condition = this.resolve(stage.condition);
        resolveFilter(step, condition);
        if (node.kind === "path") step.stages = [...(step.stages ?? []), { kind: "filter", condition }];
        else step.predicates = [...(step.predicates ?? []), { kind: "filter", condition }];
        return node;
      }
      case "FocusStage":
        if (step.stages !== undefined || step.predicates !== undefined) throw new SyntaxProblem("S0215", at);
        if (step.kind === "sort") throw new SyntaxProblem("S0216", at);
        step.focus = stage.variable;
        step.isTuple = true;
        return node;
      case "IndexStage": {
        const path = asPath(node);
        if (step.predicates !== undefined && path !== node) {
          step.stages = step.predicates;
          delete step.predicates;
        }
        if (step.stages === undefined) step.index = stage.variable;
        else step.stages.push({ kind: "index", variable: stage.variable });
        step.isTuple = true;
        return path;
      }
      default:
        return node;
    }
  }
}

function lastOf(node: Node): Node {
  return node.kind === "path" ? (node.steps.at(-1) ?? node) : node;
}

function asPath(node: Node): PathNode {
  return node.kind === "path" ? node : { kind: "path", steps: [node], keepsList: false, at: node.at };
}
