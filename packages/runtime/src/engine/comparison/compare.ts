import {
  type BindingModule,
  type CrossReference,
  type DataRecord,
  formatRecordReference,
  parseRecordReference,
  type WaitingRecord,
  worstWord,
} from "@xmap/contract";
import { allRecords, type ListedRecord, readingOf, wholeRecords } from "../going-live/all-records.ts";
import { lookingContext } from "../going-live/looking-context.ts";
import { patiently } from "../going-live/patience.ts";
import { isWithin, type Period } from "../going-live/stamps.ts";
import { wantedRecord } from "../patch.ts";
import { readRecord } from "../read-record.ts";
import type { Services } from "../services.ts";
import { evaluateBinding } from "../steps/evaluate-binding.ts";
import { differencesOf, type FieldDifference } from "./differences.ts";
import { type FigureFields, type FinanceFigure, FinanceFigures } from "./finance-figures.ts";

/** Why a record is not as it should be; of `fields` each field has a cause of its own. */
export type RecordCause =
  | "fields"
  | "neverSent"
  | "held"
  | "rejected"
  | "dead"
  | "missingRight"
  | "missingLeft"
  | "unmapped";

export interface RecordDifference {
  readonly binding: string;
  /** Text of the left record's reference, and of the right one's where there is one. */
  readonly record: string;
  readonly right: string | undefined;
  readonly cause: RecordCause;
  readonly fields: readonly FieldDifference[];
  /** What a person was told, where something waits or cannot be mapped. */
  readonly reason?: string;
}

export interface ComparisonOptions extends Period {
  readonly figures: readonly FigureFields[];
  readonly onDifference: (difference: RecordDifference) => void | Promise<void>;
  readonly onProgress?: (binding: string, records: number) => void;
  readonly isStopped?: () => boolean;
}

export interface ComparisonReport {
  readonly binding: string;
  /** Left records of the period that the binding does not skip. */
  readonly records: number;
  readonly equal: number;
  readonly different: number;
  /** Those of the different ones that have no counterpart. */
  readonly unmatched: number;
  readonly figures: readonly FinanceFigure[];
}

/** Large: for each page the store sorts all links that come after it. */
const LINKS_AT_ONCE = 20_000;

/**
 * Maps every left record of a period once more and compares it with the right one as it is. Writes nothing. Streams:
 * in memory are a page of records and the keys of those that were seen. Rejects with a Failure when a system cannot be read.
 */
export async function compare(
  services: Services,
  binding: BindingModule,
  options: ComparisonOptions,
): Promise<ComparisonReport> {
  const { onDifference, onProgress, isStopped = () => false } = options;
  const figures = new FinanceFigures(options.figures);
  const counts = { records: 0, different: 0, unmatched: 0 };
  const seen = new Set<string>();
  const tell = async (difference: RecordDifference): Promise<void> => {
    counts.different += 1;
    if (difference.right === undefined || difference.cause === "missingRight") counts.unmatched += 1;
    await onDifference(difference);
  };
  const needsStamps = options.since !== undefined || options.until !== undefined;
  const left = withFields(
    binding.left,
    options.figures.flatMap((one) => [one.left ?? [], one.currency ?? []].flat()),
  );
  for await (const page of allRecords(services, left, readingOf(services, left, needsStamps))) {
    if (isStopped()) break;
    const wanted = page.filter(({ stamp }) => isWithin(stamp, options));
    for (const { reference } of wanted) seen.add(reference.key.join("\n"));
    for (const one of await wholeRecords(services, left, wanted)) {
      const compared = await comparePair(services, binding, one, options.figures);
      if (compared === "skipped") continue;
      counts.records += 1;
      figures.add(one.record, compared.right);
      if (compared.difference !== undefined) await tell(compared.difference);
    }
    onProgress?.(binding.name, counts.records);
  }
  if (!isStopped()) for await (const gone of missingLeft(services, binding, seen, options)) await tell(gone);
  const { records, different, unmatched } = counts;
  return {
    binding: binding.name,
    records,
    equal: Math.max(0, records - different),
    different,
    unmatched,
    figures: figures.all(),
  };
}

type Compared = { readonly right: DataRecord | undefined; readonly difference: RecordDifference | undefined };

/** Compares one record anew; undefined when nothing differs. */
export async function compareRecord(
  services: Services,
  binding: BindingModule,
  record: string,
): Promise<RecordDifference | undefined> {
  const reference = parseRecordReference(record);
  const [one] = await wholeRecords(services, binding.left, [{ reference, record: undefined, stamp: undefined }]);
  const compared = one === undefined ? "skipped" : await comparePair(services, binding, one, []);
  return compared === "skipped" ? undefined : compared.difference;
}

async function comparePair(
  services: Services,
  binding: BindingModule,
  { reference, record }: ListedRecord & { readonly record: DataRecord },
  figures: readonly FigureFields[],
): Promise<Compared | "skipped"> {
  const text = formatRecordReference(reference);
  const context = lookingContext(services);
  const { result: draft, problems } = await evaluateBinding(context, binding, record);
  const word = worstWord(problems);
  const link = await services.store.crossReference(binding.link, text);
  if (word === "skip" && link === undefined) return "skipped";
  const head = { binding: binding.name, record: text, right: rightText(link), fields: [] };
  const missing = async (cause: RecordCause): Promise<Compared> => {
    const waiting = await waitingOf(services, text);
    const difference = waiting === undefined ? { ...head, cause } : { ...head, ...waiting };
    return { right: undefined, difference };
  };
  if (link?.state === "tombstone") return "skipped";
  if (link?.right === undefined) return missing("neverSent");
  const { right } = link;
  const fields = figures.flatMap((one) => one.right ?? []);
  const current = await patiently(services, right.system, () =>
    readRecord({ services }, binding.right, right, [...binding.key, ...fields]),
  );
  if (current === undefined) return missing("missingRight");
  if (draft === undefined || (word !== undefined && word !== "warn")) {
    const reason = problems.map(({ message }) => message).join("; ");
    const waiting = await waitingOf(services, text);
    return { right: current, difference: { ...head, cause: "unmapped", reason, ...waiting } };
  }
  const base = await services.store.snapshot(binding.link, text);
  const found = differencesOf(binding, wantedRecord(binding, draft), base, current);
  if (found.length === 0) return { right: current, difference: undefined };
  const waiting = await waitingOf(services, text);
  return { right: current, difference: { ...head, cause: "fields", ...waiting, fields: found } };
}

/** Links of the period whose left record is gone, though nobody said that it was removed. */
async function* missingLeft(
  services: Services,
  binding: BindingModule,
  seen: ReadonlySet<string>,
  { since, until }: Period,
): AsyncGenerator<RecordDifference> {
  const { system, name: entity } = binding.left;
  let after: string | undefined;
  for (;;) {
    const page = await services.store.linkedRecords({ system, entity, after, limit: LINKS_AT_ONCE });
    for (const record of page) {
      const reference = parseRecordReference(record);
      if (seen.has(reference.key.join("\n"))) continue;
      const link = await services.store.crossReference(binding.link, record);
      if (link?.state !== "confirmed") continue;
      const { createdAt } = link;
      if ((since !== undefined && createdAt < since) || (until !== undefined && createdAt >= until)) continue;
      const there = await patiently(services, system, () => readRecord({ services }, binding.left, reference));
      if (there === undefined)
        yield { binding: binding.name, record, right: rightText(link), cause: "missingLeft", fields: [] };
    }
    after = page.at(-1);
    if (page.length < LINKS_AT_ONCE) return;
  }
}

async function waitingOf(
  { store }: Services,
  record: string,
): Promise<{ readonly cause: WaitingRecord["outcome"]; readonly reason: string } | undefined> {
  const [waiting] = await store.waiting({ record, limit: 1 });
  if (waiting === undefined) return undefined;
  const reason = waiting.failure?.message ?? waiting.problems.map(({ message }) => message).join("; ");
  return { cause: waiting.outcome, reason };
}

function withFields(entity: BindingModule["left"], more: readonly string[]): BindingModule["left"] {
  return more.length === 0 ? entity : { ...entity, fields: [...new Set([...entity.fields, ...more])] };
}

function rightText(link: CrossReference | undefined): string | undefined {
  return link?.right === undefined ? undefined : formatRecordReference(link.right);
}
