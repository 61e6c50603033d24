import type { Placeholder, Writer } from "./writer.ts";

interface Variable {
  /** Code that reads it. */
  code: string;
  /** Whether it has certainly been assigned. */
  isAssigned: boolean;
  /** Whether code before its assignment reads it. */
  isReadEarly: boolean;
  /** Whether its value may be a sequence that stands for something else. */
  isRaw: boolean;
  /** Whether it keeps its value for good. */
  isConstant: boolean;
  isDeclared: boolean;
}

/** The variables of a block, a function or a tuple. */
export class Scope {
  readonly parent: Scope | undefined;
  /** How many branches, loops and functions lie around it. */
  readonly level: number;
  readonly #variables = new Map<string, Variable>();
  readonly #placeholder: Placeholder;
  readonly #declared: string[] = [];
  readonly #unbound: string;

  /** @param unbound what stands behind a variable's name where it is declared */
  constructor(parent: Scope | undefined, level: number, writer: Writer, unbound: string) {
    this.#unbound = unbound;
    this.parent = parent;
    this.level = level;
    this.#placeholder = writer.placeholder();
  }

  names(): Iterable<string> {
    return this.#variables.keys();
  }

  get(name: string): Variable | undefined {
    return this.#variables.get(name);
  }

  /** A variable that the scope itself brings along. */
  define(name: string, code: string, isConstant = true): void {
    const known = { code, isAssigned: true, isReadEarly: false, isRaw: true, isConstant, isDeclared: true };
    this.#variables.set(name, known);
  }

  /** A variable that is assigned somewhere in the scope. */
  announce(name: string, isConstant: boolean): void {
    if (this.#variables.has(name)) return;
    this.#variables.set(name, {
      code: "",
      isAssigned: false,
      isReadEarly: false,
      isRaw: true,
      isConstant,
      isDeclared: false,
    });
  }

  /** Declares a variable at the scope's start. */
  declare(variable: Variable, code: string): void {
    variable.code = code;
    variable.isDeclared = true;
    this.#declared.push(`${code}${this.#unbound}`);
  }

  /** Writes the declarations. */
  close(): boolean {
    if (this.#declared.length === 0) return false;
    this.#placeholder.text = `let ${this.#declared.join(", ")};`;
    return true;
  }
}
