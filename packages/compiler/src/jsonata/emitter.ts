import { BUILT_INS } from "./built-ins.ts";
import { childrenOf, type Node } from "./node.ts";
import { Scope } from "./scope.ts";
import { textCode } from "./text-code.ts";
import { computed, NOTHING, raw, stable, type Value } from "./value.ts";
import { isEmpty, type Lines, Writer } from "./writer.ts";

/** Where an expression is evaluated. */
export interface Place {
  /** Code of the context, a constant's name. */
  readonly context: string;
  readonly scope: Scope;
}

/** How the code is to look. */
export interface EmitOptions {
  /** Names that come from outside and hide built-in functions. */
  readonly bound: ReadonlySet<string>;
  /** Set for code inside a module of a mapping. */
  readonly module?: {
    /** The name that the runtime's helpers are imported under. */
    readonly namespace: string;
    /** False for JavaScript. */
    readonly typed: boolean;
    /** The offset that the expression's text begins at. */
    readonly start: number;
    /** Functions beside JSONata's own. */
    readonly functions: ReadonlySet<string>;
  };
}

type EmitNode = (emitter: Emitter, node: Node, place: Place) => Value;

/** Writes the code of one expression. */
export class Emitter {
  readonly writer = new Writer();
  /** Built-in functions that are called directly. */
  readonly builtIns = new Set<string>();
  /** The offset that errors report, where they do not report their own. */
  fixedAt: number | undefined;
  level = 0;
  readonly #options: EmitOptions;
  readonly #helpers = new Set<string>();
  readonly #emitNode: EmitNode;
  readonly #assignments: ReadonlyMap<string, number>;

  constructor(root: Node, options: EmitOptions, emitNode: EmitNode) {
    this.#options = options;
    this.#emitNode = emitNode;
    this.#assignments = countAssignments(root);
  }

  get helpers(): readonly string[] {
    return [...this.#helpers].sort();
  }

  emit(node: Node, place: Place): Value {
    return this.#emitNode(this, node, place);
  }

  /** The name of something that the runtime offers. */
  use(helper: string): string {
    this.#helpers.add(helper);
    const { module } = this.#options;
    return module === undefined ? helper : `${module.namespace}.${helper}`;
  }

  /** `: type` where the code is TypeScript. */
  annotation(type = "unknown"): string {
    return this.#options.module?.typed === true ? `: ${type}` : "";
  }

  /** The type of a path's tuples. */
  get tupleType(): string {
    return `${this.#options.module?.namespace ?? ""}.Tuple`;
  }

  /** One of a path's tuples, which code that is TypeScript must be told. */
  tuple(code: string): string {
    return this.#options.module?.typed === true ? `(${code} as ${this.tupleType})` : code;
  }

  /** Whether an equality of such a value with a literal can be left to `===`, which compares only what can be equal. */
  isComparable(value: Value): boolean {
    return this.#options.module === undefined || (value.type === "unknown" && !/^[-0-9"tfnu]/.test(value.code));
  }

  call(helper: string, ...given: readonly (string | number)[]): string {
    return `${this.use(helper)}(${given.join(", ")})`;
  }

  at(node: { readonly at: number }): number {
    return this.fixedAt ?? node.at - (this.#options.module?.start ?? 0);
  }

  /** The value under a constant's name. */
  pin(value: Value, hint = "value"): Value {
    if (value.isStable) return value;
    const name = this.writer.name(hint);
    this.writer.line(`const ${name} = ${value.code};`);
    return { ...value, code: name, isStable: true };
  }

  /** Values in the order in which they are written. */
  emitAll(nodes: readonly Node[], place: Place): readonly Value[] {
    return this.inOrder(nodes.map((node) => () => this.emit(node, place)));
  }

  /** The same for anything that emits: what is written for a later value does not overtake an earlier one. */
  inOrder(emits: readonly (() => Value)[]): readonly Value[] {
    const values: Value[] = [];
    const positions: number[] = [];
    for (const emitOne of emits) {
      values.push(emitOne());
      positions.push(this.writer.position);
    }
    const end = this.writer.position;
    for (let index = values.length - 1; index >= 0; index -= 1) {
      const value = values[index];
      const position = positions[index];
      if (value === undefined || position === undefined || value.isStable || position === end) continue;
      const name = this.writer.name("value");
      this.writer.insert(position, `const ${name} = ${value.code};`);
      values[index] = { ...value, code: name, isStable: true };
    }
    return values;
  }

  /** Code that runs not at all, or several times, collected apart. */
  apart<Result>(write: () => Result): { readonly lines: Lines; readonly result: Result } {
    this.level += 1;
    const collected = this.writer.collect(write);
    this.level -= 1;
    return collected;
  }

  /** A value out of one of two branches. */
  choose(test: string, then: () => Value, otherwise: () => Value, hint = "value"): Value {
    const first = this.apart(then);
    const second = this.apart(otherwise);
    const type = first.result.type === second.result.type ? first.result.type : "unknown";
    const isRaw = first.result.isRaw || second.result.isRaw;
    if (isEmpty(first.lines) && isEmpty(second.lines)) {
      const code = `(${test} ? ${first.result.code} : ${second.result.code})`;
      return { ...computed(code, type), isRaw };
    }
    const name = this.writer.name(hint);
    this.writer.line(`let ${name}${this.annotation()};`);
    first.lines.push(`${name} = ${first.result.code};`);
    if (second.result.code === "undefined" && isEmpty(second.lines)) this.writer.block(`if (${test})`, first.lines);
    else {
      second.lines.push(`${name} = ${second.result.code};`);
      this.writer.branches(`if (${test})`, first.lines, second.lines);
    }
    return { ...stable(name, type), isRaw };
  }

  /** Settles what may be a sequence. */
  settle(value: Value, keepsArray: boolean): Value {
    if (!value.isRaw && !keepsArray) return value;
    if (value.type !== "unknown") return value;
    // What a function gives can be a sequence within a sequence: every expression around it settles it once more.
    return { ...computed(this.call(keepsArray ? "settledList" : "settled", value.code)), isRaw: value.isRaw };
  }

  /** A value as a condition. */
  truth(value: Value): string {
    if (value.type === "boolean" || value.type === "condition") return value.code;
    return this.call("isTrue", value.code);
  }

  /** Opens the scope of a block or function; variables that its nodes assign are known from the start. */
  openScope(parent: Scope | undefined, nodes: readonly Node[]): Scope {
    const unbound = this.#options.module === undefined ? "UNBOUND" : `${this.#options.module.namespace}.UNBOUND`;
    const scope = new Scope(parent, this.level, this.writer, `${this.annotation()} = ${unbound}`);
    for (const name of assignedNames(nodes)) scope.announce(name, this.#assignments.get(name) === 1);
    return scope;
  }

  closeScope(scope: Scope): void {
    if (scope.close()) this.use("UNBOUND");
  }

  /** Reads a variable: the innermost one that has been assigned, else what comes from outside. */
  variable(name: string, { scope, context }: Place): Value {
    if (name === "") return raw(this.call("unwrapped", context));
    let prefix = "";
    let isRaw = false;
    for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
      const variable = at.get(name);
      if (variable === undefined) continue;
      isRaw ||= variable.isRaw;
      if (variable.isAssigned) {
        if (prefix === "") return { code: variable.code, isStable: variable.isConstant, type: "unknown", isRaw };
        return { ...computed(`(${prefix}${variable.code})`), isRaw };
      }
      variable.isReadEarly = true;
      if (!variable.isDeclared) at.declare(variable, this.writer.name(name));
      prefix += `${variable.code} !== ${this.use("UNBOUND")} ? ${variable.code} : `;
    }
    const global = this.#global(name);
    if (prefix === "") return global;
    return { ...computed(`(${prefix}${global.code})`), isRaw: isRaw || global.isRaw };
  }

  /** Whether the expression assigns a variable of this name anywhere. */
  isAssigned(name: string): boolean {
    return this.#assignments.has(name);
  }

  #global(name: string): Value {
    if (name === "$") return stable("run.input");
    if (this.isBuiltIn(name)) {
      this.builtIns.add(name);
      return computed(this.call("nativeValue", "run", this.native(name)));
    }
    return raw(this.call("binding", "bindings", textCode(name)));
  }

  isBuiltIn(name: string): boolean {
    const { bound, module } = this.#options;
    return (BUILT_INS.has(name) || module?.functions.has(name) === true) && !bound.has(name);
  }

  /** The runtime's own part of a built-in function. */
  native(name: string): string {
    return `${this.use(BUILT_INS.has(name) ? "functions" : "integrations")}.${name}`;
  }

  /** Whether a name leads to the built-in function for certain. */
  isCertainlyBuiltIn(name: string, scope: Scope): boolean {
    for (let at: Scope | undefined = scope; at !== undefined; at = at.parent)
      if (at.get(name) !== undefined) return false;
    return this.isBuiltIn(name);
  }

  /** Assigns a variable of the innermost scope. */
  assign(name: string, value: Value, { scope }: Place): Value {
    const variable = scope.get(name);
    if (variable === undefined) return NOTHING;
    const isStraight = scope.level === this.level;
    if (!variable.isDeclared && !variable.isReadEarly && isStraight && variable.isConstant) {
      variable.code = this.writer.name(name);
      variable.isDeclared = true;
      variable.isAssigned = true;
      variable.isRaw = value.isRaw;
      this.writer.line(`const ${variable.code} = ${value.code};`);
      return { ...stable(variable.code, value.type), isRaw: value.isRaw };
    }
    if (!variable.isDeclared) scope.declare(variable, this.writer.name(name));
    this.writer.line(`${variable.code} = ${value.code};`);
    if (isStraight) variable.isAssigned = true;
    return { code: variable.code, isStable: variable.isConstant, type: value.type, isRaw: value.isRaw };
  }
}

function countAssignments(root: Node): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const visit = (node: Node): void => {
    if (node.kind === "bind") counts.set(node.name, (counts.get(node.name) ?? 0) + 1);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(root);
  return counts;
}

/** Variables that nodes assign in the frame that they are evaluated in. */
function assignedNames(nodes: readonly Node[]): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: Node): void => {
    if (node.kind === "bind") names.add(node.name);
    if (node.kind === "block" || node.kind === "lambda") {
      for (const stage of [...(node.predicates ?? []), ...(node.stages ?? [])])
        if (stage.kind === "filter") visit(stage.condition);
      for (const { key, value } of node.group?.pairs ?? []) for (const part of [key, value]) visit(part);
      return;
    }
    for (const child of childrenOf(node)) visit(child);
  };
  for (const node of nodes) visit(node);
  return names;
}
