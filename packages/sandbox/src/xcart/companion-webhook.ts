import { createHash, createHmac } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { SeededRandom } from "../server/seeded-random.ts";
import { formatAtomDate } from "./order-date.ts";

/** Where the companion module tells of changes; `secret` is `whsec_` and base64. */
export type WebhookTarget = {
  readonly url: string;
  readonly secret: string;
  /** Sends every n-th event twice. */
  readonly duplicateEvery?: number;
  /** How often one delivery is tried; 5 unless given. */
  readonly attempts?: number;
  /** The wait before the second try, doubled each time; 50 ms unless given. */
  readonly backoffMilliseconds?: number;
  /** How the network treats what is sent; everything arrives once and in order unless given. */
  readonly disorder?: WebhookDisorder;
};

/** A network that doubles, holds back and thereby reorders; every choice is drawn from the sandbox's seed. */
export type WebhookDisorder = {
  /** The share of events that are sent twice, each copy with a delay of its own. */
  readonly doubledShare: number;
  /** The share of deliveries that are held back. */
  readonly delayedShare: number;
  /** The longest that one is held back. */
  readonly delayMilliseconds: number;
};

/** What became of the webhooks of one shop. */
export type WebhookCounts = {
  /** Events that a receiver was to be told of. */
  readonly events: number;
  /** Events that were sent twice. */
  readonly doubled: number;
  /** Deliveries that were held back on purpose. */
  readonly delayed: number;
  /** Deliveries that were taken after a later event of the same record. */
  readonly reordered: number;
  /** Deliveries that were tried again. */
  readonly repeated: number;
  /** Deliveries that were given up. */
  readonly failed: number;
};

/** What an event is about, as its `data` tells it. */
export type WebhookData = { readonly id: number; readonly [name: string]: string | number | null };

type Message = {
  readonly id: string;
  readonly body: string;
  /** `order/12` */
  readonly record: string;
  /** Counts the shop's events from 1. */
  readonly number: number;
};

/** The three Standard Webhooks headers of one message. */
export function signWebhook(secret: string, id: string, timestamp: number, body: string): Record<string, string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": String(timestamp), "webhook-signature": `v1,${signature}` };
}

/** Tells a receiver of changes, at least once. */
export class CompanionWebhook {
  #target: WebhookTarget | undefined;
  readonly #counts = { events: 0, doubled: 0, delayed: 0, reordered: 0, repeated: 0, failed: 0 };
  /** The number of the latest event that was taken, by record. */
  readonly #latestTaken = new Map<string, number>();
  readonly #pending = new Set<Promise<void>>();
  readonly #stopped = new AbortController();
  readonly #now: () => Date;
  readonly #store: () => string;
  readonly #random: SeededRandom;

  constructor(now: () => Date, store: () => string, random: SeededRandom) {
    this.#now = now;
    this.#store = store;
    this.#random = random;
  }

  /** Sets or removes the receiver. */
  setTarget(target: WebhookTarget | undefined): void {
    this.#target = target;
  }

  /** Starts to tell the receiver, if there is one. */
  announce(event: string, data: WebhookData): void {
    const target = this.#target;
    if (target === undefined) {
      return;
    }
    this.#counts.events += 1;
    const number = this.#counts.events;
    const id = eventId(this.#store(), number);
    const body = JSON.stringify({
      event,
      event_id: id,
      occurred_at: formatAtomDate(Math.floor(this.#now().getTime() / 1000)),
      store: this.#store(),
      data,
    });
    const isDoubled = this.#isDoubled(target, number);
    if (isDoubled) {
      this.#counts.doubled += 1;
    }
    for (let copy = 0; copy < (isDoubled ? 2 : 1); copy += 1) {
      const message = { id, body, record: `${event.split(".")[0]}/${data.id}`, number };
      const delivery = this.#deliver(target, message, this.#delayOf(target)).finally(() =>
        this.#pending.delete(delivery),
      );
      this.#pending.add(delivery);
    }
  }

  /** How many deliveries are under way. */
  get pending(): number {
    return this.#pending.size;
  }

  /** What became of the webhooks so far. */
  get counts(): WebhookCounts {
    return { ...this.#counts };
  }

  /** Waits until nothing is under way. */
  async drain(): Promise<void> {
    while (this.#pending.size > 0) {
      await Promise.all(this.#pending);
    }
  }

  /** Gives up what is under way. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.drain();
  }

  #isDoubled({ duplicateEvery, disorder }: WebhookTarget, number: number): boolean {
    const isEveryNth = duplicateEvery !== undefined && number % duplicateEvery === 0;
    return isEveryNth || (disorder !== undefined && this.#random.fraction() < disorder.doubledShare);
  }

  #delayOf({ disorder }: WebhookTarget): number {
    if (disorder === undefined || this.#random.fraction() >= disorder.delayedShare) {
      return 0;
    }
    this.#counts.delayed += 1;
    return this.#random.whole(1, disorder.delayMilliseconds);
  }

  async #deliver(target: WebhookTarget, message: Message, delay: number): Promise<void> {
    if (delay > 0) {
      await this.#pause(delay);
    }
    const attempts = target.attempts ?? 5;
    for (let attempt = 0; attempt < attempts && !this.#stopped.signal.aborted; attempt += 1) {
      if (attempt > 0) {
        this.#counts.repeated += 1;
      }
      if (await this.#post(target, message)) {
        this.#noteTaken(message);
        return;
      }
      if (attempt + 1 < attempts) {
        await this.#pause((target.backoffMilliseconds ?? 50) * 2 ** attempt);
      }
    }
    this.#counts.failed += 1;
  }

  #noteTaken({ record, number }: Message): void {
    const latest = this.#latestTaken.get(record) ?? 0;
    if (number < latest) {
      this.#counts.reordered += 1;
    }
    this.#latestTaken.set(record, Math.max(latest, number));
  }

  async #pause(milliseconds: number): Promise<void> {
    await wait(milliseconds, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
  }

  async #post(target: WebhookTarget, { id, body }: Message): Promise<boolean> {
    const signed = signWebhook(target.secret, id, Math.floor(this.#now().getTime() / 1000), body);
    try {
      const headers = { "Content-Type": "application/json", ...signed };
      const response = await fetch(target.url, { method: "POST", headers, body, signal: this.#stopped.signal });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  }
}

// Deterministic for one shop, different between shops.
function eventId(store: string, number: number): string {
  const shop = createHash("sha256").update(store).digest("hex").slice(0, 8);
  return `${shop}-0000-4000-8000-${String(number).padStart(12, "0")}`;
}
