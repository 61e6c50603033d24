import type { Code, Local, ObjectMember, SourcePlace, Statement } from "../ir/code.ts";
import {
  ANSWERS,
  arrow,
  at,
  binary,
  call,
  conditional,
  exported,
  help,
  list,
  literal,
  local,
  method,
  object,
  REPORT,
  UNDEFINED,
  unary,
} from "../ir/code.ts";
import type { AssembledBlock, BlockIr, EntryIr, InterfaceIr, ValueChecks } from "../ir/module.ts";
import type { TypeCode, TypeMember } from "../ir/type-code.ts";
import { helperType, UNDEFINED_TYPE, union } from "../ir/type-code.ts";
import { choose } from "./simplify-block.ts";
import { withLets } from "./used-lets.ts";

/** What stands at a field of the draft. */
interface DraftNode {
  code: Code | undefined;
  type: TypeCode | undefined;
  readonly lists: Code[];
  readonly children: Map<string, DraftNode>;
}

interface Assembly {
  readonly statements: Statement[];
  readonly root: Map<string, DraftNode>;
  readonly spreads: ObjectMember[];
  readonly bases: TypeCode[];
  /** The fields of each list's lines, a set of members for each block that makes them. */
  readonly lines: Map<string, { readonly name: InterfaceIr["exported"]; readonly blocks: AssembledBlock[] }>;
}

/** A block as statements and one object: the draft that its rules write. */
export function assembleBlock(block: BlockIr): AssembledBlock {
  const assembly: Assembly = { statements: [], root: new Map(), spreads: [], bases: [], lines: new Map() };
  addEntries(block, [], undefined, assembly);
  const { members, types } = membersOf(assembly.root);
  const all = [...assembly.spreads, ...members];
  return {
    statements: withLets(block.lets, assembly.statements, [object(all)]),
    members: all,
    types,
    bases: assembly.bases,
    interfaces: linesOf(assembly),
  };
}

/** The interfaces of an assembly's lines. */
function linesOf(assembly: Assembly): readonly InterfaceIr[] {
  return [...assembly.lines.values()].flatMap(({ name, blocks }) => [
    {
      exported: name,
      documentation: undefined,
      bases: blocks.flatMap((each) => each.bases),
      members: mergeLineTypes(blocks),
    },
    ...blocks.flatMap((each) => each.interfaces),
  ]);
}

function addEntries(block: BlockIr, prefix: readonly string[], doubtful: Code | undefined, assembly: Assembly): void {
  for (const entry of block.entries) addEntry(entry, prefix, doubtful, assembly);
}

function addEntry(entry: EntryIr, prefix: readonly string[], doubtful: Code | undefined, assembly: Assembly): void {
  switch (entry.kind) {
    case "rule":
      addRule(entry, prefix, doubtful, assembly);
      return;
    case "nested": {
      if (entry.constant !== undefined) assembly.statements.push(constantOf(entry.constant, entry.place));
      if (entry.path === undefined) {
        addNested(entry, prefix, doubtful, assembly);
        return;
      }
      const inner: Assembly = { ...assembly, statements: [], root: new Map(), spreads: [], bases: [] };
      addEntries(entry.block, [], entry.doubtful ?? doubtful, inner);
      const { members, types } = membersOf(inner.root);
      const value = object([...inner.spreads, ...members], true);
      assembly.statements.push(...withLets(entry.block.lets, inner.statements, [value]));
      const record: TypeCode = { kind: "record", members: types };
      const node = nodeAt(assembly.root, [...prefix, ...entry.path]);
      const type: TypeCode =
        inner.bases.length === 0
          ? record
          : { kind: "intersection", members: [...inner.bases, ...(types.length === 0 ? [] : [record])] };
      if (entry.doubtful === undefined) {
        node.code = at(entry.place, value);
        node.type = type;
      } else {
        node.code = at(entry.place, conditional(binary("==", entry.doubtful, literal(null)), UNDEFINED, value));
        node.type = union(type, UNDEFINED_TYPE);
      }
      return;
    }
    case "lines":
      addLines(entry, prefix, assembly);
      return;
    case "line":
      addLine(entry, prefix, doubtful, assembly);
      return;
    case "include": {
      const { rules } = entry;
      const args = [
        entry.argument,
        ...(rules.usesAnswers || rules.usesReport ? [local(ANSWERS)] : []),
        ...(rules.usesReport ? [local(REPORT)] : []),
      ];
      assembly.spreads.push({ spread: at(entry.place, call(exported(rules.function), ...args)) });
      assembly.bases.push({ kind: "exported", exported: rules.draft.exported });
    }
  }
}

/** `source -> $ { … }`: the rules write into the record around it. */
function addNested(
  entry: Extract<EntryIr, { kind: "nested" }>,
  prefix: readonly string[],
  doubtful: Code | undefined,
  assembly: Assembly,
): void {
  const inner: Assembly = { ...assembly, statements: [] };
  addEntries(entry.block, prefix, entry.doubtful ?? doubtful, inner);
  const written = membersOf(inner.root).members;
  assembly.statements.push(...withLets(entry.block.lets, inner.statements, [object(written)]));
}

function addRule(
  entry: Extract<EntryIr, { kind: "rule" }>,
  prefix: readonly string[],
  doubtful: Code | undefined,
  assembly: Assembly,
): void {
  const node = nodeAt(assembly.root, [...prefix, ...entry.path]);
  let code = entry.condition === undefined ? entry.code : choose(entry.condition, entry.code, UNDEFINED);
  let type = entry.condition === undefined ? entry.type : union(entry.type, UNDEFINED_TYPE);
  const constant = entry.constant ?? entry.checks?.local;
  if (constant !== undefined) {
    assembly.statements.push(constantOf({ local: constant, code }, entry.place));
    code = local(constant);
  }
  if (entry.needed.length > 0) {
    const tested = entry.constant === undefined ? entry.needed : [local(entry.constant)];
    const missing = tested
      .map((each): Code => binary("==", each, literal(null)))
      .reduce((left, right) => binary("||", left, right));
    const guards = [
      ...(doubtful === undefined ? [] : [binary("!=", doubtful, literal(null))]),
      ...(entry.condition === undefined ? [] : [entry.condition]),
    ];
    const condition = guards.reduceRight<Code>((rest, guard) => binary("&&", guard, rest), missing);
    const message = `${[...prefix, ...entry.path].join(".")} has no value`;
    const problem = method(local(REPORT), "problem", literal("reject"), literal(entry.id), literal(message));
    assembly.statements.push(
      at(entry.place, { kind: "if", condition, body: [{ kind: "expression", value: problem }] }),
    );
  }
  if (entry.checks !== undefined) assembly.statements.push(...checkStatements(entry.id, entry.checks, entry.place));
  if (node.code !== undefined && node.type !== undefined && entry.condition !== undefined) {
    code = choose(entry.condition, constant === undefined ? entry.code : local(constant), node.code);
    type = union(entry.type, node.type);
  }
  node.code = at(entry.place, code);
  node.type = type;
}

/** What says that a rule has made a value that its target does not take. */
function checkStatements(
  rule: string,
  { local: checked, path, plain, schema }: ValueChecks,
  place: SourcePlace | undefined,
): readonly Statement[] {
  const about = [local(REPORT), literal(rule), literal(path)];
  const value = local(checked);
  const guards = plain.map(({ wrong, wanted }): Statement => {
    const told = help("wrongValue", ...about, literal(wanted), value);
    return at(place, { kind: "if", condition: wrong, body: [{ kind: "expression", value: told }] });
  });
  if (schema === undefined) return guards;
  const asked = help("requireSchema", ...about, value, exported(schema));
  return [...guards, at(place, { kind: "expression", value: asked })];
}

function constantOf(
  { local: constant, code }: { readonly local: Local; readonly code: Code },
  place: SourcePlace | undefined,
): Statement {
  return at(place, { kind: "constant", local: constant, value: code });
}

function addLines(entry: Extract<EntryIr, { kind: "lines" }>, prefix: readonly string[], assembly: Assembly): void {
  const path = [...prefix, ...entry.path];
  const block = assembleBlock(entry.block);
  linesAt(path, entry.line, assembly).push(block);
  const line: TypeCode = helperType("Line", { kind: "exported", exported: entry.line });
  const values = object(block.members, true);
  const value = object(
    [
      { name: "identity", value: entry.identity },
      { name: "values", value: values },
    ],
    true,
  );
  const code = { ...arrow([{ local: entry.item, type: undefined }], value, block.statements), result: line };
  const node = nodeAt(assembly.root, path);
  node.lists.push(at(entry.place, method(entry.list, "map", at(entry.place, code))));
  node.type = { kind: "list", item: line };
}

/** One record that makes one line: no line where there is no record. */
function addLine(
  entry: Extract<EntryIr, { kind: "line" }>,
  prefix: readonly string[],
  doubtful: Code | undefined,
  assembly: Assembly,
): void {
  if (entry.constant !== undefined) assembly.statements.push(constantOf(entry.constant, entry.place));
  const inner: Assembly = { statements: [], root: new Map(), spreads: [], bases: [], lines: new Map() };
  addEntries(entry.block, [], entry.doubtful ?? doubtful, inner);
  const written = membersOf(inner.root);
  const values = object([...inner.spreads, ...written.members], true);
  assembly.statements.push(...withLets(entry.block.lets, inner.statements, [values]));
  const path = [...prefix, ...entry.path];
  const line: TypeCode = helperType("Line", { kind: "exported", exported: entry.line });
  const blocks = linesAt(path, entry.line, assembly);
  blocks.push({ statements: [], members: [], types: written.types, bases: inner.bases, interfaces: linesOf(inner) });
  const made = list([
    object(
      [
        { name: "identity", value: literal(entry.identity) },
        { name: "key", value: list(entry.key.map((field) => literal(field))) },
        { name: "values", value: values },
      ],
      true,
    ),
  ]);
  const node = nodeAt(assembly.root, path);
  const some =
    entry.doubtful === undefined ? made : conditional(binary("==", entry.doubtful, literal(null)), list([]), made);
  node.lists.push(at(entry.place, some));
  node.type = { kind: "list", item: line };
}

/** The blocks that make the lines of a list. */
function linesAt(path: readonly string[], name: InterfaceIr["exported"], assembly: Assembly): AssembledBlock[] {
  const key = JSON.stringify(path);
  const known = assembly.lines.get(key) ?? { name, blocks: [] };
  assembly.lines.set(key, known);
  return known.blocks;
}

function nodeAt(root: Map<string, DraftNode>, path: readonly string[]): DraftNode {
  let level = root;
  let node: DraftNode | undefined;
  for (const name of path) {
    node = level.get(name) ?? { code: undefined, type: undefined, lists: [], children: new Map() };
    level.set(name, node);
    level = node.children;
  }
  if (node === undefined) throw new TypeError("a rule without a target");
  return node;
}

function membersOf(nodes: ReadonlyMap<string, DraftNode>): {
  members: readonly ObjectMember[];
  types: readonly TypeMember[];
} {
  const members: ObjectMember[] = [];
  const types: TypeMember[] = [];
  for (const [name, node] of nodes) {
    const inner = membersOf(node.children);
    const [onlyList] = node.lists;
    const code =
      onlyList === undefined
        ? node.code
        : node.lists.length === 1
          ? onlyList
          : list(node.lists.flatMap((each) => (each.kind === "list" ? each.items : [unary("...", each)])));
    members.push({ name, value: code ?? object(inner.members) });
    const type: TypeCode = node.type ?? { kind: "record", members: inner.types };
    types.push({ name, optional: false, type, documentation: undefined });
  }
  return { members, types };
}

/** Fields of all lines of a list: optional where only some of the blocks write them. */
function mergeLineTypes(blocks: readonly AssembledBlock[]): readonly TypeMember[] {
  const names = new Set(blocks.flatMap((block) => block.types.map((member) => member.name)));
  return [...names].map((name) => {
    const found = blocks.flatMap((block) => block.types.filter((member) => member.name === name));
    const type = union(...found.map((member) => member.type));
    return { name, optional: found.length < blocks.length, type, documentation: undefined };
  });
}
