import type { DataRecord, EntityModule, RecordReference } from "@xmap/contract";
import { readRecord } from "../read-record.ts";
import { referenceFromKey, referenceOf } from "../record-keys.ts";
import type { Services } from "../services.ts";
import { patiently } from "./patience.ts";

const PAGE_SIZE = 100;
/** Records that are read at once where pages carry only keys. */
const READS_AT_ONCE = 16;

/** A record of a page. */
export interface ListedRecord {
  readonly reference: RecordReference;
  /** The whole record, where the page carries it. */
  readonly record: DataRecord | undefined;
  /** The system's stamp of the last change, where the page carries it. */
  readonly stamp: string | undefined;
}

export interface RecordPage {
  readonly listed: readonly ListedRecord[];
  /** Asks for the page after this one; undefined after the last. */
  readonly next: string | undefined;
}

/** `list`: whole records, a page a call. `changes`: keys with the stamps of their last change. */
export type Reading = "list" | "changes";

/** How the records of an entity are read: whole pages where the system lists them and nobody asks when they changed. */
export function readingOf(services: Services, entity: EntityModule, needsStamps: boolean): Reading {
  return services.gate(entity.system).session.list === undefined || needsStamps ? "changes" : "list";
}

/** One page of all records of an entity. */
export function readPage(
  services: Services,
  entity: EntityModule,
  reading: Reading,
  cursor: string | undefined,
): Promise<RecordPage> {
  const read = reading === "list" ? listPage : changesPage;
  return patiently(services, entity.system, () => read(services, entity, cursor));
}

/** All records of an entity, page by page. */
export async function* allRecords(
  services: Services,
  entity: EntityModule,
  reading: Reading = readingOf(services, entity, false),
): AsyncGenerator<readonly ListedRecord[]> {
  let cursor: string | undefined;
  do {
    const page = await readPage(services, entity, reading, cursor);
    yield page.listed;
    cursor = page.next;
  } while (cursor !== undefined);
}

/** The whole records of a page; what is gone meanwhile is left out. */
export async function wholeRecords(
  services: Services,
  entity: EntityModule,
  listed: readonly ListedRecord[],
): Promise<readonly (ListedRecord & { readonly record: DataRecord })[]> {
  const whole: (ListedRecord & { readonly record: DataRecord })[] = [];
  for (let start = 0; start < listed.length; start += READS_AT_ONCE) {
    const some = listed.slice(start, start + READS_AT_ONCE);
    const read = await Promise.all(
      some.map(async (one) => {
        const { reference } = one;
        const record =
          one.record ?? (await patiently(services, entity.system, () => readRecord({ services }, entity, reference)));
        return record === undefined ? [] : [{ ...one, record }];
      }),
    );
    whole.push(...read.flat());
  }
  return whole;
}

async function listPage(services: Services, entity: EntityModule, cursor: string | undefined): Promise<RecordPage> {
  const { system, resource, name, fields, joins } = entity;
  const request = { resource, fields, joins, cursor, limit: PAGE_SIZE };
  const page = await services.gate(system).call(`list of ${name}`, async (session) => session.list?.(request));
  const listed = (page?.records ?? []).flatMap((record): readonly ListedRecord[] => {
    const reference = referenceOf(entity, record);
    return reference === undefined ? [] : [{ reference, record, stamp: undefined }];
  });
  return { listed, next: page?.next };
}

async function changesPage(services: Services, entity: EntityModule, cursor: string | undefined): Promise<RecordPage> {
  const { system, resource, name } = entity;
  const request = { resource, cursor, limit: PAGE_SIZE };
  const page = await services.gate(system).call(`list of ${name}`, (session) => session.readChanged(request));
  const listed = page.changed.flatMap(({ key, stamp }): readonly ListedRecord[] => {
    const reference = referenceFromKey(entity, key);
    return reference === undefined ? [] : [{ reference, record: undefined, stamp }];
  });
  return { listed, next: page.more ? page.cursor : undefined };
}
