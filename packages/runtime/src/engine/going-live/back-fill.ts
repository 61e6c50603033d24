import {
  type AcceptedHint,
  createEvent,
  createEventId,
  type DataRecord,
  type FlowModule,
  formatRecordReference,
  type RecordReference,
} from "@xmap/contract";
import { isForRemoved, type ModuleRegistry } from "../module-registry.ts";
import type { Services } from "../services.ts";
import type { StoreChange } from "../store.ts";
import { type ListedRecord, type Reading, readingOf, readPage } from "./all-records.ts";
import { pause } from "./patience.ts";
import { isWithin } from "./stamps.ts";

export interface BackFillParts {
  readonly services: Services;
  readonly registry: ModuleRegistry;
  /** Takes events in, together with how far the back-fill has come. */
  readonly accept: (hints: readonly AcceptedHint[], changes: readonly StoreChange[]) => Promise<void>;
  /** Records that wait for their run. */
  readonly pending: () => number;
}

export interface BackFillOptions {
  readonly flow: string;
  /** Only records changed at that time or later, milliseconds since 1970; undefined: all. */
  readonly since: number | undefined;
  /** Begins at the first record though an earlier back-fill was cut short. */
  readonly anew: boolean;
  readonly onProgress?: (progress: BackFillProgress) => void;
  readonly isStopped?: () => boolean;
}

export interface BackFillProgress {
  /** Records that were listed, those of earlier turns of this back-fill included. */
  readonly read: number;
  /** Those of them that were taken in. */
  readonly accepted: number;
  /** True when the last page is taken in. */
  readonly isComplete: boolean;
  /** True when an earlier turn was gone on with. */
  readonly isResumed: boolean;
}

/** How far it has come, as the store keeps it. */
interface Position {
  readonly reading: Reading;
  readonly cursor: string | null;
  readonly since: number | null;
  readonly read: number;
  readonly accepted: number;
}

/** So many records may wait before the next page is read. */
const MOST_PENDING = 2_000;
const LOOK_AGAIN = 50;

/**
 * Takes every record of a flow's subject in, page by page, with the origin `backfill`; resolves when the last page is
 * durable, while runs go on. What was cut short goes on at its page. Rejects with a RangeError for a flow that cannot
 * be filled, and with a Failure when its system cannot be read.
 */
export async function backFill(parts: BackFillParts, options: BackFillOptions): Promise<BackFillProgress> {
  const { services, registry, pending } = parts;
  const flow = registry.current(options.flow)?.flow;
  if (flow === undefined) throw new RangeError(`there is no flow "${options.flow}"`);
  if (isForRemoved(flow)) throw new RangeError(`${flow.name} is for removed records: there are none to list`);
  const { onProgress = () => {}, isStopped = () => false } = options;
  const { entity } = flow.subject;
  const earlier = options.anew ? undefined : await positionOf(services, flow.name);
  refuseOther(flow.name, earlier, options.since);
  const isResumed = earlier !== undefined;
  let position = earlier ?? beginning(readingOf(services, entity, options.since !== undefined), options.since);
  const progress = (isComplete: boolean): BackFillProgress => {
    const { read, accepted } = position;
    return { read, accepted, isComplete, isResumed };
  };
  for (;;) {
    while (pending() > MOST_PENDING && !isStopped()) {
      await pause(services, LOOK_AGAIN);
      onProgress(progress(false));
    }
    if (isStopped()) return progress(false);
    const page = await readPage(services, entity, position.reading, position.cursor ?? undefined);
    const wanted = page.listed.filter(({ stamp }) => isWithin(stamp, { since: options.since }));
    position = {
      ...position,
      cursor: page.next ?? null,
      read: position.read + page.listed.length,
      accepted: position.accepted + wanted.length,
    };
    const isLast = page.next === undefined;
    await take(parts, flow, wanted, { change: "note", name: noteOf(flow.name), body: isLast ? null : { ...position } });
    onProgress(progress(isLast));
    if (isLast) return progress(true);
  }
}

async function take(
  { services, accept }: BackFillParts,
  flow: FlowModule,
  listed: readonly ListedRecord[],
  change: StoreChange,
): Promise<void> {
  for (const { reference, record } of listed) remember(services, flow.name, reference, record);
  const hints = listed.map(({ reference }) => hintOf(services, flow.name, reference));
  await accept(hints, [change]);
}

function remember(
  { prefetched }: Services,
  flow: string,
  reference: RecordReference,
  record: DataRecord | undefined,
): void {
  if (record !== undefined) prefetched?.put(flow, formatRecordReference(reference), record);
}

function hintOf({ clock, random, installation }: Services, flow: string, record: RecordReference): AcceptedHint {
  const now = clock.now();
  const id = createEventId(now, random.bytes(10));
  const event = createEvent({ id, installation, record, at: new Date(now), origin: "backfill", hint: "back-fill" });
  return { flow, event, fresh: true };
}

function beginning(reading: Reading, since: number | undefined): Position {
  return { reading, cursor: null, since: since ?? null, read: 0, accepted: 0 };
}

async function positionOf({ store }: Services, flow: string): Promise<Position | undefined> {
  const note = await store.note(noteOf(flow));
  return typeof note === "object" && note !== null && "cursor" in note ? (note as unknown as Position) : undefined;
}

function refuseOther(flow: string, earlier: Position | undefined, since: number | undefined): void {
  if (earlier === undefined || earlier.since === (since ?? null)) return;
  const what = earlier.since === null ? "all records" : `records since ${new Date(earlier.since).toISOString()}`;
  throw new RangeError(`a back-fill of ${flow} over ${what} was cut short after ${earlier.read} records`);
}

function noteOf(flow: string): string {
  return `backfill/${flow}`;
}
