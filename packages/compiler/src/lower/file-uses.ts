import type { BindingSymbol, CheckedProgram, EntitySymbol, RulesSymbol } from "@xmap/language";
import { createNameScope } from "./names.ts";
import type { ProgramContext } from "./program-context.ts";
import { pathOf } from "./program-context.ts";
import type { Usage } from "./usage.ts";
import { createUsage } from "./usage.ts";

/** What a file uses of what other files declare, as far as their generated files depend on it. */
export interface FileUses {
  /** By `file#Entity`; paths of fields as JSON. */
  readonly entities: Readonly<Record<string, EntityUse>>;
  /** Files whose `rules` it includes or whose bindings it asks for links: what they become depends on all of these uses. */
  readonly shares: readonly string[];
}

export interface EntityUse {
  readonly read: readonly string[];
  readonly written: readonly string[];
  /** Something mentions its interface. */
  readonly typed: boolean;
}

/** The usages of one file, made when they are asked for. */
class Usages extends Map<EntitySymbol, Usage> {
  override get(entity: EntitySymbol): Usage {
    const usage = super.get(entity) ?? createUsage();
    this.set(entity, usage);
    return usage;
  }
}

/** Notes which file uses what while a program is lowered. */
export class UseRecorder {
  readonly #context: ProgramContext;
  readonly #reached: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #files = new Map<string, { readonly usages: Usages; readonly typed: Set<EntitySymbol> }>();
  readonly #shares = new Map<string, Set<string>>();
  readonly #contexts = new Map<string, ProgramContext>();

  constructor(context: ProgramContext) {
    this.#context = context;
    this.#reached = reachedFiles(context.program);
  }

  /** The program's context as one file sees it: names of locals only avoid what the file can see. */
  contextOf(file: string): ProgramContext {
    const known = this.#contexts.get(file);
    if (known !== undefined) return known;
    const context = this.#context;
    const usages = new Usages();
    const typed = new Set<EntitySymbol>();
    const shares = new Set<string>();
    this.#files.set(file, { usages, typed });
    this.#shares.set(file, shares);
    const base = createNameScope(undefined);
    const visible = [file, ...(this.#reached.get(file) ?? [])];
    const made: ProgramContext = {
      ...context,
      usages,
      nameOf(symbol, role) {
        if (role === "type" && symbol.kind === "entity") typed.add(symbol);
        if (role === "leftLink" || role === "rightLink") shares.add(symbol.file);
        return context.nameOf(symbol, role);
      },
      localNames: {
        isTaken: (name) => visible.some((each) => context.declaredNames(each).has(name)) || base.isTaken(name),
        declare: (wanted) => wanted,
      },
    };
    this.#contexts.set(file, made);
    return made;
  }

  /** All uses of an entity, those of files that are not lowered included. */
  usageOf(entity: EntitySymbol, others: Iterable<FileUses>): { readonly usage: Usage; readonly typed: boolean } {
    const usage = createUsage();
    let typed = false;
    const add = (use: { readonly read: Iterable<string>; readonly written: Iterable<string> }): void => {
      for (const path of use.read) usage.read.add(path);
      for (const path of use.written) usage.written.add(path);
    };
    for (const file of this.#files.values()) {
      if (file.usages.has(entity)) add(file.usages.get(entity));
      typed ||= file.typed.has(entity);
    }
    for (const other of others) {
      const use = other.entities[keyOf(entity)];
      if (use === undefined) continue;
      add(use);
      typed ||= use.typed;
    }
    return { usage, typed };
  }

  /** What each file uses, by its path. */
  uses(): ReadonlyMap<string, FileUses> {
    return new Map(
      this.#context.program.files.map((file) => {
        const path = pathOf(file);
        const { usages, typed } = this.#files.get(path) ?? { usages: new Usages(), typed: new Set() };
        const entities: Record<string, EntityUse> = {};
        for (const [entity, { read, written }] of usages) {
          if (read.size + written.size === 0 && !typed.has(entity)) continue;
          entities[keyOf(entity)] = { read: [...read].sort(), written: [...written].sort(), typed: typed.has(entity) };
        }
        const shares = new Set(this.#shares.get(path));
        for (const rules of includedRules(file)) shares.add(rules.file);
        return [path, { entities, shares: [...shares].sort() }];
      }),
    );
  }
}

function keyOf(entity: EntitySymbol): string {
  return `${entity.file}#${entity.name}`;
}

type Blocks = CheckedProgram["files"][number];

function includedRules(file: Blocks): readonly RulesSymbol[] {
  const directions = (symbol: BindingSymbol | RulesSymbol) => [
    symbol.block,
    ...(symbol.reverse === undefined ? [] : [symbol.reverse.block]),
  ];
  const inBlock = (block: BindingSymbol["block"]): readonly RulesSymbol[] =>
    block.items.flatMap((item) => {
      if (item.kind === "include") return [item.rules];
      return item.kind === "rule" ? [] : inBlock(item.block);
    });
  return [...file.bindings, ...file.rules].flatMap(directions).flatMap(inBlock);
}

/** The files that each file imports, directly or not. */
function reachedFiles(program: CheckedProgram): ReadonlyMap<string, ReadonlySet<string>> {
  const reached = new Map<string, ReadonlySet<string>>();
  // Imported files stand first.
  for (const file of program.files)
    reached.set(pathOf(file), new Set(file.imports.flatMap((path) => [path, ...(reached.get(path) ?? [])])));
  return reached;
}
