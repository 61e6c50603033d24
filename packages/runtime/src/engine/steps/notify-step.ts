import { hashText, type NotifyStepModule, type Value } from "@xmap/contract";
import { readChannel } from "../alerts/channel.ts";
import { noteMuted } from "../going-live/muting.ts";
import { pure } from "../problems.ts";
import type { RunContext } from "../run-context.ts";
import type { SystemGate } from "../system-gate.ts";

const LONGEST_TITLE = 120;

/**
 * Says something to a channel, at least once and, once it is sent, no second time for the same flow, record and text.
 * Rejects with a Failure while the channel takes no messages; one that never can, and an engine that only reads, log.
 */
export async function notifyStep(context: RunContext, step: NotifyStepModule): Promise<Value | undefined> {
  const { store, logger, readsOnly, installation } = context.services;
  const text = pure(context, () => step.text(context.state as never));
  const { system, entity, key } = context.subject;
  const name = hashText([context.flow.name, entity, ...key, step.channel, text].join("\n"));
  const place = { system, resource: "notify", key: name };
  if ((await store.seenStamp(place.system, place.resource, place.key)) !== undefined) return text;
  const fields = { flow: context.flow.name, channel: step.channel, record: key.join(",") };
  if (readsOnly) {
    logger.info({ ...fields, unsent: "this engine only reads" }, text);
    return text;
  }
  if (context.event.xmaporigin === "backfill") {
    noteMuted(context, `notify ${step.channel}`);
    await store.write([{ change: "seen", seen: { ...place, stamp: "muted" } }]);
    return text;
  }
  const channel = readChannel(step.channel);
  const gate = messageGate(context, channel.system);
  if (gate === undefined) {
    logger.info({ ...fields, unsent: `${channel.system} takes no messages` }, text);
  } else {
    const messageKey = hashText(["notify", installation, system, name].join("\n")).slice(0, 32);
    const message = { channel: channel.receiver, title: titleOf(text), text, messageKey };
    await gate.call("notify", async (session) => session.notify?.(message));
  }
  await store.write([{ change: "seen", seen: { ...place, stamp: "sent" } }]);
  return text;
}

/** The way to a system that takes messages; undefined when there is none of that name, or it takes none. */
function messageGate(context: RunContext, system: string): SystemGate | undefined {
  try {
    const gate = context.services.gate(system);
    return gate.session.notify === undefined ? undefined : gate;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The first line, cut to what fits into a subject. */
function titleOf(text: string): string {
  const [line = ""] = text.split("\n", 1);
  return line.length > LONGEST_TITLE ? `${line.slice(0, LONGEST_TITLE - 1)}…` : line;
}
