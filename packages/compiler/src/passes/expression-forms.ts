import type { ArrowCode, CallCode, Code, LiteralCode, Local, LocalCode, ObjectMember, Statement } from "../ir/code.ts";
import { ANSWERS, ASK, REPORT } from "../ir/code.ts";
import { JSONATA, RULE_ARGUMENTS } from "../runtime-names.ts";

/** What is known of an expression as such, wherever it stands. */
export interface ExpressionForm {
  /** Equal for expressions that compute the same of the same locals. The rule that a helper names does not count. */
  readonly key: number;
  /** The locals of the scopes around it that it mentions. */
  readonly free: ReadonlySet<Local>;
  /** Number of expressions in it. */
  readonly size: number;
  /** Roughly how much it costs to compute: nothing for literals and fields. */
  readonly cost: number;
  /** It asks, reports and notes nothing, and comes to the same each time. */
  readonly isPure: boolean;
  /** It may throw. */
  readonly mayFail: boolean;
}

const COST_OF_CALL = 2;
const COST_OF_FUNCTION = 2;
const COST_OF_PATH = 2;
/** A path with more steps than these costs something. */
const FREE_STEPS = 2;

/** Helpers that only change how a value is held. */
const TRIVIAL: ReadonlySet<string> = new Set(["boolean", "list", "money", "not", "text", "truthy"]);
/** Helpers that do more than to compute. */
const EFFECTS: ReadonlySet<string> = new Set(["cover", "requireRecord", "requireSchema", "wrongValue"]);
/** JSONata's functions that answer something else each time; computed text may call them. */
const RESTLESS = /\b(?:functions\.(?:random|shuffle)|evaluateText)\b/;
const SPOKEN_TO: ReadonlySet<Local> = new Set([ASK, ANSWERS, REPORT]);

/** Parameters of the functions around an expression, within what is compared, by their order. */
type Bound = ReadonlyMap<Local, number>;
const NOTHING_BOUND: Bound = new Map();

/** Forms of the expressions of one function, each made once. */
export class ExpressionForms {
  readonly #known = new WeakMap<Code, ExpressionForm>();
  readonly #keys = new Map<string, number>();
  readonly #locals = new Map<Local, number>();

  of(code: Code): ExpressionForm {
    return this.#of(code, NOTHING_BOUND);
  }

  #of(code: Code, bound: Bound): ExpressionForm {
    const plain = this.#known.get(code);
    if (plain !== undefined && ![...plain.free].some((each) => bound.has(each))) return plain;
    const form = this.#make(code, bound);
    if (bound.size === 0) this.#known.set(code, form);
    return form;
  }

  #make(code: Code, bound: Bound): ExpressionForm {
    if (code.kind === "local") return this.#ofLocal(code.local, bound);
    const isFunction = code.kind === "arrow";
    const own = isFunction
      ? [...code.parameters.map((parameter) => parameter.local), ...declared(code.statements)]
      : [];
    const inner = new Map(bound);
    for (const each of own) inner.set(each, inner.size);
    const parts: ExpressionForm[] = [];
    const keyOf = (part: Code): number => {
      const form = this.#of(part, inner);
      parts.push(form);
      return form.key;
    };
    const text = isFunction ? arrowText(code, inner, keyOf) : codeText(code, keyOf);
    const free = joined(parts.map((part) => part.free));
    return {
      key: numberOf(this.#keys, text),
      free: isFunction ? new Set([...free].filter((each) => !own.includes(each))) : free,
      size: parts.reduce((sum, { size }) => sum + size, 1),
      cost: parts.reduce((sum, { cost }) => sum + cost, ownCost(code)),
      isPure: isPureItself(code) && parts.every((part) => part.isPure),
      mayFail: code.kind === "helper" || parts.some((part) => part.mayFail),
    };
  }

  #ofLocal(local: Local, bound: Bound): ExpressionForm {
    const position = bound.get(local);
    const text = position === undefined ? `local ${numberOf(this.#locals, local)}` : `parameter ${position}`;
    const key = numberOf(this.#keys, text);
    return { key, free: new Set([local]), size: 1, cost: 0, isPure: !SPOKEN_TO.has(local), mayFail: false };
  }
}

function isPureItself(code: Code): boolean {
  if (code.kind === "helper") return !EFFECTS.has(code.name);
  return code.kind !== "embedded" || !RESTLESS.test(JSON.stringify(code.lines.plain));
}

function numberOf<Key>(numbers: Map<Key, number>, key: Key): number {
  const found = numbers.get(key) ?? numbers.size;
  numbers.set(key, found);
  return found;
}

function joined(sets: readonly ReadonlySet<Local>[]): ReadonlySet<Local> {
  const [first = new Set<Local>(), ...others] = sets;
  return others.every((set) => set.size === 0) ? first : new Set(sets.flatMap((set) => [...set]));
}

/** The locals that statements and those within them declare. */
function declared(statements: readonly Statement[]): readonly Local[] {
  return statements.flatMap((statement): readonly Local[] => {
    switch (statement.kind) {
      case "constant":
        return [statement.local];
      case "expression":
        return [];
      case "if":
        return declared([...statement.body, ...(statement.otherwise ?? [])]);
      case "forOf":
        return [statement.local, ...declared(statement.body)];
      default:
        return statement satisfies never;
    }
  });
}

function statementText(statement: Statement, bound: Bound, keyOf: (code: Code) => number): string {
  const inner = (body: readonly Statement[]): string => body.map((each) => statementText(each, bound, keyOf)).join(";");
  switch (statement.kind) {
    case "constant":
      return `const ${bound.get(statement.local)} ${keyOf(statement.value)}`;
    case "expression":
      return `do ${keyOf(statement.value)}`;
    case "if":
      return `if ${keyOf(statement.condition)}{${inner(statement.body)}}{${inner(statement.otherwise ?? [])}}`;
    case "forOf":
      return `for ${bound.get(statement.local)} ${keyOf(statement.list)}{${inner(statement.body)}}`;
  }
}

function arrowText(code: ArrowCode, bound: Bound, keyOf: (code: Code) => number): string {
  const types = JSON.stringify([code.result, code.parameters.map(({ type }) => type)]);
  const statements = code.statements.map((each) => statementText(each, bound, keyOf)).join(";");
  return `arrow ${types} ${statements} ${code.value === undefined ? "" : keyOf(code.value)}`;
}

function codeText(code: Exclude<Code, LocalCode | ArrowCode>, keyOf: (code: Code) => number): string {
  switch (code.kind) {
    case "helper":
      return `helper ${code.name}`;
    case "export":
      return `export ${JSON.stringify([code.exported.file, code.exported.name])}`;
    case "literal":
      return `literal ${literalText(code.value)}`;
    case "property":
      return `property ${keyOf(code.object)} ${code.optional} ${JSON.stringify(code.name)}`;
    case "call":
      return callText(code, keyOf);
    case "unary":
      return `unary ${code.operator} ${keyOf(code.operand)}`;
    case "binary":
      return `binary ${code.operator} ${keyOf(code.left)} ${keyOf(code.right)}`;
    case "conditional":
      return `conditional ${keyOf(code.condition)} ${keyOf(code.chosen)} ${keyOf(code.otherwise)}`;
    case "list":
      return `list ${code.items.map(keyOf).join(" ")}`;
    case "object":
      return `object ${code.members.map((member) => memberText(member, keyOf)).join(" ")}`;
    case "text":
      return `text ${code.parts.map((part) => (typeof part === "string" ? JSON.stringify(part) : keyOf(part))).join(" ")}`;
    case "cast":
      return `cast ${keyOf(code.value)} ${JSON.stringify(code.type)}`;
    case "embedded":
      return `embedded ${JSON.stringify(code.lines.plain)}`;
  }
}

function literalText(value: LiteralCode["value"]): string {
  return typeof value === "number" ? `number ${Object.is(value, -0) ? "-0" : value}` : `${JSON.stringify(value)}`;
}

function memberText(member: ObjectMember, keyOf: (code: Code) => number): string {
  return "spread" in member ? `...${keyOf(member.spread)}` : `${JSON.stringify(member.name)}:${keyOf(member.value)}`;
}

/** The rule that a helper names in its errors makes no other value. */
function callText(code: CallCode, keyOf: (code: Code) => number): string {
  const rule = RULE_ARGUMENTS.get(calledHelper(code) ?? "");
  const args = code.arguments.map((argument, index) =>
    index === rule && argument.kind === "literal" ? "rule" : keyOf(argument),
  );
  return `call ${keyOf(code.callee)}(${args.join(",")})`;
}

/** The helper that a call calls, `jsonata.compute` by both its names. */
export function calledHelper({ callee }: CallCode): string | undefined {
  if (callee.kind === "helper") return callee.name;
  if (callee.kind !== "property" || callee.object.kind !== "helper" || callee.object.name !== JSONATA) return undefined;
  return `${JSONATA}.${callee.name}`;
}

function ownCost(code: Code): number {
  switch (code.kind) {
    case "call":
      return TRIVIAL.has(calledHelper(code) ?? "") ? 0 : COST_OF_CALL;
    case "arrow":
      return COST_OF_FUNCTION;
    case "property":
      return pathLength(code) > FREE_STEPS ? COST_OF_PATH : 0;
    case "text":
    case "binary":
    case "conditional":
      return 1;
    default:
      return 0;
  }
}

/** Number of fields from a local; 0 for what is no plain path. */
export function pathLength(code: Code): number {
  let steps = 0;
  let value = code;
  while (value.kind === "property") {
    steps += 1;
    value = value.object;
  }
  return value.kind === "local" ? steps : 0;
}
