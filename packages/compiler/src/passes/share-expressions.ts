import { type ArrowCode, at, type Code, type Local, local, type SourcePlace, type Statement } from "../ir/code.ts";
import { mapParts, mapStatementParts } from "../ir/map-code.ts";
import { walkCode, walkStatement } from "../ir/walk-code.ts";
import { createNameScope, type NameScope } from "../lower/names.ts";
import { type ExpressionForm, ExpressionForms } from "./expression-forms.ts";
import { nameExpression } from "./name-expression.ts";

/** What costs less is written again: it reads better than a name for it. */
const LEAST_COST = 2;
/** The same for conditions, which read best where they are asked. */
const LEAST_COST_OF_CONDITION = 6;

/**
 * A function in which what it would compute several times is a constant before its first use.
 *
 * Each list of statements (of the function, of a branch, of a loop, of a function within it) is treated by itself. An
 * expression becomes a constant there when it has no effect, costs more than a field, stands there or within several
 * times, and is sure to be computed where the constant is: it may fail. One that may fail also stays behind what reports
 * or asks before it. A constant that holds the value already is used as it is.
 */
export function shareExpressions(code: ArrowCode, names: NameScope): ArrowCode {
  const sharing = new Sharing(namesBeside(code.statements, code.value, names));
  const { statements, value } = sharing.share({ statements: code.statements, value: code.value }, undefined);
  return { ...code, statements, value };
}

/** The same for the statements of a function without a value. */
export function shareInStatements(statements: readonly Statement[], names: NameScope): readonly Statement[] {
  const sharing = new Sharing(namesBeside(statements, undefined, names));
  return sharing.share({ statements, value: undefined }, undefined).statements;
}

/** Statements in order, with the value that they end in. */
interface Body {
  readonly statements: readonly Statement[];
  readonly value: Code | undefined;
}

/** Where an expression stands in a body: in its statement by index, or in the value after the last one. */
interface Occurrence {
  readonly index: number;
  readonly code: Code;
  readonly place: SourcePlace | undefined;
  /** Whether it could be computed just before the statement. */
  readonly isSure: boolean;
}

interface Repeated {
  readonly form: ExpressionForm;
  /** The first use of the constant. */
  readonly first: Occurrence;
  /** The constant that holds the value already. */
  readonly known: Local | undefined;
}

class Sharing {
  readonly #forms = new ExpressionForms();
  readonly #names: NameScope;

  constructor(names: NameScope) {
    this.#names = names;
  }

  share(body: Body, place: SourcePlace | undefined): Body {
    let shared = body;
    for (;;) {
      const repeated = findRepeated(shared, place, this.#forms);
      if (repeated === undefined) break;
      shared = this.#withConstant(shared, repeated);
    }
    return {
      statements: shared.statements.map((statement) => this.#shareWithin(statement, place)),
      value: shared.value === undefined ? undefined : this.#shareFunctions(shared.value, place),
    };
  }

  /** The body with a constant for a repeated expression, which stands for it from there on. */
  #withConstant({ statements, value }: Body, { form, first, known }: Repeated): Body {
    const constant = known ?? { name: this.#names.declare(nameExpression(first.code)), reported: false };
    const replace = (code: Code): Code => this.#replaced(code, form, constant, false);
    const from = known === undefined ? first.index : first.index + 1;
    const before = statements.slice(0, from);
    const after = statements.slice(from).map((statement) => mapStatementParts(statement, replace));
    const made: readonly Statement[] =
      known === undefined ? [at(first.place, { kind: "constant", local: constant, value: first.code })] : [];
    return {
      statements: [...before, ...made, ...after],
      value: value === undefined ? undefined : replace(value),
    };
  }

  /** `inChain`: what comes after the code only happens where an optional chain in it finds something. */
  #replaced(code: Code, form: ExpressionForm, constant: Local, inChain: boolean): Code {
    if (!inChain && this.#forms.of(code).key === form.key) return at(code.place, local(constant));
    const replace = (part: Code): Code => this.#replaced(part, form, constant, false);
    if (code.kind === "property") {
      const object = this.#replaced(code.object, form, constant, continuesChain(code.object, code.optional));
      return object === code.object ? code : { ...code, object };
    }
    if (code.kind !== "call" || code.callee.kind !== "property") return mapParts(code, replace);
    // A function is called on its object; it is no value of its own.
    const { callee } = code;
    const object = this.#replaced(callee.object, form, constant, continuesChain(callee.object, callee.optional));
    return { ...code, callee: { ...callee, object }, arguments: code.arguments.map(replace) };
  }

  #shareWithin(statement: Statement, outer: SourcePlace | undefined): Statement {
    const place = ruleOf(statement.place, outer);
    const within = (body: readonly Statement[]) => this.share({ statements: body, value: undefined }, place).statements;
    const functionsOf = (code: Code): Code => this.#shareFunctions(code, place);
    switch (statement.kind) {
      case "constant":
      case "expression":
        return { ...statement, value: functionsOf(statement.value) };
      case "if":
        return {
          ...statement,
          condition: functionsOf(statement.condition),
          body: within(statement.body),
          ...(statement.otherwise === undefined ? {} : { otherwise: within(statement.otherwise) }),
        };
      case "forOf":
        return { ...statement, list: functionsOf(statement.list), body: within(statement.body) };
    }
  }

  /** Shares within the functions of a code. */
  #shareFunctions(code: Code, outer: SourcePlace | undefined): Code {
    const place = ruleOf(code.place, outer);
    if (code.kind !== "arrow") return mapParts(code, (part) => this.#shareFunctions(part, place));
    const { statements, value } = this.share({ statements: code.statements, value: code.value }, place);
    return { ...code, statements, value };
  }
}

/** The largest expression that is worth a constant in a body; undefined when there is none. */
function findRepeated(body: Body, place: SourcePlace | undefined, forms: ExpressionForms): Repeated | undefined {
  const found = new Occurrences(forms);
  for (const [index, statement] of body.statements.entries()) found.inStatement(statement, index, place);
  if (body.value !== undefined) found.inValue(body.value, body.statements.length, place);
  let best: Repeated | undefined;
  for (const [form, occurrences] of found.all()) {
    if (occurrences.length < 2 || (best !== undefined && best.form.size >= form.size)) continue;
    const first = occurrences.find((each) => each.isSure);
    if (first === undefined || occurrences.filter((each) => each.index >= first.index).length < 2) continue;
    const statement = body.statements[first.index];
    const known = statement?.kind === "constant" && statement.value === first.code ? statement.local : undefined;
    best = { form, first, known };
  }
  return best;
}

/** The expressions of a body that could be constants, in the order in which they are computed. */
class Occurrences {
  readonly #forms: ExpressionForms;
  readonly #found = new Map<number, { readonly form: ExpressionForm; readonly occurrences: Occurrence[] }>();
  #index = 0;
  /** Whether the statement has asked or reported something before. */
  #hasSpoken = false;

  constructor(forms: ExpressionForms) {
    this.#forms = forms;
  }

  *all(): Iterable<readonly [ExpressionForm, readonly Occurrence[]]> {
    for (const { form, occurrences } of this.#found.values()) yield [form, occurrences];
  }

  inStatement(statement: Statement, index: number, place: SourcePlace | undefined): void {
    this.#begin(index);
    this.#visitStatement(statement, { place, isSure: true, hidden: NONE });
  }

  inValue(value: Code, index: number, place: SourcePlace | undefined): void {
    this.#begin(index);
    this.#visit(value, { place, isSure: true, hidden: NONE });
  }

  #begin(index: number): void {
    this.#index = index;
    this.#hasSpoken = false;
  }

  #visitStatement(statement: Statement, around: Surroundings): void {
    const here = { ...around, place: ruleOf(statement.place, around.place) };
    const within = (body: readonly Statement[], locals: readonly Local[]): void => {
      const inner = { ...here, isSure: false, hidden: new Set([...here.hidden, ...locals, ...constantsOf(body)]) };
      for (const each of body) this.#visitStatement(each, inner);
    };
    switch (statement.kind) {
      case "constant":
      case "expression":
        this.#visit(statement.value, here);
        return;
      case "if":
        this.#visit(statement.condition, here);
        within(statement.body, []);
        within(statement.otherwise ?? [], []);
        return;
      case "forOf":
        this.#visit(statement.list, here);
        within(statement.body, [statement.local]);
    }
  }

  #visit(code: Code, around: Surroundings, inChain = false): void {
    const here = { ...around, place: ruleOf(code.place, around.place) };
    if (!inChain) this.#note(code, here);
    const doubtful = { ...here, isSure: false };
    switch (code.kind) {
      case "property":
        this.#visit(code.object, here, continuesChain(code.object, code.optional));
        return;
      case "call": {
        const { callee } = code;
        const isMethod = callee.kind === "property";
        if (isMethod) this.#visit(callee.object, here, continuesChain(callee.object, callee.optional));
        const args = hasOptionalStep(callee) ? doubtful : here;
        for (const argument of code.arguments) this.#visit(argument, args);
        if (!this.#forms.of(code).isPure) this.#hasSpoken = true;
        return;
      }
      case "binary": {
        const { operator } = code;
        this.#visit(code.left, here);
        this.#visit(code.right, operator === "&&" || operator === "||" || operator === "??" ? doubtful : here);
        return;
      }
      case "conditional":
        this.#visit(code.condition, here);
        this.#visit(code.chosen, doubtful);
        this.#visit(code.otherwise, doubtful);
        return;
      case "arrow": {
        const own = [...code.parameters.map((parameter) => parameter.local), ...constantsOf(code.statements)];
        const inner = { ...doubtful, hidden: new Set([...here.hidden, ...own]) };
        for (const statement of code.statements) this.#visitStatement(statement, inner);
        if (code.value !== undefined) this.#visit(code.value, inner);
        return;
      }
      default:
        mapParts(code, (part) => {
          this.#visit(part, here);
          return part;
        });
    }
  }

  #note(code: Code, { place, isSure, hidden }: Surroundings): void {
    if (!canBeConstant(code)) return;
    const form = this.#forms.of(code);
    if (!form.isPure || form.cost < leastCost(code) || [...form.free].some((each) => hidden.has(each))) return;
    const known = this.#found.get(form.key) ?? { form, occurrences: [] };
    this.#found.set(form.key, known);
    const canMove = !form.mayFail || !this.#hasSpoken;
    known.occurrences.push({ index: this.#index, code, place, isSure: isSure && canMove });
  }
}

interface Surroundings {
  readonly place: SourcePlace | undefined;
  /** It is computed whenever the statement is. */
  readonly isSure: boolean;
  /** Locals that are not known before the statement. */
  readonly hidden: ReadonlySet<Local>;
}

/** The place of the rule or `let` around a code; what stands within it has places without a name. */
function ruleOf(place: SourcePlace | undefined, outer: SourcePlace | undefined): SourcePlace | undefined {
  return place?.name === undefined ? (outer ?? place) : place;
}

const NONE: ReadonlySet<Local> = new Set();

function constantsOf(statements: readonly Statement[]): readonly Local[] {
  return statements.flatMap((statement) => (statement.kind === "constant" ? [statement.local] : []));
}

/** Lists, records and functions take their types from where they stand. */
function canBeConstant(code: Code): boolean {
  switch (code.kind) {
    case "property":
    case "call":
    case "unary":
    case "binary":
    case "text":
    case "cast":
      return code.kind !== "unary" || code.operator === "!" || code.operator === "-";
    default:
      return false;
  }
}

const CONDITIONS: ReadonlySet<string> = new Set(["===", "!==", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "!"]);

function leastCost(code: Code): number {
  const isCondition = (code.kind === "binary" || code.kind === "unary") && CONDITIONS.has(code.operator);
  return isCondition ? LEAST_COST_OF_CONDITION : LEAST_COST;
}

/** Whether a step after the object is left out with the steps of an optional chain in it. */
function continuesChain(object: Code, isOptional: boolean): boolean {
  return !isOptional && hasOptionalStep(object);
}

function hasOptionalStep(code: Code): boolean {
  if (code.kind === "property") return code.optional || hasOptionalStep(code.object);
  return code.kind === "call" && hasOptionalStep(code.callee);
}

/** A scope in which every name of a function is taken. */
function namesBeside(statements: readonly Statement[], value: Code | undefined, names: NameScope): NameScope {
  const taken = new Set<string>();
  const visit = (code: Code): void => {
    if (code.kind === "local") taken.add(code.local.name);
    else if (code.kind === "export") taken.add(code.exported.name);
    else if (code.kind === "arrow") for (const { local: each } of code.parameters) taken.add(each.name);
  };
  for (const statement of statements) walkStatement(statement, visit);
  if (value !== undefined) walkCode(value, visit);
  return createNameScope(names, taken);
}
