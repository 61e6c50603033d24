import {
  type CrossReference,
  formatRecordReference,
  type RecordReference,
  type SideBase,
  type Snapshot,
} from "@xmap/contract";
import { crossReferenceOf } from "../../cross-references.ts";
import { heed } from "../../problems.ts";
import { describeReference } from "../../record-keys.ts";
import type { RunContext } from "../../run-context.ts";
import type { StoreChange } from "../../store.ts";
import type { Sync } from "./sync.ts";

type Pair = Pick<Sync, "context" | "binding" | "backwards" | "source">;

/** The cross-reference of the source; a right record that belongs to several left ones is held. */
export async function linkOf({ context, binding, backwards, source }: Pair): Promise<CrossReference | undefined> {
  const { links } = context.services;
  const text = formatRecordReference(source);
  if (!backwards) return links.crossReference(binding.link, text);
  const pointing = (await links.crossReferencesTo(binding.link, text)).filter(({ state }) => state !== "tombstone");
  if (pointing.length > 1) {
    const lefts = pointing.map(({ left }) => describeReference(left)).join(", ");
    const message = `${describeReference(source)} belongs to several records: ${lefts}`;
    await heed(context, [{ word: "hold", rule: binding.name, message }]);
  }
  return pointing[0];
}

/** Where a cross-reference points to, seen from the source. */
export function targetOf(
  { backwards }: Pick<Sync, "backwards">,
  reference: CrossReference,
): RecordReference | undefined {
  return backwards ? reference.left : reference.right;
}

/** The change that keeps how the pair stands; nothing for a target that is not known yet on the left, as a row needs its left record. */
export function linkChange(
  sync: Sync,
  target: RecordReference | undefined,
  state: CrossReference["state"],
): readonly StoreChange[] {
  const { context, binding, backwards, source, keyHash, before } = sync;
  const left = backwards ? target : source;
  if (left === undefined) return [];
  const right = backwards ? source : target;
  const parts = { binding, left, right, cardinality: "one" as const, keyHash, before, state };
  return [{ change: "crossReference", reference: crossReferenceOf(context, parts) }];
}

/** Forgets the link to a target, and what was sent to it. */
export function forgetChange(sync: Sync, target: RecordReference): StoreChange {
  return { change: "forgetLink", link: sync.binding.link, left: leftText(sync, target) };
}

/** Holds when the target is linked with another record than the source. */
export async function refuseTaken(sync: Sync, target: RecordReference): Promise<void> {
  const { context, binding, backwards, source } = sync;
  const other = await ownerOf(context, binding.link, backwards, target);
  const isFree = other === undefined || formatRecordReference(other) === formatRecordReference(source);
  if (isFree) return;
  const message = `${describeReference(target)} belongs to ${describeReference(other)} already`;
  await heed(context, [{ word: "hold", rule: binding.name, message }]);
}

async function ownerOf(
  { services: { links } }: RunContext,
  link: string,
  backwards: boolean,
  target: RecordReference,
): Promise<RecordReference | undefined> {
  const text = formatRecordReference(target);
  if (backwards) return (await links.crossReference(link, text))?.right;
  const others = await links.crossReferencesTo(link, text);
  return others.find(({ cardinality }) => cardinality === "one")?.left;
}

/** What was last sent to the pair's records. */
export function snapshotOfPair(sync: Sync, target: RecordReference): Promise<Snapshot | undefined> {
  return sync.context.services.links.snapshot(sync.binding.link, leftText(sync, target));
}

/** The target's part of it. */
export function baseIn({ backwards }: Pick<Sync, "backwards">, snapshot: Snapshot | undefined): SideBase | undefined {
  return backwards ? snapshot?.back : snapshot;
}

/** The snapshot with another base of the target. */
export function withBase(
  sync: Sync,
  target: RecordReference,
  { sent, seen, lines, otherLines, unsettled }: SideBase,
  before: Snapshot | undefined,
): Snapshot {
  const base: SideBase = { sent, seen, lines, otherLines, ...(unsettled === undefined ? {} : { unsettled }) };
  const head = { link: sync.binding.link, left: leftText(sync, target), mappingHash: sync.context.mappingHash };
  if (sync.backwards) return { ...EMPTY_BASE, ...before, ...head, back: base };
  return { ...base, ...head, ...(before?.back === undefined ? {} : { back: before.back }) };
}

const EMPTY_BASE: SideBase = { sent: {}, seen: {}, lines: {}, otherLines: {} };

function leftText({ backwards, source }: Sync, target: RecordReference): string {
  return formatRecordReference(backwards ? target : source);
}
