import {
  ANSWERS,
  type ArrowCode,
  type CallCode,
  type Code,
  type Local,
  type PropertyCode,
  type Statement,
} from "../ir/code.ts";
import { childrenOf } from "../ir/walk-code.ts";
import type { Declared } from "./declared.ts";
import { createReadTree, fieldOf, itemsOf, type ReadTree } from "./read-tree.ts";

/** What a code may stand for: parts of the record, and lists made of parts of the record. */
interface Meaning {
  readonly parts: readonly ReadTree[];
  readonly items: Meaning | undefined;
}

const NOTHING: Meaning = { parts: [], items: undefined };

/** What comes out of a method of lists whose function is given an item. */
type ListResult = "items" | "item" | "values" | "lists" | "truth";

const LIST_METHODS: ReadonlyMap<string, ListResult> = new Map([
  ["filter", "items"],
  ["find", "item"],
  ["map", "values"],
  ["flatMap", "lists"],
  ["some", "truth"],
  ["every", "truth"],
]);

/**
 * The parts of a record that a mapping function may read. Whatever the code does with a part that is not a plain walk
 * through fields and lists makes it read whole, so that nothing is left out that could be looked at.
 */
export function readsOf(code: ArrowCode, declared: Declared): ReadTree {
  const root = createReadTree();
  const reader = new Reader(declared);
  const [record] = code.parameters;
  if (record !== undefined) reader.bind(record.local, { parts: [root], items: undefined });
  reader.draft(code.statements, code.value);
  return root;
}

class Reader {
  readonly #meanings = new Map<Local, Meaning>();
  readonly #declared: Declared;
  readonly #entered = new Set<ArrowCode>();

  constructor(declared: Declared) {
    this.#declared = declared;
  }

  bind(local: Local, meaning: Meaning): void {
    this.#meanings.set(local, meaning);
  }

  /** A function's statements and its result, which is looked at from outside. */
  body(statements: readonly Statement[], value: Code | undefined): void {
    for (const statement of statements) this.#statement(statement);
    if (value !== undefined) this.#use(value);
  }

  /** A function's statements and the draft that it makes. */
  draft(statements: readonly Statement[], value: Code | undefined): void {
    for (const statement of statements) this.#statement(statement);
    if (value !== undefined) this.#write(value);
  }

  /** The value stands in the draft. */
  #write(code: Code): void {
    switch (code.kind) {
      case "object":
        for (const member of code.members)
          if ("spread" in member) this.#writeParts(member.spread);
          else this.#write(member.value);
        return;
      case "list":
        for (const item of code.items)
          if (item.kind === "unary" && item.operator === "...") this.#writeParts(item.operand);
          else this.#write(item);
        return;
      case "cast":
        this.#write(code.value);
        return;
      case "conditional":
        this.#test(code.condition);
        this.#write(code.chosen);
        this.#write(code.otherwise);
        return;
      case "call":
        this.#writeResult(code);
        return;
      case "local":
      case "property":
        for (const part of this.#partsOf(code)) part.written = true;
        return;
      default:
        this.#use(code);
    }
  }

  /** The value is taken apart, and its parts stand in the draft. */
  #writeParts(code: Code): void {
    if (code.kind === "call") this.#writeResult(code);
    else this.#use(code);
  }

  #partsOf(code: Code): readonly ReadTree[] {
    const { parts, items } = this.#meaningOf(code);
    if (items !== undefined) takeWhole(items);
    return parts;
  }

  #writeResult(code: CallCode): void {
    const { callee } = code;
    const [made] = code.arguments;
    if (callee.kind === "export") {
      const called = this.#declared.functionOf(callee.exported);
      if (called !== undefined && this.#enter(called, code.arguments, true)) return;
    }
    if (callee.kind === "property" && callee.name === "map" && code.arguments.length === 1 && isPlainArrow(made)) {
      this.#bindItem(made, this.#meaningOf(callee.object));
      this.draft(made.statements, made.value);
    } else this.#use(code);
  }

  #statement(statement: Statement): void {
    switch (statement.kind) {
      case "constant":
        this.bind(statement.local, this.#meaningOf(statement.value));
        return;
      case "expression":
        this.#use(statement.value);
        return;
      case "if":
        this.#test(statement.condition);
        for (const inner of [...statement.body, ...(statement.otherwise ?? [])]) this.#statement(inner);
        return;
      case "forOf":
        this.bind(statement.local, itemsIn(this.#meaningOf(statement.list)));
        for (const inner of statement.body) this.#statement(inner);
    }
  }

  /** The value goes where nothing is known about what is read of it. */
  #use(code: Code): void {
    takeWhole(this.#meaningOf(code));
  }

  /** Only whether it is true counts. */
  #test(code: Code): void {
    if (code.kind === "unary" && code.operator === "!") this.#test(code.operand);
    else if (code.kind === "binary" && (code.operator === "&&" || code.operator === "||")) {
      this.#test(code.left);
      this.#test(code.right);
    } else for (const part of this.#meaningOf(code).parts) part.tested = true;
  }

  #meaningOf(code: Code): Meaning {
    switch (code.kind) {
      case "local":
        return this.#meanings.get(code.local) ?? NOTHING;
      case "property": {
        const { parts } = this.#meaningOf(code.object);
        return { parts: parts.map((part) => fieldOf(part, code.name)), items: undefined };
      }
      case "cast":
        return this.#meaningOf(code.value);
      case "conditional":
        this.#test(code.condition);
        return either(this.#meaningOf(code.chosen), this.#meaningOf(code.otherwise));
      case "binary":
        return this.#binary(code.operator, code.left, code.right);
      case "unary":
        if (code.operator === "!" || code.operator === "typeof ") this.#test(code.operand);
        else this.#use(code.operand);
        return NOTHING;
      case "call":
        return this.#call(code.callee, code.arguments);
      case "arrow":
        // Called by what it is handed to, with values that are read whole there.
        this.body(code.statements, code.value);
        return NOTHING;
      default:
        for (const child of childrenOf(code)) this.#use(child);
        return NOTHING;
    }
  }

  #binary(operator: string, left: Code, right: Code): Meaning {
    if (operator === "??") return either(this.#meaningOf(left), this.#meaningOf(right));
    if (operator === "&&" || operator === "||") {
      this.#test(left);
      return either(this.#meaningOf(left), this.#meaningOf(right));
    }
    if (isNothing(left) || isNothing(right)) {
      this.#meaningOf(left);
      this.#meaningOf(right);
      return NOTHING;
    }
    this.#use(left);
    this.#use(right);
    return NOTHING;
  }

  #call(callee: Code, given: readonly Code[]): Meaning {
    if (callee.kind === "property") {
      const [arrow] = given;
      const result = LIST_METHODS.get(callee.name);
      if (result !== undefined && given.length === 1 && isPlainArrow(arrow))
        return this.#listMethod(this.#meaningOf(callee.object), arrow, result);
      if (this.#isReference(callee, given)) return NOTHING;
      this.#use(callee.object);
    } else if (callee.kind === "export") {
      const called = this.#declared.functionOf(callee.exported);
      if (called !== undefined && this.#enter(called, given, false)) return NOTHING;
    } else this.#use(callee);
    for (const argument of given) this.#use(argument);
    return NOTHING;
  }

  /** `answers.reference(binding, record)` looks at the key of the record alone. */
  #isReference({ object, name }: PropertyCode, [binding, record, ...others]: readonly Code[]): boolean {
    if (object.kind !== "local" || object.local !== ANSWERS || name !== "reference") return false;
    if (binding?.kind !== "export" || record === undefined) return false;
    const key = this.#declared.referenceKey(binding.exported);
    if (key === undefined) return false;
    for (const other of others) this.#use(other);
    const { parts, items } = this.#meaningOf(record);
    if (items !== undefined) takeWhole(items);
    for (const path of key)
      for (const part of parts) takeWhole({ parts: [path.reduce(fieldOf, part)], items: undefined });
    return true;
  }

  #listMethod(list: Meaning, arrow: ArrowCode, result: ListResult): Meaning {
    const items = this.#bindItem(arrow, list);
    for (const statement of arrow.statements) this.#statement(statement);
    if (arrow.value === undefined) return NOTHING;
    if (result === "values") return { parts: [], items: this.#meaningOf(arrow.value) };
    if (result === "lists") {
      const made = this.#meaningOf(arrow.value);
      // A function of `flatMap` may give an item as well as a list of them.
      return { parts: [], items: either(itemsIn(made), { parts: made.parts, items: undefined }) };
    }
    this.#test(arrow.value);
    if (result === "truth") return NOTHING;
    return result === "item" ? items : { parts: [], items };
  }

  #bindItem(arrow: ArrowCode, list: Meaning): Meaning {
    const items = itemsIn(list);
    const [parameter] = arrow.parameters;
    if (parameter !== undefined) this.bind(parameter.local, items);
    return items;
  }

  /** Follows a call; false when the function calls itself. */
  #enter(called: ArrowCode, given: readonly Code[], isDraft: boolean): boolean {
    if (this.#entered.has(called)) return false;
    this.#entered.add(called);
    for (const [index, argument] of given.entries()) {
      const parameter = called.parameters[index];
      if (parameter === undefined) this.#use(argument);
      else this.bind(parameter.local, this.#meaningOf(argument));
    }
    if (isDraft) this.draft(called.statements, called.value);
    else this.body(called.statements, called.value);
    this.#entered.delete(called);
    return true;
  }
}

/** A function of an item alone. */
function isPlainArrow(code: Code | undefined): code is ArrowCode {
  return code?.kind === "arrow" && code.parameters.length <= 1;
}

/** Comparing with it tells only whether there is something. */
function isNothing(code: Code): boolean {
  return code.kind === "literal" && (code.value === null || code.value === undefined);
}

function itemsIn({ parts, items }: Meaning): Meaning {
  const own = parts.map((part): Meaning => ({ parts: [itemsOf(part)], items: undefined }));
  return own.reduce(either, items ?? NOTHING);
}

function either(left: Meaning, right: Meaning): Meaning {
  const items =
    left.items === undefined ? right.items : right.items === undefined ? left.items : either(left.items, right.items);
  return { parts: [...left.parts, ...right.parts], items };
}

function takeWhole({ parts, items }: Meaning): void {
  for (const part of parts) part.whole = true;
  if (items !== undefined) takeWhole(items);
}
