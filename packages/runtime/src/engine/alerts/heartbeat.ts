import type { Clock } from "@xmap/contract";
import type { Logger } from "../logger.ts";

/** Asks for an address and rejects when no good answer comes; the signal ends it. */
export type Ask = (url: string, signal: AbortSignal) => Promise<void>;

export interface HeartbeatParts {
  readonly url: string;
  readonly everyMilliseconds: number;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly ask: Ask;
  /** Throws when the engine does not work. */
  readonly isWorking: () => unknown;
}

const LONGEST_MILLISECONDS = 10_000;

/** Shows somebody outside at regular times that the engine works. */
export class Heartbeat {
  readonly #parts: HeartbeatParts;
  #cancelNext: (() => void) | undefined;
  #abort: AbortController | undefined;
  #failing = false;
  #stopped = false;

  constructor(parts: HeartbeatParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#cancelNext = this.#parts.clock.after(this.#parts.everyMilliseconds, () => this.start());
    void this.#beat();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelNext?.();
    this.#abort?.abort();
  }

  async #beat(): Promise<void> {
    const { url, everyMilliseconds, clock, logger, ask, isWorking } = this.#parts;
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    const cancel = clock.after(Math.min(LONGEST_MILLISECONDS, everyMilliseconds), () => abort.abort());
    try {
      isWorking();
      await ask(url, abort.signal);
      if (this.#failing) logger.info({}, "the heartbeat is answered again");
      this.#failing = false;
    } catch (error) {
      if (this.#stopped) return;
      // The address may hold a key, so only its host is named.
      const host = URL.canParse(url) ? new URL(url).host : "an address that is none";
      if (!this.#failing) logger.warn({ host }, `no heartbeat: ${describe(error)}`);
      this.#failing = true;
    } finally {
      cancel();
    }
  }
}

/** `fetch` says what happened in the cause. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/** A GET by HTTP; rejects for every status but 2xx. */
export async function askByHttp(url: string, signal: AbortSignal): Promise<void> {
  const answer = await fetch(url, { signal, redirect: "manual" });
  await answer.body?.cancel();
  if (!answer.ok) throw new RangeError(`it answered with status ${answer.status}`);
}
