import { type ArrowCode, at, type Code, help, type Local, literal, type Statement } from "../ir/code.ts";
import { mapParts, mapStatementParts } from "../ir/map-code.ts";
import { localsIn } from "../ir/walk-code.ts";
import { pathLength } from "./expression-forms.ts";

/**
 * A function in which a filter by one field, of a list that is the same for each turn of the loop around it, goes through
 * an index of that list: `list.filter((item) => item.id === id)` becomes `matching(list, "id", id)`. What was a loop in a
 * loop then takes time in proportion to both lists. The runtime makes the index when a list is long enough for it.
 */
export function indexJoins(code: ArrowCode): ArrowCode {
  return {
    ...code,
    statements: indexJoinsIn(code.statements),
    value: code.value === undefined ? undefined : indexed(code.value, undefined),
  };
}

/** The same for the statements of a function without a value. */
export function indexJoinsIn(statements: readonly Statement[]): readonly Statement[] {
  return statements.map((statement) => indexedStatement(statement, undefined));
}

/** `turn`: what changes with each turn of the innermost loop; undefined outside of loops. */
function indexedStatement(statement: Statement, turn: ReadonlySet<Local> | undefined): Statement {
  if (statement.kind !== "forOf") return mapStatementParts(statement, (part) => indexed(part, turn));
  const own = new Set<Local>([statement.local]);
  return {
    ...statement,
    list: indexed(statement.list, turn),
    body: statement.body.map((inner) => indexedStatement(inner, withConstant(inner, own))),
  };
}

function withConstant(statement: Statement, turn: Set<Local>): ReadonlySet<Local> {
  const known: ReadonlySet<Local> = new Set(turn);
  if (statement.kind === "constant") turn.add(statement.local);
  return known;
}

function indexed(code: Code, turn: ReadonlySet<Local> | undefined): Code {
  if (code.kind === "arrow") {
    const own = new Set(code.parameters.map((parameter) => parameter.local));
    const statements = code.statements.map((inner) => indexedStatement(inner, withConstant(inner, own)));
    return { ...code, statements, value: code.value === undefined ? undefined : indexed(code.value, own) };
  }
  return (turn === undefined ? undefined : joinOf(code, turn)) ?? mapParts(code, (part) => indexed(part, turn));
}

/** The filter as a look into an index; undefined for what is none, or whose list is another in each turn. */
function joinOf(code: Code, turn: ReadonlySet<Local>): Code | undefined {
  if (code.kind !== "call" || code.callee.kind !== "property" || code.callee.name !== "filter") return undefined;
  const { object: list } = code.callee;
  const [test, ...others] = code.arguments;
  if (code.callee.optional || others.length > 0 || test?.kind !== "arrow" || test.statements.length > 0)
    return undefined;
  const isPlain = list.kind === "local" || pathLength(list) > 0;
  if (!isPlain || [...localsIn([list])].some((each) => turn.has(each))) return undefined;
  const [parameter, ...more] = test.parameters;
  const condition = test.value;
  if (parameter === undefined || more.length > 0 || condition?.kind !== "binary" || condition.operator !== "===")
    return undefined;
  const { left, right } = condition;
  const isOwn = (side: Code): boolean => side.kind === "property" && !side.optional && isItem(side.object);
  const isItem = (side: Code): boolean => side.kind === "local" && side.local === parameter.local;
  const [field, wanted] = isOwn(left) ? [left, right] : [right, left];
  if (!isOwn(field) || field.kind !== "property" || localsIn([wanted]).has(parameter.local)) return undefined;
  // A value that needs no computing may be asked for where it stands.
  if (wanted.kind !== "local" && wanted.kind !== "literal" && pathLength(wanted) === 0) return undefined;
  return at(code.place, help("matching", list, literal(field.name), wanted));
}
