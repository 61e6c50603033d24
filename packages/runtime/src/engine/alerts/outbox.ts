import { type Clock, type DataRecord, ensureFailure, type Failure, type Random, type Sessions } from "@xmap/contract";
import type { Logger } from "../logger.ts";
import { droppedLine } from "./alert-texts.ts";
import { readChannel } from "./channel.ts";

/** A message that one channel has not taken yet. */
export type OutboxMessage = {
  /** Equal for repeats of the message. */
  readonly id: string;
  readonly channel: string;
  readonly title: string;
  readonly text: string;
  readonly event: DataRecord;
};

export interface OutboxParts {
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Makes the queue durable; it never rejects. */
  readonly save: () => Promise<void>;
}

interface ChannelQueue {
  readonly channel: string;
  messages: readonly OutboxMessage[];
  dropped: number;
  failures: number;
  sending: Promise<void> | undefined;
  cancelRetry: (() => void) | undefined;
}

const MOST_MESSAGES = 100;
const FIRST_RETRY_MILLISECONDS = 1_000;
const LONGEST_RETRY_MILLISECONDS = 300_000;
const LAST_MESSAGES_MILLISECONDS = 5_000;

/** Sends messages in order, each channel by itself and at least once, however long a channel is down. */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #queues = new Map<string, ChannelQueue>();
  #stopped = false;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** Messages that no channel has taken yet. */
  all(): readonly OutboxMessage[] {
    return [...this.#queues.values()].flatMap(({ messages }) => messages);
  }

  /** Takes a message and answers at once; a full queue loses its oldest one that is not being sent. */
  put(message: OutboxMessage): void {
    const queue = this.#of(message.channel);
    const oldest = queue.sending === undefined ? 0 : 1;
    const lost = queue.messages.length >= MOST_MESSAGES ? queue.messages[oldest] : undefined;
    if (lost !== undefined) {
      queue.dropped += 1;
      this.#parts.logger.error({ channel: lost.channel, title: lost.title }, `an alert was dropped: ${lost.text}`);
    }
    queue.messages = [...queue.messages.filter((other) => other !== lost), message];
    this.#send(queue);
  }

  /** Sends nothing more; waits a few seconds for the messages under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    const queues = [...this.#queues.values()];
    for (const queue of queues) queue.cancelRetry?.();
    const sending = queues.flatMap((queue) => (queue.sending === undefined ? [] : [queue.sending]));
    if (sending.length === 0) return;
    let cancel = (): void => {};
    const patience = new Promise<void>((resolve) => {
      cancel = this.#parts.clock.after(LAST_MESSAGES_MILLISECONDS, resolve);
    });
    await Promise.race([Promise.all(sending), patience]);
    cancel();
  }

  #of(channel: string): ChannelQueue {
    const known = this.#queues.get(channel);
    if (known !== undefined) return known;
    const queue = { channel, messages: [], dropped: 0, failures: 0, sending: undefined, cancelRetry: undefined };
    this.#queues.set(channel, queue);
    return queue;
  }

  #send(queue: ChannelQueue): void {
    if (this.#stopped || queue.sending !== undefined || queue.cancelRetry !== undefined) return;
    queue.sending = this.#sendAll(queue).finally(() => {
      queue.sending = undefined;
      if (queue.messages.length > 0) this.#send(queue);
    });
  }

  async #sendAll(queue: ChannelQueue): Promise<void> {
    await this.#parts.save();
    for (;;) {
      const [message] = queue.messages;
      if (message === undefined || this.#stopped) return;
      const failure = await this.#try(queue, message);
      if (failure !== undefined && failure.details.retry.when !== "never") {
        this.#retryLater(queue, message, failure);
        return;
      }
      if (failure === undefined) queue.dropped = 0;
      else this.#giveUp(message, failure);
      queue.failures = 0;
      queue.messages = queue.messages.filter((other) => other !== message);
      await this.#parts.save();
    }
  }

  async #try(queue: ChannelQueue, message: OutboxMessage): Promise<Failure | undefined> {
    const { system, receiver } = readChannel(message.channel);
    const session = this.#parts.sessions[system];
    const { id, title, event } = message;
    const text = queue.dropped === 0 ? message.text : message.text + droppedLine(queue.dropped);
    try {
      if (session?.notify === undefined) throw new RangeError(`${system} takes no messages`);
      await session.notify({ channel: receiver, title, text, messageKey: id, event });
      return undefined;
    } catch (thrown) {
      const failure = ensureFailure(thrown, system, "notify");
      if (failure.details.class === "Unauthorized") await this.#renew(system);
      return failure;
    }
  }

  /** A key that was replaced is used from the next attempt on. */
  async #renew(system: string): Promise<void> {
    try {
      await this.#parts.sessions[system]?.renew?.();
    } catch (thrown) {
      const { message } = ensureFailure(thrown, system, "renew");
      this.#parts.logger.warn({ system }, `the secrets of ${system} could not be read: ${message}`);
    }
  }

  #retryLater(queue: ChannelQueue, { channel, title }: OutboxMessage, { details, message }: Failure): void {
    const { clock, random, logger } = this.#parts;
    const ceiling = Math.min(LONGEST_RETRY_MILLISECONDS, FIRST_RETRY_MILLISECONDS * 2 ** Math.min(queue.failures, 20));
    const asked = details.retry.when === "after" ? details.retry.milliseconds : 0;
    const delay = Math.max(asked, Math.round(ceiling * (0.5 + 0.5 * random.fraction())));
    queue.failures += 1;
    const waiting = queue.messages.length;
    logger.warn({ channel, title, waiting, delay, class: details.class }, `an alert waits for ${channel}: ${message}`);
    queue.cancelRetry = clock.after(delay, () => {
      queue.cancelRetry = undefined;
      this.#send(queue);
    });
  }

  #giveUp({ channel, title, text }: OutboxMessage, failure: Failure): void {
    const { class: kind } = failure.details;
    this.#parts.logger.error(
      { channel, title, class: kind },
      `${channel} refused an alert: ${failure.message}\n${text}`,
    );
  }
}
