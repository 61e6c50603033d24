import {
  type AlertConfiguration,
  type Clock,
  type ConnectorSession,
  createEvent,
  Failure,
  type FailureClass,
  type FailureParts,
  type NotifyRequest,
  type PolicyModule,
  type Sessions,
  type Value,
} from "@xmap/contract";
import { type AlertMemory, type AlertOptions, type Alerts, createAlerts, type RunEnd } from "@xmap/runtime/node";
import { FakeClock, FakeSystem, settle } from "@xmap/testing";
import { HALF } from "../../fakes/bench.ts";
import { POLICY } from "../../fakes/order-mapping.ts";

/** A system that takes messages, and can be away. */
export class FakeChannel extends FakeSystem {
  readonly messages: NotifyRequest[] = [];
  /** Thrown instead of taking a message. */
  failure: Failure | undefined;
  attempts = 0;
  renewals = 0;

  async notify(request: NotifyRequest): Promise<void> {
    this.attempts += 1;
    if (this.failure !== undefined) throw this.failure;
    this.messages.push(request);
  }

  async renew(): Promise<boolean> {
    this.renewals += 1;
    return true;
  }

  fall(kind: FailureClass, more: Partial<FailureParts> = {}): void {
    this.failure = new Failure({
      class: kind,
      system: this.name,
      operation: "notify",
      message: `${kind} here`,
      ...more,
    });
  }
}

/** A memory that keeps JSON, as a store does. */
export class FakeMemory implements AlertMemory {
  saves = 0;
  #text: string | undefined;

  async load(): Promise<Value | undefined> {
    return this.#text === undefined ? undefined : (JSON.parse(this.#text) as Value);
  }

  async save(state: Value): Promise<void> {
    this.saves += 1;
    this.#text = JSON.stringify(state);
  }
}

export interface Logged {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly message: string;
}

type Summary = ReturnType<AlertOptions["summary"]>;

/** Alerts with a clock that stands still, two channels, and an engine that the test plays. */
export class AlertBench {
  readonly clock = new FakeClock();
  readonly memory = new FakeMemory();
  readonly team = new FakeChannel("team");
  readonly mail = new FakeChannel("mail");
  readonly erp = new FakeSystem("erp");
  readonly log: Logged[] = [];
  summary: Summary = { pending: 0, oldestPendingSince: undefined, pausedSystems: [], pausedFlows: [] };
  alerts: Alerts;
  readonly #options: Partial<AlertOptions>;
  #process = { alive: true };
  #runs = 0;

  constructor(configuration: Partial<AlertConfiguration> | undefined, options: Partial<AlertOptions> = {}) {
    this.#options = { configuration: configuration && { channels: ["team"], ...configuration }, ...options };
    this.alerts = this.#create();
  }

  get observer(): Alerts["observer"] {
    return this.alerts.observer;
  }

  get titles(): readonly string[] {
    return this.team.messages.map(({ title }) => title);
  }

  get lastText(): string {
    return this.team.messages.at(-1)?.text ?? "";
  }

  get sessions(): Sessions {
    return { team: this.team, mail: this.mail, erp: this.erp satisfies ConnectorSession };
  }

  async start(): Promise<this> {
    await this.alerts.start();
    return this;
  }

  /** Lets so many seconds pass. */
  async pass(seconds: number): Promise<void> {
    await this.clock.advance(seconds * 1_000);
    await settle();
  }

  /** Another process goes on after so many seconds; the earlier one ended as a crash ends it, or was stopped. */
  async restart(how: "crashed" | "stopped", seconds = 0): Promise<void> {
    if (how === "stopped") await this.alerts.stop();
    this.#process.alive = false;
    await this.clock.advance(seconds * 1_000);
    this.alerts = this.#create();
    await this.alerts.start();
  }

  end(outcome: RunEnd["outcome"], more: Partial<RunEnd> = {}): void {
    this.#runs += 1;
    const record = { system: "shop", entity: "Order", key: [String(this.#runs)] };
    const at = this.clock.now();
    const event = createEvent({ id: `e${this.#runs}`, installation: "acme", record, at: new Date(at), origin: "poll" });
    const word = outcome === "held" ? "hold" : outcome === "skipped" ? "skip" : "reject";
    const needsPerson = outcome === "held" || outcome === "rejected" || outcome === "dead" || outcome === "skipped";
    this.observer.runEnded?.({
      run: `run-${this.#runs}`,
      flow: "OrderToCash",
      record: event.subject,
      event,
      outcome,
      step: "sale",
      problems: needsPerson ? [{ word, rule: "OrderToSale/lines", message: "SKU A is not in Odoo" }] : [],
      failure: undefined,
      attempts: 0,
      stack: [],
      acceptedAt: at,
      endedAt: at,
      ...more,
    });
  }

  down(kind: FailureClass = "Maintenance", more: Partial<FailureParts> = {}, actor?: string): void {
    const since = this.clock.now();
    const parts = { class: kind, system: "erp", operation: "GET /sale", message: `${kind}: no answer`, ...more };
    const failure = new Failure(parts);
    this.summary = { ...this.summary, pausedSystems: [{ system: "erp", since, reason: failure.message }] };
    const { message: reason, details } = failure;
    this.observer.paused?.({ kind: "system", name: "erp", since, reason, failure: details, actor });
  }

  up(): void {
    const since = this.summary.pausedSystems[0]?.since ?? 0;
    this.summary = { ...this.summary, pausedSystems: [] };
    const pause = { kind: "system", name: "erp", since, reason: "", failure: undefined, actor: undefined } as const;
    this.observer.resumed?.(pause);
  }

  #create(): Alerts {
    const process = { alive: true };
    this.#process = process;
    const clock: Clock = {
      now: () => this.clock.now(),
      after: (milliseconds, callback) =>
        this.clock.after(milliseconds, () => {
          if (process.alive) callback();
        }),
    };
    const note =
      (level: Logged["level"]) =>
      (_fields: object, message: string): void => {
        this.log.push({ level, message });
      };
    return createAlerts({
      configuration: undefined,
      flows: [{ name: "OrderToCash", policy: undefined }],
      sessions: this.sessions,
      clock,
      random: HALF,
      logger: { debug: note("debug"), info: note("info"), warn: note("warn"), error: note("error") },
      memory: this.memory,
      installation: "acme",
      environment: "production",
      summary: () => this.summary,
      ...this.#options,
    });
  }
}

export function policyWith(alerts: PolicyModule["alerts"]): PolicyModule {
  return { ...POLICY, alerts };
}
