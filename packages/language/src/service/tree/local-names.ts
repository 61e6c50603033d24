import type { Span } from "@xmap/diagnostics";
import {
  childrenOf,
  type Expression,
  type FlowDeclaration,
  type Identifier,
  type PathExpression,
  type Step,
  type SyntaxNode,
  type XmapFile,
} from "@xmap/grammar";

/** A `let` or variable (`$name`), or a name that a flow's step gives. */
export interface LocalName {
  readonly kind: "variable" | "flowName";
  readonly name: string;
  /** Where it is given. */
  readonly span: Span;
  /** What it stands for, where that is one part of the text. */
  readonly value: SyntaxNode | undefined;
}

export interface LocalUse {
  readonly span: Span;
  readonly name: LocalName;
  readonly isDeclaration: boolean;
}

/** The local names of a file. */
export interface LocalNames {
  readonly uses: readonly LocalUse[];
  /** The names that can be used at an offset, by name; inner ones win. */
  visibleAt(offset: number, kind: LocalName["kind"]): ReadonlyMap<string, LocalName>;
}

interface Environment {
  readonly variables: ReadonlyMap<string, LocalName | undefined>;
  readonly steps: ReadonlyMap<string, LocalName>;
  /** A plain name is a step's name here, not a field. */
  readonly inFlow: boolean;
}

interface Region {
  readonly span: Span;
  readonly environment: Environment;
}

const NOTHING: Environment = { variables: new Map(), steps: new Map(), inFlow: false };

/** Follows names through blocks, steps and expressions, as the checker does, but also where it has given up. */
class LocalNameReader {
  readonly uses: LocalUse[] = [];
  readonly regions: Region[] = [];

  readFile(file: XmapFile): void {
    for (const declaration of file.declarations) {
      this.regions.push({ span: declaration.span, environment: NOTHING });
      if (declaration.kind === "FlowDeclaration") this.#readFlow(declaration);
      else if (declaration.kind === "BindingDeclaration" || declaration.kind === "RulesDeclaration")
        this.#readItems(declaration.items, declaration.span, NOTHING);
      else this.#read(declaration, NOTHING);
    }
  }

  #declare(kind: LocalName["kind"], identifier: Identifier, value: SyntaxNode | undefined): LocalName {
    const name: LocalName = { kind, name: identifier.name, span: identifier.span, value };
    if (name.name !== "") this.uses.push({ span: identifier.span, name, isDeclaration: true });
    return name;
  }

  #readItems(items: readonly SyntaxNode[], span: Span, outer: Environment): void {
    let environment = outer;
    const from = { start: span.start, end: span.end };
    for (const item of items) {
      if (item.kind !== "LetItem") continue;
      this.#read(item.value, environment);
      this.regions.push({ span: item.value.span, environment });
      const name = this.#declare("variable", item.name, item.value);
      if (name.name === "") continue;
      environment = { ...environment, variables: new Map(environment.variables).set(name.name, name) };
    }
    this.regions.push({ span: from, environment });
    for (const item of items) if (item.kind !== "LetItem") this.#read(item, environment);
  }

  #readFlow(flow: FlowDeclaration): void {
    const subject = this.#declare("flowName", flow.subject, flow.entity);
    if (flow.where !== undefined) this.#read(flow.where, NOTHING);
    for (const trigger of flow.triggers) this.#read(trigger, NOTHING);
    const steps = new Map(subject.name === "" ? [] : [[subject.name, subject]]);
    const start = flow.triggers.at(-1)?.span.end ?? flow.entity.span.end;
    this.#readSteps(flow.steps, { start, end: flow.span.end }, { ...NOTHING, steps, inFlow: true });
  }

  #readSteps(steps: readonly Step[], span: Span, outer: Environment): void {
    let environment = outer;
    let start = span.start;
    for (const step of steps) {
      this.regions.push({ span: { start, end: span.end }, environment });
      environment = this.#readStep(step, environment);
      start = step.span.end + 1;
    }
    this.regions.push({ span: { start, end: span.end }, environment });
  }

  #readStep(step: Step, environment: Environment): Environment {
    switch (step.kind) {
      case "WhenStep": {
        for (const part of [step.capability, step.condition]) if (part !== undefined) this.#read(part, environment);
        const start = step.condition?.span.end ?? step.capability?.span.end ?? step.span.start;
        this.#readSteps(step.steps, { start: start + 1, end: step.span.end - 1 }, environment);
        return environment;
      }
      case "EachStep": {
        this.#read(step.list, environment);
        const inside = this.#withStep(environment, step.name, step.list);
        this.#readSteps(step.steps, { start: step.list.span.end + 1, end: step.span.end - 1 }, inside);
        return environment;
      }
      case "EffectStep":
        this.#read(step.effect, environment);
        return step.name === undefined ? environment : this.#withStep(environment, step.name, step.effect);
      case "ValueStep":
        this.#read(step.value, environment);
        return this.#withStep(environment, step.name, step.value);
      case "WriteStep":
        this.#useStep(step.target.names[0], environment);
        this.#readItems(step.items, { start: step.target.span.end, end: step.span.end }, environment);
        return environment;
      default:
        this.#read(step, environment);
        return environment;
    }
  }

  #withStep(environment: Environment, identifier: Identifier, value: SyntaxNode): Environment {
    const name = this.#declare("flowName", identifier, value);
    if (name.name === "" || environment.steps.has(name.name)) return environment;
    return { ...environment, steps: new Map(environment.steps).set(name.name, name) };
  }

  #useStep(identifier: { readonly name: string; readonly span: Span } | undefined, environment: Environment): boolean {
    const name = identifier === undefined ? undefined : environment.steps.get(identifier.name);
    if (name === undefined || identifier === undefined) return false;
    this.uses.push({ span: identifier.span, name, isDeclaration: false });
    return true;
  }

  #read(node: SyntaxNode, environment: Environment): void {
    const elsewhere = environment.inFlow ? { ...environment, inFlow: false } : environment;
    switch (node.kind) {
      case "VariableExpression": {
        const name = environment.variables.get(node.name);
        if (name !== undefined) this.uses.push({ span: node.span, name, isDeclaration: false });
        return;
      }
      case "PathExpression":
        this.#readPath(node, environment, elsewhere);
        return;
      case "BlockExpression":
        this.#readBlock(node.expressions, node.span, environment);
        return;
      case "LambdaExpression": {
        const variables = new Map(environment.variables);
        for (const parameter of node.parameters) variables.set(parameter, undefined);
        this.#read(node.body, { ...environment, variables });
        return;
      }
      case "CallEffect":
        this.#useStep(node.target.names[0], environment);
        for (const argument of node.arguments) this.#read(argument.value, environment);
        return;
      case "Via":
        this.#read(node.target, elsewhere);
        if (node.otherwise !== undefined) this.#read(node.otherwise, elsewhere);
        return;
      case "RuleBody":
        this.#readItems(node.items, node.span, elsewhere);
        return;
      default:
        for (const child of childrenOf(node)) this.#read(child, environment);
    }
  }

  #readPath(path: PathExpression, environment: Environment, elsewhere: Environment): void {
    for (const [index, { operand, stages }] of path.steps.entries()) {
      if (operand.kind !== "NameStep") this.#read(operand, index === 0 ? environment : elsewhere);
      else if (index === 0 && environment.inFlow) this.#useStep(operand, environment);
      for (const stage of stages) this.#read(stage, elsewhere);
    }
  }

  #readBlock(expressions: readonly Expression[], span: Span, outer: Environment): void {
    let environment = outer;
    for (const expression of expressions) {
      if (expression.kind !== "AssignmentExpression") {
        this.#read(expression, environment);
        continue;
      }
      this.#read(expression.value, environment);
      const start = expression.span.start + 1;
      const at = { start, end: start + expression.name.length };
      const identifier: Identifier = { kind: "Identifier", name: expression.name, span: at };
      const name = this.#declare("variable", identifier, expression.value);
      environment = { ...environment, variables: new Map(environment.variables).set(expression.name, name) };
      this.regions.push({ span: { start: expression.span.end, end: span.end }, environment });
    }
  }
}

const known = new WeakMap<XmapFile, LocalNames>();

/** Every local name of a file with its uses; read from the tree alone, once for each tree. */
export function localNamesOf(file: XmapFile): LocalNames {
  const before = known.get(file);
  if (before !== undefined) return before;
  const reader = new LocalNameReader();
  reader.readFile(file);
  const names: LocalNames = {
    uses: reader.uses,
    visibleAt(offset, kind) {
      const around = reader.regions.filter(({ span }) => span.start <= offset && offset <= span.end);
      const inner = around.reduce<Region | undefined>(
        (best, region) => (best === undefined || isInside(region.span, best.span) ? region : best),
        undefined,
      );
      const found = new Map<string, LocalName>();
      const environment = inner?.environment ?? NOTHING;
      for (const [name, local] of kind === "variable" ? environment.variables : environment.steps)
        if (local !== undefined) found.set(name, local);
      return found;
    },
  };
  known.set(file, names);
  return names;
}

function isInside(inner: Span, outer: Span): boolean {
  return inner.end - inner.start <= outer.end - outer.start;
}
