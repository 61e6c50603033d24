import type { Code, Local, Statement } from "../ir/code.ts";
import { ANSWERS, ASK, at, binary, call, exported, literal, local, meaningOf, method, property } from "../ir/code.ts";
import type { BlockIr, EntryIr, LetIr, RequestIr } from "../ir/module.ts";
import { localsIn } from "../ir/walk-code.ts";
import { isLiteral } from "./fold-constants.ts";
import { withLets } from "./used-lets.ts";
import { requestCodes } from "./when-used.ts";

/**
 * The statements of each stage: a stage asks for what the answers of the stages before it make known.
 * Records are referred to, and so made, only where the guards hold.
 */
export function stageLookups(block: BlockIr, guards: readonly Code[] = []): readonly (readonly Statement[])[] {
  const known = new Map<Local, number>();
  const last = lastStage(block, known);
  return Array.from({ length: last }, (_unused, index) => gatherGuarded(block, index + 1, known, guards)).filter(
    (stage) => stage.length > 0,
  );
}

/** The stage whose answers a code needs; 0 when it needs none. */
function stageOf(codes: readonly Code[], known: ReadonlyMap<Local, number>): number {
  return Math.max(0, ...[...localsIn(codes)].map((used) => known.get(used) ?? 0));
}

/** Notes from which stage on each let is known, and returns the last stage of the block. */
function lastStage(block: BlockIr, known: Map<Local, number>): number {
  let last = 0;
  for (const item of block.lets) {
    const asked = letStage(item, known);
    known.set(item.local, Math.max(asked, stageOf([item.code], known)));
    last = Math.max(last, asked);
  }
  for (const entry of block.entries) last = Math.max(last, entryStage(entry, known));
  return last;
}

function entryStage(entry: EntryIr, known: Map<Local, number>): number {
  switch (entry.kind) {
    case "rule":
      return entry.request === undefined ? 0 : ruleStage(entry, entry.request, known);
    case "nested":
    case "line":
      if (entry.constant !== undefined) known.set(entry.constant.local, stageOf([entry.constant.code], known));
      return lastStage(entry.block, known);
    case "lines":
      known.set(entry.item, stageOf([entry.list], known));
      return lastStage(entry.block, known);
    case "include": {
      const stages = entry.rules.gathers.length;
      return stages === 0 ? 0 : stages + stageOf([entry.argument], known);
    }
  }
}

function ruleStage(
  entry: Extract<EntryIr, { kind: "rule" }>,
  request: RequestIr,
  known: ReadonlyMap<Local, number>,
): number {
  const condition = entry.condition === undefined ? [] : [entry.condition];
  return 1 + stageOf([...requestCodes(request), ...condition], known);
}

function ask(block: BlockIr, stage: number, known: ReadonlyMap<Local, number>): readonly Statement[] {
  const asked = block.lets.flatMap((item) => letStatements(item, stage, known));
  const statements = unrepeated([...asked, ...block.entries.flatMap((entry) => entryStatements(entry, stage, known))]);
  return statements;
}

function gatherGuarded(
  block: BlockIr,
  stage: number,
  known: ReadonlyMap<Local, number>,
  guards: readonly Code[],
): readonly Statement[] {
  const statements = ask(block, stage, known);
  const [first, ...others] = guards.filter((guard) => stageOf([guard], known) < stage);
  const references = statements.filter(asksReference);
  if (first === undefined || references.length === 0) return withLets(block.lets, statements, []);
  const condition = others.reduce<Code>((left, right) => binary("&&", left, right), first);
  const guarded: Statement = { kind: "if", condition, body: references };
  return withLets(block.lets, [...statements.filter((each) => !asksReference(each)), guarded], []);
}

function gather(block: BlockIr, stage: number, known: ReadonlyMap<Local, number>): readonly Statement[] {
  return withLets(block.lets, ask(block, stage, known), []);
}

/** The stage at which a let asks; 0 when it does not. */
function letStage({ request, condition }: LetIr, known: ReadonlyMap<Local, number>): number {
  if (request === undefined || isLiteral(condition, false)) return 0;
  return 1 + stageOf([...requestCodes(request), ...(condition === undefined ? [] : [condition])], known);
}

function letStatements(item: LetIr, stage: number, known: ReadonlyMap<Local, number>): readonly Statement[] {
  if (item.request === undefined || letStage(item, known) !== stage) return [];
  return [askedWhen(item.condition, at(item.place, askStatement(item.request)))];
}

function askedWhen(condition: Code | undefined, asked: Statement): Statement {
  return condition === undefined ? asked : { kind: "if", condition, body: [asked] };
}

function entryStatements(entry: EntryIr, stage: number, known: ReadonlyMap<Local, number>): readonly Statement[] {
  switch (entry.kind) {
    case "rule": {
      if (entry.request === undefined || ruleStage(entry, entry.request, known) !== stage) return [];
      const asked = at(entry.place, askStatement(entry.request));
      return [askedWhen(entry.condition, asked)];
    }
    case "nested":
    case "line": {
      const inner = gather(entry.block, stage, known);
      if (entry.constant === undefined || !localsIn([], inner).has(entry.constant.local)) return inner;
      return [at(entry.place, { kind: "constant", local: entry.constant.local, value: entry.constant.code }), ...inner];
    }
    case "lines":
      return lineStatements(entry, gather(entry.block, stage, known));
    case "include": {
      const gathered = entry.rules.gathers[stage - 1 - stageOf([entry.argument], known)];
      if (gathered === undefined) return [];
      const args = [entry.argument, local(ASK), ...(gathered.usesAnswers ? [local(ANSWERS)] : [])];
      return [at(entry.place, { kind: "expression", value: call(exported(gathered.function), ...args) })];
    }
  }
}

/** What does not depend on the line is asked once, outside of the loop. */
function lineStatements(entry: Extract<EntryIr, { kind: "lines" }>, inner: readonly Statement[]): readonly Statement[] {
  const own = new Set<Local>([entry.item]);
  const outside: Statement[] = [];
  const inside: Statement[] = [];
  for (const statement of inner) {
    if (statement.kind === "constant") own.add(statement.local);
    const depends = statement.kind === "constant" || [...localsIn([], [statement])].some((used) => own.has(used));
    (depends ? inside : outside).push(statement);
  }
  const filled = binary(">", property(entry.list, "length"), literal(0));
  return [
    ...outside.map(
      (statement): Statement =>
        asksReference(statement) ? { kind: "if", condition: filled, body: [statement] } : statement,
    ),
    ...(inside.length === 0
      ? []
      : [at(entry.place, { kind: "forOf", local: entry.item, list: entry.list, body: inside } as const)]),
  ];
}

function asksReference(statement: Statement): boolean {
  return JSON.stringify(statement).includes('"name":"reference"');
}

function askStatement(request: RequestIr): Statement {
  const asking = local(ASK);
  switch (request.kind) {
    case "lookup":
      return { kind: "expression", value: method(asking, "lookup", exported(request.lookup), ...request.keys) };
    case "lookupEach":
      return { kind: "expression", value: method(asking, "lookupEach", exported(request.lookup), request.keys) };
    case "reference":
      return { kind: "expression", value: method(asking, "reference", exported(request.binding), request.record) };
  }
}

function unrepeated(statements: readonly Statement[]): readonly Statement[] {
  const seen = new Set<string>();
  return statements.filter((statement) => {
    const text = meaningOf(statement);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}
