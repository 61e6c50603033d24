import {
  type Clock,
  type ConnectorSettings,
  type DataRecord,
  Failure,
  type FailureClass,
  type OperationRequest,
  type Value,
} from "@xmap/contract";
import { callFailure } from "../../shared/call-context.ts";
import type { AcumaticaApi, Send } from "../access/api.ts";
import type { WebAnswer } from "../access/web-client.ts";
import type { AcumaticaOperation } from "../operations/operation.ts";
import type { RecordWriter } from "./writer.ts";

/** What an action itself fails with. */
const OWN_FAILURES: ReadonlySet<FailureClass> = new Set(["BusinessRule", "Invalid", "Conflict"]);
const FIRST_PAUSE_MILLISECONDS = 100;
const LONGEST_PAUSE_MILLISECONDS = 2_000;

/** Runs an action of a record and waits until it has ended, in one session, whose form it keeps busy meanwhile. */
export async function runAction(
  api: AcumaticaApi,
  writer: RecordWriter,
  settings: ConnectorSettings,
  request: OperationRequest & { readonly action: AcumaticaOperation },
): Promise<void> {
  const { resource, key, operation: name, action } = request;
  if (typeof action.action !== "string") {
    await writer.update({ ...request, values: action.action.write, lines: {} });
    return;
  }
  const actionName = action.action;
  const keyFields = await writer.keyFields(resource, key);
  const operation = `${resource}.${name}`;
  const parameters = wrapParameters(action, request.arguments);
  await api.inOneSession(async (send) => {
    const json = { entity: keyFields, parameters };
    const path = `/${resource}/${actionName}`;
    const answer = await send({ method: "POST", path, json, operation, writes: true });
    if (answer.status !== 202) return;
    if (answer.location === undefined)
      throw callFailure(answer.context, {
        class: "Unknown",
        message: "The action runs, but its status has no address",
      });
    const milliseconds = api.options.actionSeconds * 1_000;
    await untilEnded(send, settings.clock, { path: pathOf(answer.location), operation, milliseconds });
  });
}

interface Running {
  readonly path: string;
  readonly operation: string;
  /** How long it may take. */
  readonly milliseconds: number;
}

async function untilEnded(send: Send, clock: Clock, { path, operation, milliseconds }: Running): Promise<void> {
  const deadline = clock.now() + milliseconds;
  let pause = FIRST_PAUSE_MILLISECONDS;
  for (;;) {
    const answer = await statusOf(send, path, operation);
    if (answer.status !== 202) return;
    if (clock.now() >= deadline) {
      const message = `The action still runs after ${milliseconds / 1_000} seconds`;
      throw callFailure(answer.context, { class: "Timeout", message });
    }
    await new Promise<void>((resolve) => clock.after(pause, resolve));
    pause = Math.min(LONGEST_PAUSE_MILLISECONDS, pause * 2);
  }
}

/** How far an action is. That the question fails says nothing of the action, unless the answer is its own failure. */
async function statusOf(send: Send, path: string, operation: string): Promise<WebAnswer> {
  try {
    return await send({ method: "GET", path, below: "server", operation, writes: true });
  } catch (thrown) {
    if (!(thrown instanceof Failure) || OWN_FAILURES.has(thrown.details.class)) throw thrown;
    const { class: failed } = thrown.details;
    throw new Failure({ ...thrown.details, class: failed === "NotFound" ? "Unknown" : failed, effect: "unknown" });
  }
}

/** Path and query of an address that the server gave; cookies never go to another server. */
function pathOf(location: string): string {
  const { pathname, search } = new URL(location, "http://server.invalid");
  return `${pathname}${search}`;
}

function wrapParameters({ description }: AcumaticaOperation, given: DataRecord): Record<string, unknown> {
  const known = description.arguments.properties ?? {};
  const wrapped = Object.entries(given).flatMap(([name, value]): [string, unknown][] => {
    if (value === undefined || value === null) return [];
    const isDay = known[name]?.format === "date";
    return [[name, { value: isDay ? dayValue(value) : value }]];
  });
  return Object.fromEntries(wrapped);
}

function dayValue(value: Value): Value {
  return typeof value === "string" ? `${value.slice(0, 10)}T00:00:00` : value;
}
