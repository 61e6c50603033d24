import { type AcceptedHint, ensureFailure } from "@xmap/contract";
import { hintsOf } from "./changes.ts";
import { caughtUp, restoredOrigins } from "./going-live/restored.ts";
import { isWithin } from "./going-live/stamps.ts";
import type { ModuleRegistry } from "./module-registry.ts";
import type { Services } from "./services.ts";
import type { StoreChange } from "./store.ts";

const PAGE_SIZE = 100;
/** Between two polls that others wait for. */
const AFRESH_GAP = 1_000;

export interface PollerParts {
  readonly services: Services;
  readonly registry: ModuleRegistry;
  readonly system: string;
  readonly resource: string;
  readonly everyMilliseconds: number;
  /** Takes events in, together with the cursor that they were found by. */
  readonly accept: (hints: readonly AcceptedHint[], changes: readonly StoreChange[]) => Promise<void>;
}

/** Asks one system for changes of one resource at an interval, for all flows that watch it. */
export class Poller {
  readonly #parts: PollerParts;
  #cancel: (() => void) | undefined;
  #underWay: Promise<void> | undefined;
  #afresh: Promise<void> | undefined;
  #askedAfresh = Number.NEGATIVE_INFINITY;
  #stopped = false;

  constructor(parts: PollerParts) {
    this.#parts = parts;
  }

  /** `SYSTEM/RESOURCE` */
  get watches(): string {
    const { system, resource } = this.#parts;
    return `${system}/${resource}`;
  }

  /** Polls at once and then at the interval. */
  start(): void {
    void this.#turn();
  }

  /** Asks for all pages once; joins a poll that is under way. */
  async poll(): Promise<void> {
    const { services, system, resource } = this.#parts;
    try {
      await this.#join();
    } catch (error) {
      const failure = ensureFailure(error, system, `changes of ${resource}`);
      // A system that is paused as a whole has said so once.
      if (failure.details.scope === "system") return;
      services.logger.warn({ system, resource, class: failure.details.class }, `polling failed: ${failure.message}`);
    }
  }

  /** Resolves once a poll that began after the call has taken everything in; rejects with its Failure. All callers share one. */
  pollAfresh(): Promise<void> {
    this.#afresh ??= this.#mayPollAfresh().then(() => {
      this.#afresh = undefined;
      this.#askedAfresh = this.#parts.services.clock.now();
      return this.#join();
    });
    return this.#afresh;
  }

  /** Resolves once the page under way is taken in. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#underWay?.catch(() => undefined);
  }

  async #mayPollAfresh(): Promise<void> {
    const { clock } = this.#parts.services;
    const rest = this.#askedAfresh + AFRESH_GAP - clock.now();
    if (rest > 0) await new Promise<void>((resolve) => clock.after(rest, resolve));
    // One that is under way may have begun before the last of the callers came.
    while (this.#underWay !== undefined) await this.#underWay.catch(() => undefined);
  }

  #join(): Promise<void> {
    this.#underWay ??= this.#readAll().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  async #turn(): Promise<void> {
    await this.poll();
    if (this.#stopped) return;
    this.#cancel = this.#parts.services.clock.after(this.#parts.everyMilliseconds, () => {
      void this.#turn();
    });
  }

  async #readAll(): Promise<void> {
    while (!this.#stopped && (await this.#readPage()));
  }

  /** True when the next page can be asked for at once. */
  async #readPage(): Promise<boolean> {
    const { services, registry, system, resource, accept } = this.#parts;
    const { store } = services;
    const cursor = await store.cursor(system, resource);
    const page = await services
      .gate(system)
      .call(`changes of ${resource}`, (session) => session.readChanged({ resource, cursor, limit: PAGE_SIZE }));
    const originOf = await restoredOrigins(store, { system, resource }, "poll");
    const hints: AcceptedHint[] = [];
    const changes: StoreChange[] = [];
    for (const { key, stamp, settled, record } of page.changed) {
      const seenKey = JSON.stringify(key);
      if ((await store.seenStamp(system, resource, seenKey)) === stamp) continue;
      if (isWithin(stamp, { since: services.cutOver })) {
        const origin = originOf(stamp);
        hints.push(...(await hintsOf(services, registry, { system, resource, key, origin, record })));
      }
      if (settled) changes.push({ change: "seen", seen: { system, resource, key: seenKey, stamp } });
    }
    if (page.cursor !== cursor) changes.push({ change: "cursor", system, resource, cursor: page.cursor });
    if (!page.more) changes.push(...(await caughtUp(store, { system, resource })));
    if (hints.length > 0 || changes.length > 0) await accept(hints, changes);
    return page.more;
  }
}
