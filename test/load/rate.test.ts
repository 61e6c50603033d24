import { createEvent, createEventId } from "@xmap/contract";
import { SYSTEM_CLOCK, SYSTEM_RANDOM } from "@xmap/runtime/node";
import { expect, onTestFinished, test } from "vitest";
import { startLoadEngine } from "./load-engine.ts";
import { type Pace, readingModule } from "./load-module.ts";
import { CALLS_PER_SECOND, JUDGES_TIME, REACHED_SHARE, SECONDS } from "./scale.ts";
import { mostInAnyWindow, type ServerWatch, watchServer } from "./server-watch.ts";
import { type LoadedSystem, SYSTEMS } from "./systems.ts";

const SECOND = 1_000;
const PARALLEL = 10;
/** A tenth of a rate is kept back, so that no window sees more than the rate. */
const SUSTAINED_SHARE = 0.9;
const WARM_UP_CALLS = 500;
const CALLS = Math.round(CALLS_PER_SECOND * SECONDS * SUSTAINED_SHARE);

/** Lets the engine read each record once, at a pace; resolves when all are read. */
async function readAll(system: LoadedSystem, pace: Pace): Promise<ServerWatch> {
  const { session, entity, keys, port } = system;
  const watch = watchServer(port);
  onTestFinished(() => watch.stop());
  const engine = await startLoadEngine(readingModule(entity, pace), { [entity.system]: session });
  const hints = keys.map((key) => {
    const id = createEventId(SYSTEM_CLOCK.now(), SYSTEM_RANDOM.bytes(10));
    const record = { system: entity.system, entity: entity.name, key };
    const at = new Date(SYSTEM_CLOCK.now());
    const event = createEvent({ id, installation: "load", record, at, origin: "manual", hint: "load" });
    return { flow: "Load", event, fresh: true };
  });
  await engine.accept(hints);
  await engine.idle();
  const { outcomes } = engine.summary();
  expect(outcomes).toMatchObject({ unchanged: keys.length });
  return watch;
}

/** Requests that sign in or ask for the fields come before the first record. */
const OPENING_CALLS = 4;

test.each(Object.entries(SYSTEMS))(
  "%s: the rate of a policy holds in every window, over few connections",
  async (_, start) => {
    const pace = { count: CALLS_PER_SECOND, perMilliseconds: SECOND, parallel: PARALLEL };
    // Code that runs for the first time is slow, and no matter of the rate.
    if (JUDGES_TIME) await readAll(await start(WARM_UP_CALLS), pace);
    const system = await start(CALLS);
    const { arrivals, refusals, connections } = await readAll(system, pace);
    expect(arrivals.length).toBeGreaterThanOrEqual(CALLS);
    expect(arrivals.length).toBeLessThanOrEqual(CALLS + OPENING_CALLS + PARALLEL);
    expect(refusals).toEqual([]);
    expect(connections()).toBeLessThanOrEqual(PARALLEL);
    if (!JUDGES_TIME) return;
    expect(mostInAnyWindow(arrivals, SECOND)).toBeLessThanOrEqual(Math.ceil(CALLS_PER_SECOND * 1.02) + OPENING_CALLS);
    const seconds = ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)) / SECOND;
    expect(arrivals.length / seconds).toBeGreaterThanOrEqual(CALLS_PER_SECOND * REACHED_SHARE);
  },
);

const RETRY_AFTER = 1_000;
/** Until an answer is read and its meaning has reached the gate. */
const HEARD_WITHIN = 250;
const TOLERANCE = 50;

/** The first 429 begins a pause; requests that were under way then may be refused as well. */
function firstOfBursts(refusals: readonly number[]): readonly number[] {
  const firsts: number[] = [];
  for (const refused of refusals)
    if (refused >= (firsts.at(-1) ?? Number.NEGATIVE_INFINITY) + RETRY_AFTER - TOLERANCE) firsts.push(refused);
  return firsts;
}

test.each(Object.entries(SYSTEMS))(
  "%s: a limit lower than the policy's is met with few 429s, and Retry-After is obeyed",
  async (_, start) => {
    const allowed = Math.max(10, Math.round(CALLS_PER_SECOND / 3));
    const calls = allowed * 4;
    const system = await start(calls, { requests: allowed, perMilliseconds: SECOND });
    const pace = { count: CALLS_PER_SECOND, perMilliseconds: SECOND, parallel: PARALLEL };
    const { arrivals, refusals } = await readAll(system, pace);
    expect(refusals.length).toBeGreaterThan(0);
    // Those that were under way when the first 429 came, once for each pause.
    expect(refusals.length).toBeLessThanOrEqual(PARALLEL * 6);
    const hasty = firstOfBursts(refusals).filter((refused) =>
      arrivals.some((arrival) => arrival > refused + HEARD_WITHIN && arrival < refused + RETRY_AFTER - TOLERANCE),
    );
    expect(hasty).toEqual([]);
  },
);
