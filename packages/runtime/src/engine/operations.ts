import {
  type Clock,
  type CrossReference,
  createEvent,
  createEventId,
  type Decision,
  type DecisionReport,
  ERASE_OPERATION,
  type Erasure,
  type ErasureReport,
  type EventOrigin,
  type FlowModule,
  formatRecordReference,
  type LinkDetails,
  type LinkFilter,
  type LinkName,
  type Operations,
  type OperationsStatus,
  type PauseState,
  type PauseTarget,
  parseRecordReference,
  type Random,
  type RunOutcome,
  type Value,
  type WaitingDetails,
  type WaitingFilter,
  type WaitingGroup,
  type WaitingRecord,
} from "@xmap/contract";
import { createSalt } from "./audit-salt.ts";
import { linkByHand } from "./link-by-hand.ts";
import { referenceFromKey } from "./record-keys.ts";
import { allowanceOf } from "./safety/allowance.ts";
import { parkedFor, sharedCause } from "./shared-holds.ts";
import type { AcceptedEvent, Store, StoreChange, StoredWork, WaitingRow } from "./store.ts";

/** What an engine that is running does beside the store's part. */
export interface LiveEngine {
  accepted(work: StoredWork): void;
  closed(waiting: WaitingRecord, to: RunOutcome): void;
  pause(state: PauseState): void;
  resume(kind: PauseState["kind"], name: string): void;
  /** Pauses that the engine has begun by itself. */
  ownPauses(): readonly PauseState[];
}

export interface StoreOperationsParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly installation: string;
  readonly flows: () => readonly FlowModule[];
  /** Systems that there are sessions with; undefined when that is not known. */
  readonly systems?: () => readonly string[];
  /** Undefined when no engine runs on the store. */
  readonly live?: LiveEngine;
}

/** What people do to holds, dead letters and pauses, on the store of a running or a stopped engine. */
export class StoreOperations implements Operations {
  readonly #parts: StoreOperationsParts;

  constructor(parts: StoreOperationsParts) {
    this.#parts = parts;
  }

  list(filter: WaitingFilter): Promise<readonly WaitingRecord[]> {
    return this.#parts.store.waiting(filter);
  }

  groups(filter: WaitingFilter): Promise<readonly WaitingGroup[]> {
    return this.#parts.store.waitingGroups(filter);
  }

  async show(run: string): Promise<WaitingDetails | undefined> {
    const row = await this.#parts.store.waitingRow(run);
    if (row === undefined) return undefined;
    const { work: _work, mappingHash: _hash, approvable: _approvable, ...details } = row;
    const cause = sharedCause(row.problems);
    const alsoWaiting = cause === undefined ? 0 : await this.#parts.store.parkedCount(parkedFor(cause));
    return { ...details, alsoWaiting };
  }

  async edit(run: string, input: Value, actor: string): Promise<void> {
    const row = await this.#parts.store.waitingRow(run);
    if (row === undefined) throw new RangeError(`nothing waits under the run "${run}"`);
    await this.#parts.store.write([{ change: "editWaiting", run, input }, this.#audit("edit", actor, row)]);
  }

  async decide(
    decision: Decision,
    filter: WaitingFilter,
    actor: string,
    dryRun: boolean,
  ): Promise<readonly DecisionReport[]> {
    const reports: DecisionReport[] = [];
    for (const waiting of await this.list(filter)) {
      const refusal = refusalOf(decision, waiting);
      const { run, flow, record } = waiting;
      if (refusal !== undefined) reports.push({ run, flow, record, result: "refused", reason: refusal });
      else {
        if (!dryRun) await this.#carryOut(decision, run, actor);
        reports.push({ run, flow, record, result: RESULTS[decision.decision] });
      }
    }
    return reports;
  }

  async trigger(flowName: string, key: readonly string[], actor: string): Promise<string> {
    const flow = this.#parts.flows().find(({ name }) => name === flowName);
    if (flow === undefined) throw new RangeError(unknownFlow(flowName, this.#parts.flows()));
    const { entity } = flow.subject;
    const record = referenceFromKey(entity, key);
    if (record === undefined) {
      const fields = entity.key.map(({ field }) => field).join(", ");
      throw new RangeError(`${entity.name} has the key ${fields}; ${key.length} values were given`);
    }
    const event = this.#event(flowName, formatRecordReference(record), "manual", `triggered by ${actor}`);
    const [acceptance] = await this.#parts.store.accept([event]);
    if (acceptance?.isNew === true) this.#parts.live?.accepted(freshWork(event, acceptance.work));
    return event.event.id;
  }

  async pause(target: PauseTarget, reason: string, actor: string): Promise<void> {
    const { kind, name } = this.#named(target);
    const state: PauseState = { kind, name, since: this.#parts.clock.now(), reason, actor };
    const audit = this.#audit(`pause ${kind}`, actor, { record: name });
    await this.#parts.store.write([{ change: "pause", pause: state }, audit]);
    this.#parts.live?.pause(state);
  }

  async resume(target: PauseTarget, actor: string, allowMilliseconds?: number): Promise<void> {
    const { kind, name } = this.#named(target);
    const audit = this.#audit(`resume ${kind}`, actor, { record: name });
    const allowed: readonly StoreChange[] =
      allowMilliseconds === undefined || kind !== "flow"
        ? []
        : [{ change: "note", name: allowanceOf(name), body: this.#parts.clock.now() + allowMilliseconds }];
    await this.#parts.store.write([...allowed, { change: "resume", kind, name }, audit]);
    this.#parts.live?.resume(kind, name);
  }

  links(filter: LinkFilter): Promise<readonly CrossReference[]> {
    return this.#parts.store.crossReferences(filter);
  }

  async showLink({ link, left }: LinkName): Promise<LinkDetails | undefined> {
    const { store } = this.#parts;
    const reference = await store.crossReference(link, left);
    return reference === undefined ? undefined : { reference, snapshot: await store.snapshot(link, left) };
  }

  async linkRecords(name: LinkName, right: string, actor: string): Promise<void> {
    const { store, clock, installation } = this.#parts;
    const reference = await linkByHand(store, { ...name, right, installation, actor, at: clock.now() });
    const audit = this.#audit("link", actor, { record: `${name.left} ${right}` });
    const forget: StoreChange = { change: "forgetLink", ...name };
    await store.write([forget, { change: "crossReference", reference }, audit]);
  }

  async unlinkRecords(name: LinkName, actor: string): Promise<void> {
    const { store } = this.#parts;
    const known = await store.crossReference(name.link, name.left);
    if (known === undefined) throw new RangeError(`${name.left} is not linked by ${name.link}`);
    await store.write([{ change: "forgetLink", ...name }, this.#audit("unlink", actor, { record: name.left })]);
  }

  async paused(): Promise<readonly PauseState[]> {
    const { pauses } = await this.#parts.store.state();
    return [...pauses, ...(this.#parts.live?.ownPauses() ?? [])];
  }

  async erasePerson(erasure: Erasure, actor: string): Promise<ErasureReport> {
    for (const record of erasure.records) parseRecordReference(record);
    const audits = erasure.records.map((record) => this.#audit(ERASE_OPERATION, actor, { record }));
    const unnamed = this.#audit(ERASE_OPERATION, actor, { record: "" });
    return this.#parts.store.erase(erasure, audits.length === 0 ? [unnamed] : audits);
  }

  async status(): Promise<OperationsStatus> {
    const { outcomes, pending, waiting } = await this.#parts.store.state();
    return { outcomes, pending, waiting, running: this.#parts.live !== undefined, paused: await this.paused() };
  }

  async #carryOut(decision: Decision, run: string, actor: string): Promise<void> {
    const row = await this.#parts.store.waitingRow(run);
    if (row === undefined) return;
    const by =
      decision.decision === "discard" || decision.decision === "reject" ? `${actor}: ${decision.reason}` : actor;
    const outcome = decision.decision === "retry" || decision.decision === "release" ? "superseded" : "discarded";
    const at = this.#parts.clock.now();
    const close: StoreChange = { change: "closeWaiting", run, outcome, by, at };
    const audit = this.#audit(decision.decision, actor, row);
    if (outcome === "discarded") await this.#parts.store.write([close, audit]);
    else await this.#retry(decision, row, actor, [close, audit]);
    this.#parts.live?.closed(row, outcome);
  }

  async #retry(
    decision: Decision,
    row: WaitingRow & Pick<WaitingDetails, "edited">,
    actor: string,
    changes: readonly StoreChange[],
  ): Promise<void> {
    const { approvable, flow, record, input, edited, mappingHash } = row;
    const event = this.#event(flow, record, "replay", `${decision.decision} by ${actor}`);
    const approve: readonly StoreChange[] =
      decision.decision === "release" && approvable !== undefined
        ? [{ change: "approve", approval: approvable, actor, at: event.at }]
        : [];
    const keepsJournal = decision.decision === "retry" && decision.from === "failingStep" && !edited;
    const subject = edited ? input : undefined;
    const seed = { fromWork: row.work, mappingHash, keepsJournal, subject };
    const work = await this.#parts.store.acceptRetry(event, seed, [...approve, ...changes]);
    if (work !== undefined) this.#parts.live?.accepted(work);
  }

  /** What a person did stands in the same chain as what the flows wrote. */
  #audit(
    operation: string,
    actor: string,
    { record, run = "", event = "", step = "", mappingHash = "" }: { readonly record: string } & Partial<WaitingRow>,
  ): StoreChange {
    const { clock, random } = this.#parts;
    const place = { event, run, step, mappingHash, target: record, operation, fields: [] };
    const entry = { at: clock.now(), actor, origin: "manual", ...place, salt: createSalt(random) } as const;
    return { change: "audit", entry };
  }

  #event(flow: string, subject: string, origin: EventOrigin, hint: string): AcceptedEvent {
    const { clock, random, installation } = this.#parts;
    const at = clock.now();
    const id = createEventId(at, random.bytes(10));
    const record = parseRecordReference(subject);
    return { flow, event: createEvent({ id, installation, record, at: new Date(at), origin, hint }), at, fresh: true };
  }

  #named(target: PauseTarget): { kind: PauseState["kind"]; name: string } {
    if ("system" in target) {
      const systems = this.#parts.systems?.();
      if (systems !== undefined && !systems.includes(target.system))
        throw new RangeError(`there is no system "${target.system}"; there are: ${systems.join(", ")}`);
      return { kind: "system", name: target.system };
    }
    const flows = this.#parts.flows();
    if (flows.length > 0 && !flows.some(({ name }) => name === target.flow))
      throw new RangeError(unknownFlow(target.flow, flows));
    return { kind: "flow", name: target.flow };
  }
}

const RESULTS = { retry: "retried", discard: "discarded", release: "released", reject: "rejected" } as const;

/** Why a decision does not fit what waits. */
function refusalOf({ decision }: Decision, { outcome }: WaitingRecord): string | undefined {
  if (decision === "release" && outcome !== "held") return "it is a dead letter: retry or discard it";
  if (decision === "reject" && outcome !== "held") return "it is a dead letter already: discard it";
  return undefined;
}

function unknownFlow(name: string, flows: readonly FlowModule[]): string {
  return `there is no flow "${name}"; there are: ${flows.map((flow) => flow.name).join(", ")}`;
}

/** The row of an event that nothing was pending for. */
export function freshWork({ flow, event, at, content }: AcceptedEvent, work: number): StoredWork {
  const progress = { mappingHash: undefined, coveredVersion: 0, wrote: false, attempts: 0, failedSince: undefined };
  return { work, flow, record: event.subject, event, version: 1, acceptedAt: at, content, progress };
}
