import { createHash, createHmac } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Order } from "./order.ts";
import { formatAtomDate, formatOrderDate } from "./order-date.ts";

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
};

/** The three Standard Webhooks headers of one message. */
export function signWebhook(secret: string, id: string, timestamp: number, body: string): Record<string, string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": String(timestamp), "webhook-signature": `v1,${signature}` };
}

/** Tells a receiver of order changes, at least once. */
export class CompanionWebhook {
  #target: WebhookTarget | undefined;
  #sent = 0;
  readonly #pending = new Set<Promise<void>>();
  readonly #stopped = new AbortController();
  readonly #now: () => Date;
  readonly #store: () => string;
  #failed = 0;

  constructor(now: () => Date, store: () => string) {
    this.#now = now;
    this.#store = store;
  }

  /** Sets or removes the receiver. */
  setTarget(target: WebhookTarget | undefined): void {
    this.#target = target;
  }

  /** Starts to tell the receiver, if there is one. */
  announce(event: "order.placed" | "order.changed", order: Order): void {
    const target = this.#target;
    if (target === undefined) {
      return;
    }
    this.#sent += 1;
    const id = eventId(this.#store(), this.#sent);
    const body = JSON.stringify({
      event,
      event_id: id,
      occurred_at: formatAtomDate(Math.floor(this.#now().getTime() / 1000)),
      store: this.#store(),
      data: { id: order.id, order_number: order.order_number, update_date: formatOrderDate(order.updated) },
    });
    const isDoubled = target.duplicateEvery !== undefined && this.#sent % target.duplicateEvery === 0;
    for (let copy = 0; copy < (isDoubled ? 2 : 1); copy += 1) {
      const delivery = this.#deliver(target, id, body).finally(() => this.#pending.delete(delivery));
      this.#pending.add(delivery);
    }
  }

  /** How many deliveries are under way. */
  get pending(): number {
    return this.#pending.size;
  }

  /** How many deliveries were given up. */
  get failed(): number {
    return this.#failed;
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

  async #deliver(target: WebhookTarget, id: string, body: string): Promise<void> {
    const attempts = target.attempts ?? 5;
    for (let attempt = 0; attempt < attempts && !this.#stopped.signal.aborted; attempt += 1) {
      if (await this.#post(target, id, body)) {
        return;
      }
      if (attempt + 1 < attempts) {
        const pause = (target.backoffMilliseconds ?? 50) * 2 ** attempt;
        await wait(pause, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
      }
    }
    this.#failed += 1;
  }

  async #post(target: WebhookTarget, id: string, body: string): Promise<boolean> {
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
