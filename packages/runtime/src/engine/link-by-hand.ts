import {
  type CrossReference,
  formatRecordReference,
  LINKED_BY_HAND,
  type LinkName,
  parseRecordReference,
  type RecordReference,
} from "@xmap/contract";
import type { Store } from "./store.ts";

export interface LinkByHand extends LinkName {
  /** Text of the right record's reference. */
  readonly right: string;
  readonly installation: string;
  readonly actor: string;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
}

/** The cross-reference that a person wants; throws a RangeError when the link's other ones speak against it. */
export async function linkByHand(store: Store, wanted: LinkByHand): Promise<CrossReference> {
  const { link, installation, actor, at } = wanted;
  const left = parseRecordReference(wanted.left);
  const right = parseRecordReference(wanted.right);
  const [sample] = await store.crossReferences({ link, limit: 1 });
  refuseOtherKind(link, "left", left, sample?.left);
  refuseOtherKind(link, "right", right, sample?.right);
  const others = await store.crossReferencesTo(link, formatRecordReference(right));
  const taken = others.find((one) => one.cardinality === "one" && formatRecordReference(one.left) !== wanted.left);
  if (taken !== undefined)
    throw new RangeError(`${wanted.right} belongs to ${formatRecordReference(taken.left)} already; unlink that first`);
  return {
    installation,
    link,
    left,
    right,
    cardinality: sample?.cardinality ?? "one",
    state: "confirmed",
    run: actor,
    keyHash: LINKED_BY_HAND,
    createdAt: at,
    confirmedAt: at,
    lastSeenAt: at,
  };
}

function refuseOtherKind(
  link: string,
  side: "left" | "right",
  given: RecordReference,
  known: RecordReference | undefined,
): void {
  if (known === undefined || (known.system === given.system && known.entity === given.entity)) return;
  const here = `${known.system}/${known.entity}`;
  throw new RangeError(`the ${side} records of ${link} are ${here}, not ${given.system}/${given.entity}`);
}
