import type { Span } from "@xmap/diagnostics";
import type { Expression } from "@xmap/grammar";
import type {
  BindingSymbol,
  CheckedBlock,
  CheckedItem,
  CheckedLet,
  CheckedStep,
  EntitySymbol,
  FlowSymbol,
} from "../../program.ts";
import { everyStep } from "../steps/visit-steps.ts";
import { type FieldPlace, type NamedValue, type ReadScope, readsOf } from "./reads.ts";

/** A field that a flow writes from another one whenever that one changes. */
export interface Influence {
  readonly from: FieldPlace;
  readonly to: FieldPlace;
  /** What is written is another value than what was read. */
  readonly changes: boolean;
  readonly flow: FlowSymbol;
  /** By which it is written; undefined for a `write`. */
  readonly binding: BindingSymbol | undefined;
  /** The value that is written, in `file`. */
  readonly span: Span;
  readonly file: string;
}

type Written = Pick<Influence, "from" | "to" | "changes" | "span" | "file">;

/** What a flow writes from the records whose changes it follows. */
export function influencesOf(flow: FlowSymbol): readonly Influence[] {
  const followed = flow.triggers.filter(({ declaration }) => declaration.event === "change");
  const isFollowed = ({ entity }: FieldPlace) => followed.some((trigger) => isSameEntity(trigger.entity, entity));
  const found: Influence[] = [];
  const names = new FlowNames(flow);
  for (const step of everyStep(flow.steps)) {
    names.follow(step);
    const binding = step.kind === "sync" ? step.binding : undefined;
    for (const written of writtenBy(step, names)) {
      if (isFollowed(written.from)) found.push({ ...written, flow, binding });
    }
  }
  return found;
}

export function isSameEntity(left: EntitySymbol, right: EntitySymbol): boolean {
  return left.system.name === right.system.name && left.resource === right.resource;
}

function* writtenBy(step: CheckedStep, names: FlowNames): Generator<Written> {
  if (step.kind === "write") {
    const scope = withLets(names, step.lets);
    yield* writtenByItems(step.items, scope, { entity: step.entity, path: [], file: names.file });
  }
  if (step.kind !== "sync") return;
  const { left, right, block, reverse, file } = step.binding;
  if (step.side === "left") yield* writtenByBlock(block, recordScope(left, []), { entity: right, path: [], file });
  else if (reverse !== undefined)
    yield* writtenByBlock(reverse.block, recordScope(right, []), { entity: left, path: [], file });
}

/** Where a block writes. */
interface Target {
  readonly entity: EntitySymbol;
  readonly path: readonly string[];
  readonly file: string;
}

function* writtenByBlock({ lets, items }: CheckedBlock, scope: RecordScope, target: Target): Generator<Written> {
  yield* writtenByItems(items, withLets(scope, lets), target);
}

function* writtenByItems(items: readonly CheckedItem[], scope: ReadScope, target: Target): Generator<Written> {
  const { entity, file } = target;
  for (const item of items) {
    if (item.kind === "rule") {
      if (item.once) continue;
      const to = { entity, path: [...target.path, ...item.target.path].join(".") };
      // What goes through a map or a lookup is one of its answers, and grows no further.
      for (const expression of item.value.expressions)
        for (const { place, changes } of readsOf(expression, scope))
          yield {
            from: place,
            to,
            changes: changes && item.value.via === undefined,
            span: expression.span,
            file,
          };
      continue;
    }
    const inner = item.source === undefined ? scope : scopeOfSource(item.source, scope);
    if (inner === undefined) continue;
    if (item.kind === "include")
      yield* writtenByItems(item.rules.block.items, inner, { ...target, file: item.rules.file });
    else {
      const path = [...target.path, ...(item.target?.path ?? [])];
      yield* writtenByItems(item.block.items, withLets(inner, item.block.lets), { ...target, path });
    }
  }
}

interface RecordScope extends ReadScope {
  readonly entity: EntitySymbol;
}

function recordScope(entity: EntitySymbol, path: readonly string[]): RecordScope {
  return {
    entity,
    placeOf: (names) => ({ entity, path: [...path, ...names].join(".") }),
    valueOf: () => undefined,
  };
}

/** Rules over a part of the record; undefined when it is more than a field. */
function scopeOfSource(source: Expression, scope: ReadScope): ReadScope | undefined {
  const [read, ...others] = [...readsOf(source, scope)];
  return read === undefined || others.length > 0 || read.changes
    ? undefined
    : recordScope(read.place.entity, read.place.path.split("."));
}

function withLets(scope: ReadScope, lets: readonly CheckedLet[]): ReadScope {
  let current = scope;
  for (const { name, value } of lets) {
    const outer = current;
    const expressions = value.via === undefined ? value.expressions : [];
    const named: NamedValue = { expressions, scope: outer };
    current = {
      placeOf: (names) => scope.placeOf(names),
      valueOf: (asked) => (asked === `$${name}` ? named : outer.valueOf(asked)),
    };
  }
  return current;
}

/** What the names of a flow mean after its steps so far. */
class FlowNames implements ReadScope {
  readonly file: string;
  readonly #records = new Map<string, EntitySymbol>();
  readonly #values = new Map<string, NamedValue>();

  constructor({ subject, entity, file }: FlowSymbol) {
    this.file = file;
    this.#records.set(subject, entity);
  }

  follow(step: CheckedStep): void {
    if (step.kind === "value") {
      const expressions = step.value.via === undefined ? step.value.expressions : [];
      this.#values.set(step.assign, { expressions, scope: this });
    } else if (step.kind !== "invoke" && "assign" in step && step.assign !== undefined)
      this.#records.set(step.assign, entityOf(step));
  }

  placeOf([name = "", ...path]: readonly string[]): FieldPlace | undefined {
    const entity = this.#records.get(name);
    return entity === undefined || path.length === 0 ? undefined : { entity, path: path.join(".") };
  }

  valueOf(name: string): NamedValue | undefined {
    return this.#values.get(name);
  }
}

function entityOf(step: Extract<CheckedStep, { kind: "read" | "call" | "find" | "sync" }>): EntitySymbol {
  if (step.kind === "read" || step.kind === "call") return step.entity;
  return step.side === "left" ? step.binding.right : step.binding.left;
}
