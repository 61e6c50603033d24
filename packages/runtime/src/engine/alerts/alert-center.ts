import type { Clock, EngineSummary, FailureDetails, Sessions } from "@xmap/contract";
import type { Logger } from "../logger.ts";
import type { ObservedPause, ObservedRun, Observer } from "../observer.ts";
import type { RunEnd } from "../run-end.ts";
import type { Alert } from "./alert.ts";
import type { AlertState } from "./alert-memory.ts";
import type { AlertRoutes } from "./alert-routes.ts";
import { clearedWords, incidentWords, notRunningWords, raisedWords, type TextPlace } from "./alert-texts.ts";
import { type Condition, Conditions } from "./conditions.ts";
import { ErrorRates } from "./error-rates.ts";
import { type Incident, IncidentGroups, type StoredIncidents } from "./incident-groups.ts";
import { describeFailure, incidentOfEnd, incidentOfWarning } from "./incidents.ts";
import { type Judgement, judgeErrorRate, judgeLoad, type LoadLimits } from "./load-rules.ts";

/** What alerts need to know of an engine. */
export type WatchedSummary = Pick<EngineSummary, "pending" | "oldestPendingSince" | "pausedSystems" | "pausedFlows">;

/** Times in milliseconds. */
export interface AlertTimes {
  readonly gather: number;
  readonly window: number;
  /** How long a system may be away before anybody is told. */
  readonly down: number;
  /** How long nothing may run before the next start tells. */
  readonly absent: number;
}

export interface AlertCenterParts {
  readonly routes: AlertRoutes;
  readonly limits: LoadLimits;
  readonly times: AlertTimes;
  readonly place: TextPlace;
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly summary: () => WatchedSummary;
  readonly post: (alert: Alert) => void;
  /** The state has changed and is to outlive a restart. */
  readonly save: (when: "now" | "soon") => void;
}

export type CenterState = Omit<AlertState, "outbox">;

/** How long something must be over before it counts as over. */
const SETTLE_MILLISECONDS = 5_000;
const TICK_MILLISECONDS = 30_000;

/** Watches an engine and decides what people are told of, and when. */
export class AlertCenter implements Observer {
  readonly #parts: AlertCenterParts;
  #conditions = new Conditions([], SETTLE_MILLISECONDS);
  #incidents: IncidentGroups;
  #rates = new ErrorRates([]);
  #recoveredAt = Number.NEGATIVE_INFINITY;
  #tickAt = Number.POSITIVE_INFINITY;
  #timer: { readonly at: number; readonly cancel: () => void } | undefined;
  #stopped = false;

  constructor(parts: AlertCenterParts) {
    this.#parts = parts;
    this.#incidents = new IncidentGroups([], this.#groupTimes());
  }

  /** Goes on where an earlier process ended, and tells of the time between. */
  start(state: CenterState): void {
    const { clock, times } = this.#parts;
    const now = clock.now();
    this.#conditions = new Conditions(state.conditions, SETTLE_MILLISECONDS);
    this.#incidents = new IncidentGroups(state.incidents, this.#groupTimes());
    this.#rates = new ErrorRates(state.runs);
    this.#recoveredAt = state.recoveredAt ?? this.#recoveredAt;
    this.#tickAt = now + SETTLE_MILLISECONDS;
    if (state.aliveAt !== null && now - state.aliveAt >= times.absent)
      this.#tellAbsence(state.aliveAt, now, state.stopped);
    this.#schedule();
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  /** What a later process goes on with. */
  state(): CenterState {
    return {
      version: 1,
      aliveAt: this.#parts.clock.now(),
      stopped: this.#stopped,
      recoveredAt: Number.isFinite(this.#recoveredAt) ? this.#recoveredAt : null,
      conditions: this.#conditions.told(),
      incidents: this.#incidents.all(),
      runs: this.#rates.all(),
    };
  }

  runBegan({ flow }: ObservedRun): void {
    // A flow that runs is not paused, whatever an earlier process has seen.
    const subject = flowSubject(flow);
    if (this.#conditions.unconfirmed().some((condition) => condition.subject === subject))
      this.#change(() => this.#conditions.end(subject, this.#now));
  }

  runEnded(end: RunEnd): void {
    this.#change(() => {
      const { outcome, flow } = end;
      const failed = outcome === "held" || outcome === "rejected" || outcome === "dead";
      if (outcome !== "superseded" && outcome !== "discarded") this.#count(flow, failed);
      const incident = incidentOfEnd(end);
      if (incident !== undefined) this.#add(incident);
    });
  }

  warned(warning: Parameters<NonNullable<Observer["warned"]>>[0]): void {
    this.#change(() => this.#add(incidentOfWarning(warning)));
  }

  paused(pause: ObservedPause): void {
    // Who pauses something knows that it is paused.
    if (pause.actor !== undefined) return;
    this.#change(() => (pause.kind === "flow" ? this.#flowPaused(pause) : this.#systemDown(pause)));
  }

  resumed({ kind, name }: ObservedPause): void {
    this.#change(() => {
      this.#recoveredAt = this.#now;
      this.#conditions.end(kind === "flow" ? flowSubject(name) : systemSubject(name), this.#now);
    });
  }

  get #now(): number {
    return this.#parts.clock.now();
  }

  #groupTimes(): { readonly gatherMilliseconds: number; readonly windowMilliseconds: number } {
    const { gather, window } = this.#parts.times;
    return { gatherMilliseconds: gather, windowMilliseconds: window };
  }

  /** Whatever goes wrong here must not reach the engine. */
  #change(work: () => void): void {
    try {
      work();
      this.#schedule();
    } catch (error) {
      this.#parts.logger.error({ error }, "alerts failed to judge what they were told");
    }
  }

  #add(incident: Omit<Incident, "channels">): void {
    const channels = this.#parts.routes.ofOutcome(incident.flow, incident.outcome);
    if (channels.length === 0) return;
    const opened = this.#incidents.add({ ...incident, channels }, this.#now);
    this.#parts.save(opened ? "now" : "soon");
  }

  #count(flow: string, failed: boolean): void {
    const rule = this.#parts.routes.errorRate(flow);
    if (rule === undefined) return;
    this.#rates.ended(flow, failed, this.#now, rule.minutes);
    this.#judgeErrorRate(flow);
    this.#parts.save("soon");
  }

  #systemDown({ name, since, reason, failure }: ObservedPause): void {
    const { routes, times } = this.#parts;
    const limited = failure?.class === "RateLimited";
    // A system that asks for patience gets it.
    const asked = limited && failure.retry.when === "after" ? failure.retry.milliseconds : 0;
    const raiseAt = (limited ? this.#now : since) + asked + times.down;
    const about = { alert: "systemDown", subject: systemSubject(name), name, channels: routes.common } as const;
    this.#begin({ ...about, since, ...cause(reason, failure) }, raiseAt, limited);
  }

  #flowPaused({ name, since, reason, failure }: ObservedPause): void {
    const channels = this.#parts.routes.ofFlow(name);
    const about = { alert: "flowPaused", subject: flowSubject(name), name, channels } as const;
    this.#begin({ ...about, since, ...cause(reason, failure) }, this.#now);
  }

  #begin(condition: Condition, raiseAt: number, putsOff = false): void {
    if (condition.channels.length > 0) this.#conditions.begin(condition, raiseAt, putsOff);
  }

  #judgeErrorRate(flow: string): void {
    const { routes } = this.#parts;
    const rule = routes.errorRate(flow);
    const subject = `flow/${flow}/errorRate`;
    const judged = rule && judgeErrorRate(this.#rates.within(flow, this.#now, rule.minutes), rule, this.#now);
    this.#follow(judged, { alert: "errorRate", subject, name: flow, channels: routes.ofFlow(flow) });
  }

  #judgeLoad(): void {
    const { limits, routes, summary, times } = this.#parts;
    const { pending, oldestPendingSince, pausedSystems, pausedFlows } = summary();
    const recovering = this.#now < this.#recoveredAt + times.window;
    const explained = recovering || pausedSystems.length > 0 || pausedFlows.length > 0;
    const load = { now: this.#now, pending, oldestPendingSince, explained, recoveredAt: this.#recoveredAt };
    const { backlog, stuck } = judgeLoad(load, limits);
    const channels = routes.common;
    this.#follow(backlog, { alert: "backlog", subject: "backlog", name: "", channels });
    this.#follow(stuck, { alert: "stuck", subject: "stuck", name: "", channels });
  }

  #follow(judged: Judgement | undefined, about: Pick<Condition, "alert" | "subject" | "name" | "channels">): void {
    const { subject } = about;
    if (judged === undefined) this.#conditions.forget(subject);
    else if (judged.is === "right") this.#conditions.end(subject, this.#now);
    else if (judged.is === "wrong") {
      const { since, reason } = judged;
      this.#begin({ ...about, since, reason, failureClass: null }, this.#now);
    }
  }

  /** Asks systems that were down when an earlier process ended, as nobody may use them for a long time. */
  #probeUnconfirmed(): void {
    for (const { alert, name, subject } of this.#conditions.unconfirmed()) {
      if (alert !== "systemDown") continue;
      const session = this.#parts.sessions[name];
      const asked = session === undefined ? Promise.resolve() : session.identify();
      asked.then(
        () => {
          const isOpen = this.#conditions.unconfirmed().some((condition) => condition.subject === subject);
          if (isOpen && !this.#stopped) this.#change(() => this.#conditions.end(subject, this.#now));
        },
        // It is still away.
        () => {},
      );
    }
  }

  #tick(): void {
    this.#tickAt = this.#now + TICK_MILLISECONDS;
    this.#probeUnconfirmed();
    for (const flow of this.#parts.routes.flows) this.#judgeErrorRate(flow);
    this.#judgeLoad();
    this.#parts.save("now");
  }

  #wake(): void {
    if (this.#now >= this.#tickAt) this.#tick();
    for (const incidents of this.#incidents.due(this.#now)) this.#tellIncidents(incidents);
    const { raised, cleared } = this.#conditions.due(this.#now);
    for (const condition of raised) this.#tellRaised(condition);
    for (const { condition, endedAt } of cleared) this.#tellCleared(condition, endedAt);
  }

  #schedule(): void {
    if (this.#stopped || this.#tickAt === Number.POSITIVE_INFINITY) return;
    const at = Math.min(this.#tickAt, this.#incidents.nextAt(), this.#conditions.nextAt());
    if (this.#timer !== undefined && this.#timer.at <= at) return;
    this.#timer?.cancel();
    const cancel = this.#parts.clock.after(Math.max(0, at - this.#now), () => {
      this.#timer = undefined;
      this.#change(() => this.#wake());
    });
    this.#timer = { at, cancel };
  }

  #tellIncidents(incidents: StoredIncidents): void {
    const { group, flow, outcome, untold, total, since, channels, told } = incidents;
    this.#parts.post({
      alert: "outcome",
      state: told ? "repeated" : "raised",
      subject: `group/${group}`,
      ...incidentWords(incidents, this.#parts.place),
      since,
      channels,
      details: { flow, outcome, group, count: untold, total },
    });
  }

  #tellRaised(condition: Condition): void {
    const { pending } = this.#parts.summary();
    this.#tellCondition(condition, "raised", raisedWords(condition, pending, this.#parts.place), pending);
  }

  #tellCleared(condition: Condition, endedAt: number): void {
    const { pending } = this.#parts.summary();
    this.#tellCondition(condition, "cleared", clearedWords(condition, endedAt, pending, this.#parts.place), pending);
  }

  #tellCondition(
    condition: Condition,
    state: Alert["state"],
    words: Pick<Alert, "title" | "text">,
    pending: number,
  ): void {
    const { alert, subject, name, since, channels } = condition;
    const named = alert === "systemDown" ? { system: name } : name === "" ? {} : { flow: name };
    this.#parts.post({ alert, state, subject, ...words, since, channels, details: { ...named, count: pending } });
  }

  #tellAbsence(from: number, to: number, stopped: boolean): void {
    const { routes, place, post } = this.#parts;
    const words = notRunningWords(from, to, stopped, place);
    const channels = routes.common;
    const details = { until: new Date(to).toISOString() };
    post({ alert: "notRunning", state: "raised", subject: "process", ...words, since: from, channels, details });
  }
}

function cause(reason: string, failure: FailureDetails | undefined): Pick<Condition, "reason" | "failureClass"> {
  return failure === undefined
    ? { reason, failureClass: null }
    : { reason: describeFailure(failure), failureClass: failure.class };
}

function systemSubject(system: string): string {
  return `system/${system}`;
}

function flowSubject(flow: string): string {
  return `flow/${flow}`;
}
