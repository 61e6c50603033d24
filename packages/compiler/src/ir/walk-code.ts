import { type ArrowCode, arrow, type Code, type Local, type Parameter, type Statement } from "./code.ts";

/** Calls `visit` for an expression and everything in it. */
export function walkCode(code: Code, visit: (code: Code) => void): void {
  visit(code);
  for (const child of childrenOf(code)) walkCode(child, visit);
  if (code.kind === "arrow") for (const statement of code.statements) walkStatement(statement, visit);
}

/** Calls `visit` for every expression of a statement. */
export function walkStatement(statement: Statement, visit: (code: Code) => void): void {
  switch (statement.kind) {
    case "constant":
    case "expression":
      walkCode(statement.value, visit);
      return;
    case "if":
      walkCode(statement.condition, visit);
      for (const inner of [...statement.body, ...(statement.otherwise ?? [])]) walkStatement(inner, visit);
      return;
    case "forOf":
      walkCode(statement.list, visit);
      for (const inner of statement.body) walkStatement(inner, visit);
  }
}

/** The locals that expressions and statements mention. */
export function localsIn(codes: readonly Code[], statements: readonly Statement[] = []): ReadonlySet<Local> {
  const locals = new Set<Local>();
  const visit = (code: Code) => {
    if (code.kind === "local") locals.add(code.local);
  };
  for (const code of codes) walkCode(code, visit);
  for (const statement of statements) walkStatement(statement, visit);
  return locals;
}

/** The expressions that an expression is made of; statements of functions are not among them. */
export function childrenOf(code: Code): readonly Code[] {
  switch (code.kind) {
    case "local":
    case "helper":
    case "export":
    case "literal":
    case "embedded":
      return [];
    case "property":
      return [code.object];
    case "call":
      return [code.callee, ...code.arguments];
    case "unary":
      return [code.operand];
    case "binary":
      return [code.left, code.right];
    case "conditional":
      return [code.condition, code.chosen, code.otherwise];
    case "arrow":
      return code.value === undefined ? [] : [code.value];
    case "list":
      return code.items;
    case "object":
      return code.members.map((member) => ("spread" in member ? member.spread : member.value));
    case "text":
      return code.parts.filter((part) => typeof part !== "string");
    case "cast":
      return [code.value];
  }
}

/** A function over the items of a list, without the last parameters when it does not use them. */
export function itemFunction(parameters: readonly Parameter[], value: Code): ArrowCode {
  const used = localsIn([value]);
  const last = parameters.findLastIndex((parameter) => used.has(parameter.local));
  return arrow(parameters.slice(0, last + 1), value);
}
