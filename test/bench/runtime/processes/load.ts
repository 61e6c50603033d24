import type { KeyObject } from "node:crypto";
import { SYSTEM_CLOCK } from "@xmap/runtime/node";
import { type Dispatcher, Pool } from "undici";
import { serve } from "../../harness/child-process.ts";
import { monotonicMilliseconds } from "../../harness/monotonic-time.ts";
import { ORDER_BASE, OrderSource } from "../orders.ts";
import { signedHeaders, signingKey } from "../signing.ts";

/** Sends orders: as fast as they are answered, or at a rate whatever the answers. */
export type LoadMethods = {
  send(plan: LoadPlan): Promise<LoadResult>;
};

export interface LoadPlan {
  /** Where webhooks go to; for `write` the sink's own address. */
  readonly url: string;
  readonly kind: "webhook" | "write";
  readonly secret: string;
  readonly seed: number;
  /** Running number of the first order. */
  readonly first: number;
  readonly connections: number;
  /** Ends the sending. */
  readonly milliseconds: number;
  /** Ends it earlier; without a limit when undefined. */
  readonly orders?: number;
  /** Open loop: a request every so often, whether earlier ones are answered or not. */
  readonly perSecond?: number;
}

export interface LoadResult {
  readonly orders: number;
  /** Milliseconds of the monotonic clock. */
  readonly startedAt: number;
  /** Answers 429, after which the order was sent again. */
  readonly refusals: number;
  /** For each order of an open loop: when it was sent, and how long its answer took. */
  readonly sentAt: readonly number[];
  readonly acknowledgedAfter: readonly number[];
}

const AGAIN_AFTER_MILLISECONDS = 20;

class Sender {
  refusals = 0;
  readonly #pool: Pool;
  readonly #path: string;
  readonly #plan: LoadPlan;
  readonly #source: OrderSource;
  readonly #key: KeyObject;

  constructor(plan: LoadPlan) {
    const { origin, pathname } = new URL(plan.url);
    this.#pool = new Pool(origin, { connections: plan.connections, pipelining: 1 });
    this.#path = pathname;
    this.#plan = plan;
    this.#source = new OrderSource(plan.seed);
    this.#key = signingKey(plan.secret);
  }

  /** Resolves when the order is taken; rejects for any answer but 2xx and 429. */
  async send(number: number): Promise<void> {
    const body = this.#source.body(number);
    for (;;) {
      const status = await this.#request(number, body);
      if (status >= 200 && status < 300) return;
      if (status !== 429) throw new Error(`order ${number} was answered ${status} by ${this.#plan.url}`);
      this.refusals += 1;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MILLISECONDS));
    }
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  #request(number: number, body: Buffer): Promise<number> {
    if (this.#plan.kind === "write")
      return this.#dispatch("PUT", `/sales/${ORDER_BASE + number}`, { "content-type": "application/json" }, body);
    const seconds = Math.floor(SYSTEM_CLOCK.now() / 1_000);
    const signed = signedHeaders(this.#key, `event-${this.#plan.seed}-${number}`, seconds, body);
    return this.#dispatch("POST", this.#path, { "content-type": "application/json", ...signed }, body);
  }

  /** The status, once the whole answer has come. */
  #dispatch(
    method: Dispatcher.HttpMethod,
    path: string,
    headers: Record<string, string>,
    body: Buffer,
  ): Promise<number> {
    return new Promise((resolve, reject) => {
      let status = 0;
      this.#pool.dispatch(
        { method, path, headers, body },
        {
          onRequestStart() {},
          onResponseStart(_controller, statusCode) {
            status = statusCode;
          },
          onResponseData() {},
          onResponseEnd: () => resolve(status),
          onResponseError: (_controller, error) => reject(error),
        },
      );
    });
  }
}

async function sendClosedLoop(plan: LoadPlan, sender: Sender): Promise<LoadResult> {
  const startedAt = monotonicMilliseconds();
  const endsAt = startedAt + plan.milliseconds;
  const limit = plan.orders ?? Number.POSITIVE_INFINITY;
  let orders = 0;
  const sendOneAfterTheOther = async (): Promise<void> => {
    while (orders < limit && monotonicMilliseconds() < endsAt) {
      const number = plan.first + orders;
      orders += 1;
      await sender.send(number);
    }
  };
  await Promise.all(Array.from({ length: plan.connections }, sendOneAfterTheOther));
  return { orders, startedAt, refusals: sender.refusals, sentAt: [], acknowledgedAfter: [] };
}

async function sendOpenLoop(plan: LoadPlan, sender: Sender, perSecond: number): Promise<LoadResult> {
  const startedAt = monotonicMilliseconds();
  const count = Math.min(plan.orders ?? Number.POSITIVE_INFINITY, Math.floor((plan.milliseconds * perSecond) / 1_000));
  const sentAt: number[] = [];
  const acknowledgedAfter: number[] = [];
  const answers: Promise<void>[] = [];
  while (sentAt.length < count) {
    const now = monotonicMilliseconds();
    const dueAt = startedAt + (sentAt.length * 1_000) / perSecond;
    if (now < dueAt) {
      await new Promise((resolve) => setTimeout(resolve, dueAt - now));
      continue;
    }
    const index = sentAt.push(now) - 1;
    answers.push(
      sender.send(plan.first + index).then(() => {
        acknowledgedAfter[index] = monotonicMilliseconds() - now;
      }),
    );
  }
  await Promise.all(answers);
  return { orders: count, startedAt, refusals: sender.refusals, sentAt, acknowledgedAfter };
}

serve<LoadMethods>({
  async send(plan) {
    const sender = new Sender(plan);
    try {
      return plan.perSecond === undefined
        ? await sendClosedLoop(plan, sender)
        : await sendOpenLoop(plan, sender, plan.perSecond);
    } finally {
      await sender.close();
    }
  },
});
