import type { Delivery } from "./outgoing-webhook.ts";

const patienceMilliseconds = 1000;

/** How the calls of automations went so far. */
export type WebhookCounts = { readonly sent: number; readonly failed: number };

/** Makes the calls of automations: one after the other, each given a second, never again when it fails. */
export class WebhookSender {
  readonly #repeats: number;
  readonly #running = new Set<Promise<void>>();
  #counts = { sent: 0, failed: 0 };

  constructor(repeats: number) {
    this.#repeats = repeats;
  }

  counts(): WebhookCounts {
    return this.#counts;
  }

  /** Makes the calls, each as often as the server repeats it, and is done when the last one is answered or given up. */
  send(deliveries: readonly Delivery[]): Promise<void> {
    if (deliveries.length === 0) {
      return Promise.resolve();
    }
    const run = this.#sendAll(deliveries).finally(() => this.#running.delete(run));
    this.#running.add(run);
    return run;
  }

  /** Done when no call is under way. */
  async settled(): Promise<void> {
    await Promise.all(this.#running);
  }

  async #sendAll(deliveries: readonly Delivery[]): Promise<void> {
    for (const { url, payload } of deliveries) {
      const body = JSON.stringify(payload);
      for (let count = 0; count < this.#repeats; count += 1) {
        await this.#sendOne(url, body);
      }
    }
  }

  async #sendOne(url: string, body: string): Promise<void> {
    const headers = { "Content-Type": "application/json", "User-Agent": "python-requests/2.32.3" };
    const signal = AbortSignal.timeout(patienceMilliseconds);
    try {
      const answer = await fetch(url, { method: "POST", headers, body, signal });
      await answer.arrayBuffer();
      this.#count(answer.ok);
    } catch {
      this.#count(false);
    }
  }

  #count(isSent: boolean): void {
    const { sent, failed } = this.#counts;
    this.#counts = isSent ? { sent: sent + 1, failed } : { sent, failed: failed + 1 };
  }
}
