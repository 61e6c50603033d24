import { type AcceptedHint, type EntityModule, ensureFailure, InboxFullError } from "@xmap/contract";
import { hintsOf } from "./changes.ts";
import type { ModuleRegistry } from "./module-registry.ts";
import { nextTime, type Schedule } from "./schedule.ts";
import type { Services } from "./services.ts";
import type { StoreChange } from "./store.ts";

const PAGE_SIZE = 100;
/** Before a sweep goes on that a failure or a full inbox has stopped. */
const GO_ON = 30_000;

export interface SweeperParts {
  readonly services: Services;
  readonly registry: ModuleRegistry;
  readonly entity: EntityModule;
  readonly schedule: Schedule;
  /** Takes events in, together with how far the sweep has come. */
  readonly accept: (hints: readonly AcceptedHint[], changes: readonly StoreChange[]) => Promise<void>;
}

/** Hints at every record of a resource, again and again: a safety net under webhooks and polls. */
export class Sweeper {
  readonly #parts: SweeperParts;
  readonly #name: string;
  #cancel: (() => void) | undefined;
  #underWay: Promise<void> | undefined;
  #stopped = false;

  constructor(parts: SweeperParts) {
    this.#parts = parts;
    this.#name = `sweep/${parts.entity.resource}`;
  }

  start(): void {
    void this.#plan();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#underWay;
  }

  /** Waits for the next time, or goes on with a sweep that was cut short. */
  async #plan(): Promise<void> {
    const { services, schedule, entity } = this.#parts;
    const { clock, store, logger } = services;
    try {
      const now = clock.now();
      const begun = await store.note(this.#noteName());
      const isUnderWay = (await store.cursor(entity.system, this.#name)) !== undefined;
      const last = typeof begun === "number" ? Math.min(begun, now) : undefined;
      const at = isUnderWay ? now : nextTime(schedule, last, now);
      this.#wait(Math.max(0, at - now));
    } catch (error) {
      logger.error({ error, sweep: entity.name }, "a sweep could not be planned");
      this.#wait(GO_ON);
    }
  }

  #wait(milliseconds: number): void {
    if (this.#stopped) return;
    this.#cancel = this.#parts.services.clock.after(milliseconds, () => {
      this.#underWay = this.#sweep().finally(() => {
        this.#underWay = undefined;
      });
    });
  }

  async #sweep(): Promise<void> {
    const { services, entity } = this.#parts;
    try {
      await this.#begin();
      while (!this.#stopped && (await this.#readPage()));
    } catch (error) {
      const failure = ensureFailure(error, entity.system, `sweep of ${entity.name}`);
      if (!(error instanceof InboxFullError) && failure.details.scope !== "system")
        services.logger.warn({ sweep: entity.name }, `a sweep was cut short: ${failure.message}`);
      this.#wait(GO_ON);
      return;
    }
    await this.#plan();
  }

  async #begin(): Promise<void> {
    const { services, entity } = this.#parts;
    if ((await services.store.cursor(entity.system, this.#name)) !== undefined) return;
    await services.store.write([{ change: "note", name: this.#noteName(), body: services.clock.now() }]);
  }

  /** True when there is another page. */
  async #readPage(): Promise<boolean> {
    const { services, registry, entity, accept } = this.#parts;
    const { system, resource } = entity;
    const cursor = await services.store.cursor(system, this.#name);
    const page = await services
      .gate(system)
      .call(`sweep of ${entity.name}`, (session) => session.readChanged({ resource, cursor, limit: PAGE_SIZE }));
    const hints = await Promise.all(
      page.changed.map(({ key, record }) =>
        hintsOf(services, registry, { system, resource, key, origin: "schedule", record }),
      ),
    );
    const place = { system, resource: this.#name };
    const change: StoreChange = page.more
      ? { change: "cursor", ...place, cursor: page.cursor }
      : { change: "forgetCursor", ...place };
    await accept(hints.flat(), [change]);
    return page.more;
  }

  #noteName(): string {
    return `${this.#parts.entity.system}/${this.#name}`;
  }
}
