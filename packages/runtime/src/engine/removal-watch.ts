import { type EntityModule, Failure, formatRecordReference, parseRecordReference } from "@xmap/contract";
import { hintsOf } from "./changes.ts";
import { caughtUp, restoredOrigins } from "./going-live/restored.ts";
import { readRecord } from "./read-record.ts";
import { referenceOf } from "./record-keys.ts";
import { ScheduledWork } from "./scheduled-work.ts";
import type { Services } from "./services.ts";
import type { WatchParts } from "./sweeper.ts";

const PAGE_SIZE = 500;

/**
 * Looks for linked records that their system no longer has: all keys that it lists, taken from all that are linked.
 * What is missing is read once more by itself before it counts as removed.
 */
export function createRemovalWatch(parts: WatchParts): ScheduledWork {
  const { services, entity, schedule } = parts;
  return new ScheduledWork({
    services,
    system: entity.system,
    what: `search for removed ${entity.name} records`,
    note: `${entity.system}/removal/${entity.resource}`,
    schedule,
    isUnderWay: async () => false,
    work: async (isStopped) => {
      const there = await listKeys(services, entity, isStopped);
      await findMissing(parts, there, isStopped);
    },
  });
}

async function listKeys(services: Services, entity: EntityModule, isStopped: () => boolean): Promise<Set<string>> {
  const { system, resource, name } = entity;
  const fields = entity.key.map(({ field }) => field);
  const there = new Set<string>();
  let cursor: string | undefined;
  do {
    if (isStopped()) break;
    const from = cursor;
    const page = await services.gate(system).call(`list of ${name}`, (session) => {
      const message = `${system} cannot list its ${resource}, so their removal cannot be noticed`;
      if (session.list === undefined) throw new Failure({ class: "SchemaDrift", system, operation: "list", message });
      return session.list({ resource, fields, joins: [], cursor: from, limit: PAGE_SIZE });
    });
    for (const record of page.records) {
      const reference = referenceOf(entity, record);
      if (reference !== undefined) there.add(formatRecordReference(reference));
    }
    cursor = page.next;
  } while (cursor !== undefined);
  return there;
}

async function findMissing(parts: WatchParts, there: ReadonlySet<string>, isStopped: () => boolean): Promise<void> {
  const { services, registry, entity, accept } = parts;
  const { system, resource, name } = entity;
  const place = { system, resource: `removal/${resource}` };
  const originOf = await restoredOrigins(services.store, place, "poll");
  let after: string | undefined;
  while (!isStopped()) {
    const linked = await services.store.linkedRecords({ system, entity: name, after, limit: PAGE_SIZE });
    for (const record of linked) {
      if (there.has(record) || isStopped()) continue;
      const reference = parseRecordReference(record);
      if ((await readRecord({ services }, entity, reference)) !== undefined) continue;
      const { key } = reference;
      await accept(
        await hintsOf(services, registry, { system, resource, key, removed: true, origin: originOf(undefined) }),
        [],
      );
    }
    after = linked.at(-1);
    if (linked.length < PAGE_SIZE) {
      await accept([], await caughtUp(services.store, place));
      return;
    }
  }
}
