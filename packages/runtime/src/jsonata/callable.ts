import { JsonataError } from "./jsonata-error.ts";
import type { Run } from "./run.ts";
import { settled } from "./sequence.ts";
import { fitArguments, type Signature, signatureOf } from "./signature.ts";

/** Functions of expressions are functions of JavaScript; those that need more than their arguments carry details. */
const DETAILS = Symbol("jsonata function");

interface Details {
  /** How many arguments a function that calls back hands over. */
  readonly arity: number;
  /** How many can be left open when it is applied in part. */
  readonly parameters: number;
  /** A call with the context of its place; may answer with a TailCall. */
  readonly invoke: (context: unknown, given: readonly unknown[]) => unknown;
  /** A call without a look at the arguments, as partial application makes it. */
  readonly apply: (given: readonly unknown[]) => unknown;
}

export interface FunctionValue {
  (...given: unknown[]): unknown;
  [DETAILS]?: Details;
}

/** The last call of a function's body: carried out by its caller, so that recursion does not grow the stack. */
export class TailCall {
  readonly callee: unknown;
  readonly given: readonly unknown[];
  readonly token: string | undefined;
  readonly at: number;

  constructor(at: number, token: string | undefined, callee: unknown, given: readonly unknown[]) {
    this.at = at;
    this.token = token;
    this.callee = callee;
    this.given = given;
  }
}

export function isFunction(value: unknown): value is FunctionValue {
  return typeof value === "function";
}

/** How many arguments a callback takes. */
export function arityOf(value: FunctionValue): number {
  return value[DETAILS]?.arity ?? value.length;
}

/** Carries tail calls out until there is a value. The context is the one of the outermost call. */
function carryOut(answer: unknown, context: unknown): unknown {
  let value = answer;
  while (value instanceof TailCall) {
    const { callee, given, at, token } = value;
    try {
      value = invoke(callee, context, given);
    } catch (error) {
      throw completed(error, at, token);
    }
  }
  return value;
}

function invoke(callee: unknown, context: unknown, given: readonly unknown[]): unknown {
  if (typeof callee !== "function") throw new JsonataError("T1006");
  const details = (callee as FunctionValue)[DETAILS];
  if (details !== undefined) return details.invoke(context, given);
  return Reflect.apply(callee, context, given);
}

function completed(error: unknown, at: number, token: string | undefined): unknown {
  if (error instanceof JsonataError) error.complete(at, token);
  return error;
}

/** Calls a value. `token` is the name that it was called by. */
export function call(
  at: number,
  token: string | undefined,
  context: unknown,
  callee: unknown,
  given: readonly unknown[],
): unknown {
  if (typeof callee === "function" && (callee as FunctionValue)[DETAILS] === undefined) {
    const plain = callee as FunctionValue;
    if (given.length === 1) return plain.call(context, given[0]);
    if (given.length === 2) return plain.call(context, given[0], given[1]);
    return Reflect.apply(plain, context, given);
  }
  try {
    return carryOut(invoke(callee, context, given), context);
  } catch (error) {
    throw completed(error, at, token);
  }
}

/** Calls a value to which a name without `$` leads; says so when the name with `$` is a function. */
export function callNamed(
  at: number,
  name: string,
  context: unknown,
  callee: unknown,
  variable: unknown,
  makeArguments: () => readonly unknown[],
): unknown {
  if (callee === undefined && isTruthy(variable)) throw new JsonataError("T1005", { at, token: name });
  return call(at, name, context, callee, makeArguments());
}

function isTruthy(value: unknown): boolean {
  return Boolean(value);
}

/**
 * A function of an expression that has a signature or ends in a call.
 * @param body takes the arguments, may answer with a TailCall
 */
export function lambda(
  context: unknown,
  parameters: number,
  signatureText: string | undefined,
  body: (...given: unknown[]) => unknown,
): FunctionValue {
  const signature: Signature | undefined = signatureText === undefined ? undefined : signatureOf(signatureText);
  const apply = (given: readonly unknown[]): unknown => body(...given);
  const invokeBody =
    signature === undefined
      ? (_context: unknown, given: readonly unknown[]): unknown => body(...given)
      : (place: unknown, given: readonly unknown[]): unknown => body(...fitArguments(signature, given, place));
  const value: FunctionValue = (...given) => carryOut(invokeBody(context, given), context);
  value[DETAILS] = { arity: parameters, parameters, invoke: invokeBody, apply };
  return value;
}

/** A built-in function. */
export interface Native {
  readonly name: string;
  readonly signature: Signature;
  readonly arity: number;
  readonly parameters: number;
  readonly implementation: Implementation;
}

/** A built-in function's own part: its arguments fit the signature. */
export type Implementation = (run: Run, context: unknown, given: readonly unknown[]) => unknown;

/** Calls a built-in function directly. */
export function callNative(run: Run, at: number, native: Native, context: unknown, given: readonly unknown[]): unknown {
  try {
    return native.implementation(run, context, fitArguments(native.signature, given, context));
  } catch (error) {
    throw completed(error, at, native.name);
  }
}

/** A built-in function as a value; one for each evaluation. */
export function nativeValue(run: Run, native: Native): FunctionValue {
  return run.keep(native, () => {
    const { signature, arity, parameters, implementation } = native;
    const value: FunctionValue = (...given) => implementation(run, null, fitArguments(signature, given, null));
    value[DETAILS] = {
      arity,
      parameters,
      invoke: (context, given) => implementation(run, context, fitArguments(signature, given, context)),
      apply: (given) => implementation(run, null, given),
    };
    return value;
  });
}

/** A function handed over as an argument: it is called without a context. */
export function asArgument(value: unknown): unknown {
  if (typeof value !== "function") return value;
  const details = (value as FunctionValue)[DETAILS];
  if (details === undefined) return value;
  const detached: FunctionValue = (...given) => carryOut(details.invoke(null, given), null);
  detached[DETAILS] = {
    arity: details.arity,
    parameters: details.parameters,
    invoke: (_context, given) => detached(...given),
    apply: (given) => detached(...given),
  };
  return detached;
}

/** Stands for a `?` among the arguments of a partial application. */
export const OPEN = Symbol("?");

/** `f(?, 2)`: a function of the arguments left open. */
export function partial(at: number, token: string | undefined, callee: unknown, given: readonly unknown[]): unknown {
  if (typeof callee !== "function") throw new JsonataError("T1008", { at, token });
  const details = (callee as FunctionValue)[DETAILS];
  const count = details?.parameters ?? callee.length;
  const open: number[] = [];
  for (let index = 0; index < count; index += 1) if (given[index] === OPEN) open.push(index);
  const body = (...rest: unknown[]): unknown => {
    const filled: unknown[] = [];
    for (let index = 0; index < count; index += 1) filled.push(given[index]);
    for (const [position, index] of open.entries()) filled[index] = rest[position];
    return details === undefined ? Reflect.apply(callee, undefined, filled) : details.apply(filled);
  };
  return lambda(null, open.length, undefined, body);
}

/** `f(?)` of a name without `$`. */
export function partialNamed(
  at: number,
  name: string,
  callee: unknown,
  variable: unknown,
  given: readonly unknown[],
): unknown {
  if (callee === undefined && isTruthy(variable)) throw new JsonataError("T1007", { at, token: name });
  return partial(at, name, callee, given);
}

/** `value ~> f`: calls the function, or puts two functions one after the other. */
export function applyTo(at: number, value: unknown, callee: unknown): unknown {
  if (typeof callee !== "function") throw new JsonataError("T2006", { at, token: "~>", value: callee });
  if (typeof value !== "function") return call(at, undefined, null, callee, [value]);
  return lambda(
    null,
    1,
    undefined,
    (argument) => new TailCall(at, undefined, callee, [settled(call(at, undefined, null, value, [argument]))]),
  );
}
