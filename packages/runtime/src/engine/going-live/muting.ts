import { canonicalJson, type EventOrigin, hashText, type Value } from "@xmap/contract";
import { put, type RunContext } from "../run-context.ts";

/** The store's count of effects that runs of a flow have left out. */
export function mutedMetricOf(flow: string): string {
  return `muted.${flow}`;
}

/** An effect that a customer would be told of. */
export interface CustomerEffect {
  /** The step's path. */
  readonly step: string;
  /** Text of the reference of the record that it is on. */
  readonly target: string;
  /** Operation or field. */
  readonly name: string;
  /** Arguments, or the value to write. */
  readonly value: Value | undefined;
}

/** Runs that a person asks for by name leave nothing out. */
const ASKED_FOR: ReadonlySet<EventOrigin> = new Set(["manual", "replay"]);

/**
 * Whether the effect is left out: in a back-fill it is, and what a back-fill has left out stays so in later runs of
 * the record, until the value is another one or a person starts the flow for the record.
 */
export async function isMuted(context: RunContext, effect: CustomerEffect): Promise<boolean> {
  const { services, flow, event, subject } = context;
  const origin = event.xmaporigin;
  if (ASKED_FOR.has(origin)) return false;
  const parts = [flow.name, event.subject, effect.step, effect.target, effect.name, canonicalJson(effect.value)];
  const place = { system: subject.system, resource: "muted", key: hashText(parts.join("\n")) };
  if (origin === "backfill") {
    put(context, [{ change: "seen", seen: { ...place, stamp: "muted" } }]);
    noteMuted(context, `${effect.name} of ${effect.target}`);
    return true;
  }
  return (await services.store.seenStamp(place.system, place.resource, place.key)) !== undefined;
}

/** Tells the log and the run's end that something was left out. */
export function noteMuted(context: RunContext, what: string): void {
  context.muted.push(what);
  const { logger } = context.services;
  logger.info({ flow: context.flow.name, run: context.run, record: context.event.subject }, `muted: ${what}`);
}
