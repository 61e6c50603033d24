import { hashText, type NotifyStepModule, type Value } from "@xmap/contract";
import { pure } from "../problems.ts";
import type { RunContext } from "../run-context.ts";

/** Says something to a channel, once for each flow, record and text. */
export async function notifyStep(context: RunContext, step: NotifyStepModule): Promise<Value | undefined> {
  const { store, logger } = context.services;
  const text = pure(context, () => step.text(context.state as never));
  const { system, entity, key } = context.subject;
  const name = hashText([context.flow.name, entity, ...key, step.channel, text].join("\n"));
  const place = { system, resource: "notify", key: name };
  if ((await store.seenStamp(place.system, place.resource, place.key)) !== undefined) return text;
  logger.info({ flow: context.flow.name, channel: step.channel, record: key.join(",") }, text);
  await store.write([{ change: "seen", seen: { ...place, stamp: "sent" } }]);
  return text;
}
