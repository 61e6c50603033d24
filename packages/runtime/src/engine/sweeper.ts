import type { AcceptedHint, EntityModule } from "@xmap/contract";
import { hintsOf } from "./changes.ts";
import { caughtUp, restoredOrigins } from "./going-live/restored.ts";
import { isWithin } from "./going-live/stamps.ts";
import type { ModuleRegistry } from "./module-registry.ts";
import type { Schedule } from "./schedule.ts";
import { ScheduledWork } from "./scheduled-work.ts";
import type { Services } from "./services.ts";
import type { StoreChange } from "./store.ts";

const PAGE_SIZE = 100;

export interface WatchParts {
  readonly services: Services;
  readonly registry: ModuleRegistry;
  readonly entity: EntityModule;
  readonly schedule: Schedule;
  /** Takes events in, together with how far the work has come. */
  readonly accept: (hints: readonly AcceptedHint[], changes: readonly StoreChange[]) => Promise<void>;
}

/** Hints at every record of a resource, again and again: a safety net under webhooks and polls. */
export function createSweeper(parts: WatchParts): ScheduledWork {
  const { services, entity, schedule } = parts;
  const { system, resource, name } = entity;
  const place = `sweep/${resource}`;
  return new ScheduledWork({
    services,
    system,
    what: `sweep of ${name}`,
    note: `${system}/${place}`,
    schedule,
    isUnderWay: async () => (await services.store.cursor(system, place)) !== undefined,
    work: async (isStopped) => {
      while (!isStopped() && (await readPage(parts, place)));
    },
  });
}

/** True when there is another page. */
async function readPage({ services, registry, entity, accept }: WatchParts, place: string): Promise<boolean> {
  const { system, resource, name } = entity;
  const cursor = await services.store.cursor(system, place);
  const page = await services
    .gate(system)
    .call(`sweep of ${name}`, (session) => session.readChanged({ resource, cursor, limit: PAGE_SIZE }));
  const originOf = await restoredOrigins(services.store, { system, resource: place }, "schedule");
  const hints = await Promise.all(
    page.changed
      .filter(({ stamp }) => isWithin(stamp, { since: services.cutOver }))
      .map(({ key, stamp, record }) =>
        hintsOf(services, registry, { system, resource, key, origin: originOf(stamp), record }),
      ),
  );
  const change: StoreChange = page.more
    ? { change: "cursor", system, resource: place, cursor: page.cursor }
    : { change: "forgetCursor", system, resource: place };
  const done = page.more ? [] : await caughtUp(services.store, { system, resource: place });
  await accept(hints.flat(), [change, ...done]);
  return page.more;
}
