import type { Code, ObjectMember, Statement } from "./code.ts";

/** Rebuilds an expression from its parts upwards; what `change` leaves as it is stays the same object. */
export function mapCode(code: Code, change: (code: Code) => Code): Code {
  return change(mapParts(code, (part) => mapCode(part, change)));
}

/** A statement with each of its outermost expressions replaced. */
export function mapStatementParts(statement: Statement, change: (part: Code) => Code): Statement {
  const inner = (body: readonly Statement[]) => mapEach(body, (each) => mapStatementParts(each, change));
  switch (statement.kind) {
    case "constant":
    case "expression":
      return withParts(statement, { value: change(statement.value) });
    case "if":
      return withParts(statement, {
        condition: change(statement.condition),
        body: inner(statement.body),
        ...(statement.otherwise === undefined ? {} : { otherwise: inner(statement.otherwise) }),
      });
    case "forOf":
      return withParts(statement, { list: change(statement.list), body: inner(statement.body) });
  }
}

export function mapParts(code: Code, change: (part: Code) => Code): Code {
  switch (code.kind) {
    case "local":
    case "helper":
    case "export":
    case "literal":
    case "embedded":
      return code;
    case "property":
      return withParts(code, { object: change(code.object) });
    case "call":
      return withParts(code, { callee: change(code.callee), arguments: mapEach(code.arguments, change) });
    case "unary":
      return withParts(code, { operand: change(code.operand) });
    case "binary":
      return withParts(code, { left: change(code.left), right: change(code.right) });
    case "conditional":
      return withParts(code, {
        condition: change(code.condition),
        chosen: change(code.chosen),
        otherwise: change(code.otherwise),
      });
    case "arrow":
      return withParts(code, {
        statements: mapEach(code.statements, (each) => mapStatementParts(each, change)),
        value: code.value === undefined ? undefined : change(code.value),
      });
    case "list":
      return withParts(code, { items: mapEach(code.items, change) });
    case "object":
      return withParts(code, { members: mapEach(code.members, (member) => mapMember(member, change)) });
    case "text":
      return withParts(code, {
        parts: mapEach(code.parts, (part) => (typeof part === "string" ? part : change(part))),
      });
    case "cast":
      return withParts(code, { value: change(code.value) });
  }
}

function mapMember(member: ObjectMember, change: (part: Code) => Code): ObjectMember {
  return "spread" in member
    ? withParts(member, { spread: change(member.spread) })
    : withParts(member, { value: change(member.value) });
}

function mapEach<Item>(items: readonly Item[], change: (item: Item) => Item): readonly Item[] {
  let changed = false;
  const result = items.map((item) => {
    const next = change(item);
    changed ||= next !== item;
    return next;
  });
  return changed ? result : items;
}

function withParts<Whole extends object>(whole: Whole, parts: Partial<Whole>): Whole {
  const isSame = Object.entries(parts).every(([name, part]) => whole[name as keyof Whole] === part);
  return isSame ? whole : { ...whole, ...parts };
}
