import type { AlertConfiguration, FlowModule, OutcomeWord } from "@xmap/contract";
import type { Incident } from "./incident-groups.ts";

export type ErrorRateRule = NonNullable<AlertConfiguration["errorRate"]>;
export type AlertedFlow = Pick<FlowModule, "name" | "policy">;

const WORDS: Readonly<Record<Incident["outcome"], OutcomeWord>> = {
  held: "hold",
  rejected: "reject",
  dead: "fail",
  skipped: "skip",
  warned: "warn",
};
const USUAL_OUTCOMES: readonly Incident["outcome"][] = ["held", "rejected", "dead"];

/** Who is told of what, by the configuration and by the policies of flows. */
export class AlertRoutes {
  readonly #configuration: AlertConfiguration | undefined;
  readonly #flows: ReadonlyMap<string, AlertedFlow>;

  constructor(configuration: AlertConfiguration | undefined, flows: readonly AlertedFlow[]) {
    this.#configuration = configuration;
    this.#flows = new Map(flows.map((flow) => [flow.name, flow]));
  }

  /** Channels of what concerns more than one flow. */
  get common(): readonly string[] {
    return this.#configuration?.channels ?? [];
  }

  get flows(): readonly string[] {
    return [...this.#flows.keys()];
  }

  /** Channels of what concerns a flow as a whole. */
  ofFlow(flow: string): readonly string[] {
    return this.#configuration?.flows?.[flow]?.channels ?? this.common;
  }

  /** Channels of an outcome that a run of the flow came to. */
  ofOutcome(flow: string, outcome: Incident["outcome"]): readonly string[] {
    const own = this.#configuration?.flows?.[flow];
    const outcomes = own?.outcomes ?? this.#configuration?.outcomes ?? USUAL_OUTCOMES;
    const configured = outcomes.some((one) => one === outcome) ? this.ofFlow(flow) : [];
    const alerts = this.#flows.get(flow)?.policy?.alerts ?? [];
    const stated = alerts.filter(({ words }) => words.includes(WORDS[outcome])).map(({ channel }) => channel);
    return [...new Set([...configured, ...stated])];
  }

  errorRate(flow: string): ErrorRateRule | undefined {
    return this.#configuration?.flows?.[flow]?.errorRate ?? this.#configuration?.errorRate;
  }

  /** Every channel that a message could go to, with the place that names it. */
  places(): readonly { readonly channel: string; readonly place: string }[] {
    const { channels = [], flows = {} } = this.#configuration ?? {};
    const policies = new Set([...this.#flows.values()].flatMap(({ policy }) => (policy === undefined ? [] : [policy])));
    return [
      ...channels.map((channel) => ({ channel, place: "alerts.channels of xmap.json" })),
      ...Object.entries(flows).flatMap(([flow, own]) =>
        (own.channels ?? []).map((channel) => ({ channel, place: `alerts.flows.${flow}.channels of xmap.json` })),
      ),
      ...[...policies].flatMap(({ name, alerts }) =>
        alerts.map(({ channel }) => ({ channel, place: `policy ${name}` })),
      ),
    ];
  }
}
