import type { Code, Local, Statement } from "../ir/code.ts";
import type { BlockIr, EntryIr } from "../ir/module.ts";
import { childrenOf } from "../ir/walk-code.ts";

/** A field that a rule reads: `[]` in the path stands for each item of a list. */
export interface FieldRead {
  readonly path: readonly string[];
  readonly rule: string;
  /** It only goes through a value map, which answers for every value. */
  readonly mapped: boolean;
}

export const ITEMS = "[]";

/** The fields of a record that guards and rules read, in order, each with the rules that read it. */
export function collectReads(
  block: BlockIr,
  guards: readonly Statement[],
  parameter: Local,
  owner: string,
): readonly FieldRead[] {
  const reader = new Reader(parameter);
  for (const guard of guards) reader.statement(guard, guard.place?.name ?? owner);
  reader.block(block, owner);
  return reader.reads;
}

class Reader {
  readonly reads: FieldRead[] = [];
  readonly #paths = new Map<Local, readonly string[]>();
  /** Of locals that stand for lists: the path of their items. */
  readonly #lists = new Map<Local, readonly string[]>();

  constructor(parameter: Local) {
    this.#paths.set(parameter, []);
  }

  block({ lets, entries }: BlockIr, owner: string): void {
    for (const item of lets) {
      this.read(item.code, item.place?.name ?? owner);
      this.#bind(item.local, this.#pathOf(item.code));
      const items = this.#itemsOf(item.code);
      if (items !== undefined) this.#lists.set(item.local, items);
    }
    for (const entry of entries) this.#entry(entry, entry.place?.name ?? owner);
  }

  statement(statement: Statement, rule: string): void {
    switch (statement.kind) {
      case "constant":
      case "expression":
        this.read(statement.value, rule);
        return;
      case "if":
        this.read(statement.condition, rule);
        for (const inner of [...statement.body, ...(statement.otherwise ?? [])]) this.statement(inner, rule);
        return;
      case "forOf":
        this.read(statement.list, rule);
        this.#bind(statement.local, this.#itemsOf(statement.list));
        for (const inner of statement.body) this.statement(inner, rule);
    }
  }

  #entry(entry: EntryIr, rule: string): void {
    switch (entry.kind) {
      case "rule":
        for (const code of [entry.code, entry.condition, ...entry.needed])
          if (code !== undefined) this.read(code, entry.id);
        return;
      case "nested":
      case "line":
        if (entry.constant !== undefined) {
          this.read(entry.constant.code, rule);
          this.#bind(entry.constant.local, this.#pathOf(entry.constant.code));
        }
        this.block(entry.block, rule);
        return;
      case "lines":
        this.read(entry.list, rule);
        this.#bind(entry.item, this.#itemsOf(entry.list));
        this.read(entry.identity, rule);
        this.block(entry.block, rule);
        return;
      case "include": {
        this.read(entry.argument, rule);
        const base = this.#pathOf(entry.argument);
        if (base !== undefined)
          this.reads.push(...entry.rules.reads.map((read) => ({ ...read, path: [...base, ...read.path] })));
      }
    }
  }

  /** Notes every path in a code; `rule` reads them. */
  read(code: Code, rule: string, mapped = false): void {
    const path = this.#pathOf(code);
    if (path !== undefined && path.length > 0) this.reads.push({ path, rule, mapped });
    if (code.kind === "property" && path !== undefined) return;
    if (code.kind === "call") {
      const { callee } = code;
      if (callee.kind === "property") {
        // What a function is called on is read; the function's name is no field.
        this.read(callee.object, rule);
        const items = this.#itemsOf(callee.object);
        for (const argument of code.arguments)
          if (argument.kind === "arrow") this.#bind(argument.parameters[0]?.local, items);
      }
      const isMap = callee.kind === "export";
      for (const [index, argument] of code.arguments.entries()) this.read(argument, rule, isMap && index === 0);
      return;
    }
    for (const child of childrenOf(code)) this.read(child, rule);
    if (code.kind === "arrow") for (const inner of code.statements) this.statement(inner, rule);
  }

  #bind(local: Local | undefined, path: readonly string[] | undefined): void {
    if (local !== undefined && path !== undefined) this.#paths.set(local, path);
  }

  #pathOf(code: Code): readonly string[] | undefined {
    switch (code.kind) {
      case "local":
        return this.#paths.get(code.local);
      case "property": {
        const path = this.#pathOf(code.object);
        // The length of a list is no field.
        return path === undefined || code.name === "length" ? undefined : [...path, code.name];
      }
      case "cast":
        return this.#pathOf(code.value);
      case "call":
        return code.callee.kind === "property" && code.callee.name === "at"
          ? this.#itemsOf(code.callee.object)
          : undefined;
      default:
        return undefined;
    }
  }

  /** The path of the items of a list that a code makes of the record's lists. */
  #itemsOf(code: Code): readonly string[] | undefined {
    if (code.kind === "binary" && code.operator === "??") return this.#itemsOf(code.left);
    if (code.kind === "local" && this.#lists.has(code.local)) return this.#lists.get(code.local);
    if (code.kind === "call" && code.callee.kind === "property") {
      const items = this.#itemsOf(code.callee.object);
      if (code.callee.name === "filter") return items;
      const [made] = code.arguments;
      if (made?.kind !== "arrow" || made.value === undefined) return undefined;
      this.#bind(made.parameters[0]?.local, items);
      if (code.callee.name === "map") return this.#pathOf(made.value);
      return code.callee.name === "flatMap" ? this.#itemsOf(made.value) : undefined;
    }
    const path = this.#pathOf(code);
    return path === undefined ? undefined : [...path, ITEMS];
  }
}
