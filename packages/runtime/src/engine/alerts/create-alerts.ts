import {
  type AlertConfiguration,
  type Clock,
  createEventId,
  ensureFailure,
  type Random,
  type Sessions,
  type Value,
} from "@xmap/contract";
import type { Logger } from "../logger.ts";
import type { Observer } from "../observer.ts";
import { type Alert, alertEnvelope } from "./alert.ts";
import { AlertCenter, type AlertTimes, type WatchedSummary } from "./alert-center.ts";
import { type AlertMemory, type AlertState, readAlertState } from "./alert-memory.ts";
import { type AlertedFlow, AlertRoutes } from "./alert-routes.ts";
import { readChannel } from "./channel.ts";
import { type Ask, askByHttp, Heartbeat } from "./heartbeat.ts";
import { Outbox } from "./outbox.ts";
import { StateKeeper } from "./state-keeper.ts";

export interface AlertOptions {
  /** `alerts` of the environment. */
  readonly configuration: AlertConfiguration | undefined;
  /** Their policies may state alerts. */
  readonly flows: readonly AlertedFlow[];
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly memory: AlertMemory;
  readonly installation: string;
  /** The environment's name, for the commands in texts. */
  readonly environment?: string;
  readonly summary: () => WatchedSummary;
  /** How the heartbeat asks; by HTTP when undefined. */
  readonly ask?: Ask;
}

export interface Alerts {
  /** For the engine. */
  readonly observer: Observer;
  /** Goes on where an earlier process ended; to be called before the engine starts. */
  start(): Promise<void>;
  /** Keeps what could not be sent for the next start; to be called after the engine has stopped. */
  stop(): Promise<void>;
}

const GATHER_MILLISECONDS = 5_000;
const MINUTE_MILLISECONDS = 60_000;

/** Watches an engine and tells people; throws a RangeError for channels that cannot take messages. */
export function createAlerts(options: AlertOptions): Alerts {
  const { configuration, flows, sessions, clock, random, logger, memory, installation, environment, summary } = options;
  const routes = new AlertRoutes(configuration, flows);
  checkChannels(routes, sessions);
  const heartbeat = createHeartbeat(options);
  const keeper: StateKeeper = new StateKeeper(memory, () => stateOf(center, outbox), clock, logger);
  const outbox: Outbox = new Outbox({ sessions, clock, random, logger, save: () => keeper.save() });
  const post = (alert: Alert): void => {
    const { title, text, channels, subject, state } = alert;
    const at = clock.now();
    const id = createEventId(at, random.bytes(10));
    const event = alertEnvelope(alert, { id, installation, at });
    logger.info({ alert: alert.alert, state, subject, channels }, title);
    for (const channel of channels) outbox.put({ id, channel, title, text, event });
  };
  const center: AlertCenter = new AlertCenter({
    routes,
    limits: configuration ?? {},
    times: timesOf(configuration),
    place: { installation, environment },
    sessions,
    clock,
    logger,
    summary,
    post,
    save: (when) => {
      if (when === "now") void keeper.save();
      else keeper.saveSoon();
    },
  });
  return {
    observer: center,
    async start() {
      const state = await load(memory, logger);
      for (const message of state.outbox) if (canNotify(message.channel, sessions)) outbox.put(message);
      center.start(state);
      heartbeat?.start();
    },
    async stop() {
      heartbeat?.stop();
      center.stop();
      keeper.close();
      await outbox.stop();
      await keeper.save();
    },
  };
}

function stateOf(center: AlertCenter, outbox: Outbox): Value {
  const state: AlertState = { ...center.state(), outbox: outbox.all() };
  return state;
}

async function load(memory: AlertMemory, logger: Logger): Promise<AlertState> {
  try {
    return readAlertState(await memory.load());
  } catch (error) {
    const { message } = ensureFailure(error, "store", "load");
    logger.error({ error }, `what was told before could not be read: ${message}`);
    return readAlertState(undefined);
  }
}

function timesOf(configuration: AlertConfiguration | undefined): AlertTimes {
  const { groupMinutes = 10, downSeconds = 15, absentMinutes = 5 } = configuration ?? {};
  const window = groupMinutes * MINUTE_MILLISECONDS;
  return {
    gather: Math.min(GATHER_MILLISECONDS, window),
    window,
    down: downSeconds * 1_000,
    absent: absentMinutes * MINUTE_MILLISECONDS,
  };
}

function checkChannels(routes: AlertRoutes, sessions: Sessions): void {
  const wrong = routes.places().filter(({ channel }) => !canNotify(channel, sessions));
  if (wrong.length === 0) return;
  const named = wrong.map(({ channel, place }) => `"${channel}" (${place})`).join(", ");
  const able = Object.entries(sessions).flatMap(([system, { notify }]) => (notify === undefined ? [] : [system]));
  const hint = able.length === 0 ? "none is declared" : `there are: ${able.join(", ")}`;
  throw new RangeError(
    `Alerts cannot go to ${named}: a channel begins with the name of a system that takes messages, and ${hint}. ` +
      'Declare one, for example: system team = slack { url: secret("SLACK_URL") }',
  );
}

function canNotify(channel: string, sessions: Sessions): boolean {
  const { system } = readChannel(channel);
  return Object.hasOwn(sessions, system) && sessions[system]?.notify !== undefined;
}

function createHeartbeat({ configuration, clock, logger, summary, ask }: AlertOptions): Heartbeat | undefined {
  const heartbeat = configuration?.heartbeat;
  if (heartbeat === undefined) return undefined;
  const { url, everySeconds } = heartbeat;
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw new RangeError("alerts.heartbeat.url of xmap.json is not an address such as https://hc-ping.com/…");
  const everyMilliseconds = everySeconds * 1_000;
  return new Heartbeat({ url, everyMilliseconds, clock, logger, ask: ask ?? askByHttp, isWorking: summary });
}
