import {
  canonicalJson,
  createWriteKey,
  type DataRecord,
  ensureFailure,
  Failure,
  formatRecordReference,
  hashText,
  type InvokeStepModule,
  type Value,
} from "@xmap/contract";
import { gatherAndEvaluate } from "../gather.ts";
import { isMuted } from "../going-live/muting.ts";
import { heed, pure } from "../problems.ts";
import { endUnwritten } from "../references.ts";
import { auditChange, put, type RunContext } from "../run-context.ts";
import { OutcomeReached } from "../run-signals.ts";
import { isReadOnly } from "../services.ts";

/** One call with the arguments of this run. */
interface Invocation {
  readonly step: InvokeStepModule;
  readonly given: DataRecord;
  /** `fraud.score` */
  readonly name: string;
  /** Equal for calls of one step with equal arguments for one record. */
  readonly identity: string;
}

/** What the store remembers of a call that may not be repeated. */
type Remembered =
  /** It was sent, and nobody knows yet what came of it. */
  | { readonly state: "sent"; readonly at: number }
  | { readonly state: "answered"; readonly answer: Value }
  /** The system did nothing. */
  | { readonly state: "refused" };

/**
 * Calls the system itself. What changes nothing is asked on every run, what knows repeats by a key is repeated with it,
 * and everything else is sent once for a record and its arguments: a lost answer holds for a person.
 */
export async function invokeStep(context: RunContext, step: InvokeStepModule): Promise<Value | undefined> {
  const { guard } = context.services;
  const given = pure(context, () => step.arguments(context.state as never));
  const name = `${step.system}.${step.invocation}`;
  const identity = hashText(
    [context.flow.name, formatRecordReference(context.subject), step.id, name, canonicalJson(given)].join("\n"),
  );
  const invocation = { step, given, name, identity };
  const effect = { step: step.id, target: step.system, name: step.invocation, value: given };
  if (step.mailsCustomer === true && (await isMuted(context, effect))) return undefined;
  if (step.idempotent === "natural") return checked(context, invocation, await ask(context, invocation));
  if (isReadOnly(context.services, step.system)) endUnwritten(context, `call ${name}`);
  await guard?.enter(step.system);
  const isKeyed = step.idempotent === "keyed";
  return checked(context, invocation, await (isKeyed ? sendKeyed : sendOnce)(context, invocation));
}

/** Asks the system; rejects with a Failure. */
async function ask({ services, flow, subject }: RunContext, { step, given, identity }: Invocation): Promise<Value> {
  const { system, invocation } = step;
  const writeKey = createWriteKey({
    installation: services.installation,
    flow: flow.name,
    record: subject,
    step: step.id,
    target: `${system}.${invocation}.${identity}`,
  });
  return services.gate(system).call(invocation, (session) => {
    if (session.invoke !== undefined) return session.invoke({ invocation, arguments: given, writeKey });
    const message = `${system} answers no calls of its own; pull its description again`;
    throw new Failure({ class: "SchemaDrift", system, operation: invocation, message });
  });
}

async function sendKeyed(context: RunContext, invocation: Invocation): Promise<Value> {
  const answer = await ask(context, invocation);
  noteSent(context, invocation);
  return answer;
}

/** Sends a call that the system would carry out twice: what is sent lies on disk before it goes out. */
async function sendOnce(context: RunContext, invocation: Invocation): Promise<Value> {
  const { store, clock } = context.services;
  const place = `invoked/${invocation.identity}`;
  const known = (await store.note(place)) as Remembered | undefined;
  if (known?.state === "answered") return known.answer;
  if (known?.state === "sent" && !(await isApproved(context, known))) throw lost(context, invocation, known);
  const sent: Remembered = { state: "sent", at: clock.now() };
  await store.write([{ change: "note", name: place, body: sent }]);
  try {
    const answer = await ask(context, invocation);
    put(context, [{ change: "note", name: place, body: { state: "answered", answer } }]);
    noteSent(context, invocation);
    return answer;
  } catch (error) {
    const failure = ensureFailure(error, invocation.step.system, invocation.step.invocation);
    if (failure.details.effect !== "none") throw lost(context, invocation, sent, failure);
    await store.write([{ change: "note", name: place, body: { state: "refused" } }]);
    throw failure;
  }
}

function isApproved({ services, flow, subject, step }: RunContext, sent: Remembered): Promise<boolean> {
  const record = formatRecordReference(subject);
  return services.store.isApproved({ flow: flow.name, record, step, shown: shownOf(sent) });
}

/** An approval is for one sending: the next lost answer asks again. */
function shownOf(sent: Remembered): string {
  return hashText(canonicalJson(sent));
}

/** Holds the record; who approves it sends the call again. */
function lost(context: RunContext, { name }: Invocation, sent: Remembered, failure?: Failure): OutcomeReached {
  const { step } = context;
  const why = failure === undefined ? "" : `: ${failure.message}`;
  const message = `${name} was called and its answer is lost${why}; look there, then release the record to call it again`;
  return new OutcomeReached("hold", [{ word: "hold", rule: step, message }], step, { step, shown: shownOf(sent) });
}

/** Tells the audit log what was sent. */
function noteSent(context: RunContext, { step, given, identity }: Invocation): void {
  context.written = true;
  const target = formatRecordReference({ system: step.system, entity: step.invocation, key: [identity] });
  const fields = [{ rule: context.step, path: step.invocation, before: undefined, after: given }];
  put(context, [auditChange(context, { step: context.step, target, operation: "call", fields })]);
}

/** The answer, when it is what the system's description promises where the flow reads it. */
async function checked(context: RunContext, { step, name }: Invocation, answer: Value): Promise<Value> {
  const check = context.flow.answers?.[step.id];
  if (check === undefined) return answer;
  const { problems } = await gatherAndEvaluate(context, {
    name,
    stages: [],
    evaluate: (_answers, report) => check({ [step.invocation]: answer } as never, report),
  });
  await heed(context, problems);
  return answer;
}
