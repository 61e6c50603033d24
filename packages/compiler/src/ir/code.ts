import type { EmbeddedLine } from "../jsonata/embed-expression.ts";
import type { TypeCode } from "./type-code.ts";

/** Where a code comes from: a place in the source of its module. */
export interface SourcePlace {
  /** In UTF-16 units from the start of the file. */
  readonly offset: number;
  /** What stands there: the id of a rule, or a declared name. */
  readonly name?: string;
}

/** A code without a place was made by the compiler alone. Places change nothing that a code means. */
export interface Placed {
  readonly place?: SourcePlace;
}

/** A TypeScript expression. */
export type Code =
  | LocalCode
  | HelperCode
  | ExportCode
  | LiteralCode
  | PropertyCode
  | CallCode
  | UnaryCode
  | BinaryCode
  | ConditionalCode
  | ArrowCode
  | ListCode
  | ObjectCode
  | TextCode
  | CastCode
  | EmbeddedCode;

/** A parameter or constant of a function; compared by identity. */
export interface Local {
  readonly name: string;
  /** True when a miss behind it is reported already, so its absence needs no report of its own. */
  readonly reported: boolean;
}

/** Something that a generated file exports. */
export interface ExportedName {
  readonly name: string;
  /** Path of the `.xmap` file that the generated file belongs to. */
  readonly file: string;
}

export interface LocalCode extends Placed {
  readonly kind: "local";
  readonly local: Local;
}
/** A function or constant of the runtime. */
export interface HelperCode extends Placed {
  readonly kind: "helper";
  readonly name: string;
}
export interface ExportCode extends Placed {
  readonly kind: "export";
  readonly exported: ExportedName;
}
export interface LiteralCode extends Placed {
  readonly kind: "literal";
  readonly value: string | number | boolean | null | undefined;
}
export interface PropertyCode extends Placed {
  readonly kind: "property";
  readonly object: Code;
  readonly name: string;
  /** `object?.name` */
  readonly optional: boolean;
}
export interface CallCode extends Placed {
  readonly kind: "call";
  readonly callee: Code;
  readonly arguments: readonly Code[];
}
export interface UnaryCode extends Placed {
  readonly kind: "unary";
  readonly operator: "!" | "-" | "..." | "typeof ";
  readonly operand: Code;
}
export type BinaryCodeOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "==="
  | "!=="
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "&&"
  | "||"
  | "??";
export interface BinaryCode extends Placed {
  readonly kind: "binary";
  readonly operator: BinaryCodeOperator;
  readonly left: Code;
  readonly right: Code;
}
export interface ConditionalCode extends Placed {
  readonly kind: "conditional";
  readonly condition: Code;
  readonly chosen: Code;
  readonly otherwise: Code;
}
export interface ArrowCode extends Placed {
  readonly kind: "arrow";
  readonly parameters: readonly Parameter[];
  readonly result: TypeCode | undefined;
  /** Statements before the value. */
  readonly statements: readonly Statement[];
  /** Undefined: a function without a result. */
  readonly value: Code | undefined;
}
export interface Parameter {
  readonly local: Local;
  readonly type: TypeCode | undefined;
}
export interface ListCode extends Placed {
  readonly kind: "list";
  readonly items: readonly Code[];
}
export interface ObjectCode extends Placed {
  readonly kind: "object";
  readonly members: readonly ObjectMember[];
  /** One member a line, however short. */
  readonly expanded: boolean;
}
export type ObjectMember = { readonly name: string; readonly value: Code } | { readonly spread: Code };
/** A template literal. */
export interface TextCode extends Placed {
  readonly kind: "text";
  readonly parts: readonly (string | Code)[];
}
export interface CastCode extends Placed {
  readonly kind: "cast";
  readonly value: Code;
  readonly type: TypeCode;
}

/** An expression with JSONata's exact sequences, as a function of `run`, `context` and `bindings`. */
export interface EmbeddedCode extends Placed {
  readonly kind: "embedded";
  readonly lines: {
    readonly typed: readonly EmbeddedLine[];
    readonly plain: readonly EmbeddedLine[];
  };
}

/** A TypeScript statement. */
export type Statement = Placed &
  (
    | { readonly kind: "constant"; readonly local: Local; readonly value: Code }
    | { readonly kind: "expression"; readonly value: Code }
    | {
        readonly kind: "if";
        readonly condition: Code;
        readonly body: readonly Statement[];
        readonly otherwise?: readonly Statement[];
      }
    | { readonly kind: "forOf"; readonly local: Local; readonly list: Code; readonly body: readonly Statement[] }
  );

/** The code as it stands at a place; without one the code itself. */
export function at<Kind extends Code | Statement>(place: SourcePlace | undefined, code: Kind): Kind {
  return place === undefined ? code : { ...code, place };
}

/** A text that is equal for codes that mean the same, wherever they come from. */
export function meaningOf(code: Code | Statement): string {
  return JSON.stringify(code, (key, value: unknown) => (key === "place" ? undefined : value));
}

/** What every function of a binding or step may be given. */
export const ASK: Local = { name: "ask", reported: false };
export const ANSWERS: Local = { name: "answers", reported: false };
export const REPORT: Local = { name: "report", reported: false };

export function local(value: Local): LocalCode {
  return { kind: "local", local: value };
}
export function exported(name: ExportedName): ExportCode {
  return { kind: "export", exported: name };
}
export function literal(value: LiteralCode["value"]): LiteralCode {
  return { kind: "literal", value };
}
export const UNDEFINED: LiteralCode = literal(undefined);

export function property(object: Code, name: string, optional = false): PropertyCode {
  return { kind: "property", object, name, optional };
}
export function call(callee: Code, ...args: readonly Code[]): CallCode {
  return { kind: "call", callee, arguments: args };
}
/** `name(...)` of the runtime. */
export function help(name: string, ...args: readonly Code[]): CallCode {
  return call({ kind: "helper", name }, ...args);
}
/** `object.name(...)` */
export function method(object: Code, name: string, ...args: readonly Code[]): CallCode {
  return call(property(object, name), ...args);
}
export function binary(operator: BinaryCodeOperator, left: Code, right: Code): BinaryCode {
  return { kind: "binary", operator, left, right };
}
export function unary(operator: UnaryCode["operator"], operand: Code): UnaryCode {
  return { kind: "unary", operator, operand };
}
/** `!operand`, without doubling a negation. */
export function negation(operand: Code): Code {
  if (operand.kind === "unary" && operand.operator === "!") return operand.operand;
  return unary("!", operand);
}
export function conditional(condition: Code, chosen: Code, otherwise: Code): ConditionalCode {
  return { kind: "conditional", condition, chosen, otherwise };
}
export function arrow(
  parameters: readonly Parameter[],
  value: Code | undefined,
  statements: readonly Statement[] = [],
): ArrowCode {
  return { kind: "arrow", parameters, result: undefined, statements, value };
}
export function list(items: readonly Code[]): ListCode {
  return { kind: "list", items };
}
export function object(members: readonly ObjectMember[], expanded = false): ObjectCode {
  return { kind: "object", members, expanded };
}
export function cast(value: Code, type: TypeCode): CastCode {
  return { kind: "cast", value, type };
}
