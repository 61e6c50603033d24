import {
  type DataRecord,
  KEEP,
  type Line,
  type Problem,
  type RecordReference,
  type SideBase,
  type Snapshot,
  sameValue,
  type Value,
  worstWord,
} from "@xmap/contract";
import { fieldAt, sameField } from "../../field-values.ts";
import { lineKey } from "../../lines.ts";
import { linesAt, type WantedRecord, wantedRecord } from "../../patch.ts";
import { heed } from "../../problems.ts";
import { flush, put } from "../../run-context.ts";
import { evaluateBinding } from "../evaluate-binding.ts";
import { baseIn, snapshotOfPair, withBase } from "./link-of.ts";
import { reversed, type Sync } from "./sync.ts";
import { type Choice, chooseSide, type TwoWayField, twoWayFields } from "./two-way-choices.ts";
import { updateFrom } from "./write-record.ts";

/** What both sides say of one pair. */
interface Pair {
  /** From left to right, and from right to left. */
  readonly forward: Sync;
  readonly backward: Sync;
  readonly left: DataRecord;
  readonly right: DataRecord;
  readonly snapshot: Snapshot | undefined;
  readonly choices: ReadonlyMap<TwoWayField, Choice>;
}

/**
 * Brings two records that exist in line, both ways: of each two-way rule the side that has changed since they last
 * agreed wins; where both have, the master does, or a person decides. One-way rules go their way.
 */
export async function reconcile(
  sync: Sync,
  target: RecordReference,
  current: DataRecord,
  ours: boolean,
): Promise<Value | undefined> {
  const opposite = await oppositeOf(sync, target, current);
  const snapshot = await snapshotOfPair(sync, target);
  const [forward, backward] = sync.backwards ? [opposite, sync] : [sync, opposite];
  const [left, right] = sync.backwards ? [current, sync.record] : [sync.record, current];
  const choices = choose(forward, backward, right, snapshot);
  await refuseConflicts(sync, forward, right, choices);
  const pair: Pair = { forward, backward, left, right, snapshot, choices };

  const ahead = withChoices(pair, sync);
  const reached = await updateFrom(ahead.sync, target, current, { snapshot, base: ahead.base, ours });
  const source = opposite.wanted === NOTHING ? sync.record : await bringBack(pair, sync, opposite, target);
  await agree(pair, sync, target, { source, target: reached });
  return reached;
}

/** The other direction, once the first one is durable. */
async function bringBack(pair: Pair, sync: Sync, opposite: Sync, target: RecordReference): Promise<Value | undefined> {
  await flush(sync.context);
  const snapshot = await snapshotOfPair(sync, target);
  const back = withChoices({ ...pair, snapshot }, opposite);
  return updateFrom(back.sync, sync.source, sync.record, { snapshot, base: back.base, ours: false });
}

/** The same pair from the other side; one whose guards or rules refuse the way back changes nothing there. */
async function oppositeOf(sync: Sync, target: RecordReference, current: DataRecord): Promise<Sync> {
  const { context, backwards } = sync;
  const binding = reversed(sync.binding);
  if (binding === undefined) throw new RangeError(`${sync.binding.name} goes one way only`);
  const { result: draft, problems } = await evaluateBinding(context, binding, current);
  const wanted = isOpen(problems) ? wantedRecord(binding, draft ?? {}) : NOTHING;
  return { ...sync, binding, backwards: !backwards, source: target, record: current, wanted };
}

const NOTHING: WantedRecord = { leaves: new Map(), lines: {} };

function isOpen(problems: readonly Problem[]): boolean {
  const word = worstWord(problems);
  return word === undefined || word === "warn";
}

function choose(
  forward: Sync,
  backward: Sync,
  right: DataRecord,
  snapshot: Snapshot | undefined,
): ReadonlyMap<TwoWayField, Choice> {
  const { binding } = forward;
  const fields = twoWayFields(binding, backward.binding, binding.master);
  const state = { wanted: forward.wanted.leaves, current: right, base: snapshot, leftSystem: binding.left.system };
  return new Map(
    fields.map((field) => {
      if (forward.wanted === NOTHING) return [field, "right"];
      const choice = chooseSide(field, state);
      // Where nothing can come back there is nothing to decide.
      return [field, choice === "conflict" && backward.wanted === NOTHING ? "left" : choice];
    }),
  );
}

async function refuseConflicts(
  { context }: Sync,
  { binding, wanted }: Sync,
  right: DataRecord,
  choices: ReadonlyMap<TwoWayField, Choice>,
): Promise<void> {
  const conflicts = [...choices].filter(([, choice]) => choice === "conflict").map(([field]) => field);
  const problems = conflicts.map(({ rule, right: path }): Problem => {
    const given = JSON.stringify(wanted.leaves.get(path) ?? null);
    const there = JSON.stringify(fieldAt(right, path) ?? null);
    const message = `${path} has changed on both sides: ${binding.left.system} says ${given}, ${binding.right.system} ${there}`;
    return { word: "hold", rule, message };
  });
  await heed(context, problems);
}

/** One direction of a pair with only those two-way fields that go this way; they are compared with what is there. */
function withChoices(
  { forward, left, right, snapshot, choices }: Pair,
  sync: Sync,
): { readonly sync: Sync; readonly base: SideBase | undefined } {
  const isForward = sync.backwards === forward.backwards;
  const current = isForward ? right : left;
  const leaves = new Map(sync.wanted.leaves);
  const lines = new Map(Object.entries(sync.wanted.lines));
  const known = baseIn(sync, snapshot);
  const sent: Record<string, Value> = {};
  for (const [path, value] of Object.entries(known?.sent ?? {})) if (value !== undefined) sent[path] = value;
  const goBack = new Set<string>();
  for (const [field, choice] of choices) {
    const path = isForward ? field.right : field.left;
    if (isForward && choice === "right") goBack.add(path);
    const goes = choice === (isForward ? "left" : "right");
    const list = sync.binding.lines.find((one) => path.startsWith(`${one.field}.`))?.field;
    if (list !== undefined) {
      const of = lines.get(list);
      if (!goes && of !== undefined)
        lines.set(
          list,
          of.map((line) => keeping(line, path.slice(list.length + 1))),
        );
      continue;
    }
    if (!goes) leaves.set(path, KEEP);
    else sent[path] = fieldAt(current, path) ?? null;
  }
  const wanted: WantedRecord = { leaves, lines: Object.fromEntries(lines) };
  const base = known === undefined && Object.keys(sent).length === 0 ? undefined : { ...EMPTY, ...known, sent };
  return {
    sync: { ...sync, wanted, goBack },
    base: base === undefined ? undefined : withCurrentLines(sync, base, current),
  };
}

const EMPTY: SideBase = { sent: {}, seen: {}, lines: {}, otherLines: {} };

function keeping(line: Line<object>, path: string): Line<object> {
  return { ...line, values: { ...line.values, [path]: KEEP } };
}

/** Lines of two-way rules are compared with what they hold now, not with what was sent once. */
function withCurrentLines({ binding }: Sync, base: SideBase, current: DataRecord): SideBase {
  if (binding.lines.length === 0) return base;
  const lines = Object.entries(base.lines).map(([list, known]) => {
    const there = new Map(linesAt(current, list).map((line) => [lineKey(line), line]));
    const now = Object.entries(known).map(([identity, line]) => {
      const found = there.get(line.key);
      const values = Object.keys(line.sent).map((path) => [path, fieldAt(found, path) ?? null]);
      return [identity, { key: line.key, sent: found === undefined ? line.sent : Object.fromEntries(values) }];
    });
    return [list, Object.fromEntries(now)];
  });
  return { ...base, lines: Object.fromEntries(lines) };
}

/** Notes what both sides agree on now: the next change of either is measured from here. */
async function agree(
  pair: Pair,
  sync: Sync,
  target: RecordReference,
  now: { readonly source: Value | undefined; readonly target: Value | undefined },
): Promise<void> {
  const { forward, choices } = pair;
  const { context } = sync;
  const snapshot = await snapshotOfPair(sync, target);
  const [left, right] = (sync.backwards ? [now.target, now.source] : [now.source, now.target]) as DataRecord[];
  if (snapshot === undefined || left === undefined || right === undefined || forward.wanted === NOTHING) return;
  const isChanged = [...choices.values()].includes("right");
  // What came back gives the left record new values, which the system may have brought into a form of its own.
  const again = isChanged ? (await evaluateBinding(context, forward.binding, left)).result : undefined;
  const leaves = again === undefined ? forward.wanted.leaves : wantedRecord(forward.binding, again).leaves;
  const sent: Record<string, Value | undefined> = { ...snapshot.sent };
  const seen: Record<string, Value | undefined> = { ...snapshot.seen };
  for (const { right: path } of choices.keys()) {
    const value = leaves.get(path);
    if (value === KEEP) continue;
    const there = fieldAt(right, path) ?? null;
    sent[path] = value ?? null;
    if (sameField(there, value)) delete seen[path];
    else seen[path] = there;
  }
  if (sameValue(sent, snapshot.sent) && sameValue(seen, snapshot.seen)) return;
  const base: SideBase = { ...snapshot, sent, seen };
  put(context, [{ change: "snapshot", snapshot: withBase(forward, pairTarget(pair, sync, target), base, snapshot) }]);
}

function pairTarget({ forward }: Pair, sync: Sync, target: RecordReference): RecordReference {
  return forward === sync ? target : sync.source;
}
