import { FAULT_KINDS, type Fault, type FaultTarget, matchesFault } from "./fault.ts";
import { isJsonObject, type Json } from "./json.ts";
import { FAULT_MEMBERS, readMembers } from "./read-fault.ts";
import { createSeededRandom, type SeededRandom } from "./seeded-random.ts";

/**
 * A fault at a time: from `fromMinute` (included; 0 unless given) to `toMinute` (not included; without end unless given),
 * both counted from the plan's start. `probability` (1 unless given) is drawn from `seed` for each matching request, so
 * that the same requests in the same order meet the same faults. An `outage` breaks off every request.
 */
export type PlannedFault = Omit<Fault, "kind" | "until" | "share"> & {
  readonly kind: Fault["kind"] | "outage";
  readonly fromMinute?: number;
  readonly toMinute?: number;
  readonly probability?: number;
  readonly seed?: number;
};

/** What goes wrong when. `start` is ISO 8601; the moment at which the server takes the plan unless given. */
export type FaultPlan = { readonly start?: string; readonly faults: readonly PlannedFault[] };

const PLANNED_KINDS = [...FAULT_KINDS, "outage"];
const { until: _until, share: _share, ...shared } = FAULT_MEMBERS;
const PLANNED_MEMBERS = {
  ...shared,
  fromMinute: FAULT_MEMBERS.delayMilliseconds,
  toMinute: FAULT_MEMBERS.delayMilliseconds,
  probability: FAULT_MEMBERS.share,
  seed: FAULT_MEMBERS.delayMilliseconds,
};

const MINUTE_MILLISECONDS = 60_000;

type Step = { readonly planned: PlannedFault; readonly random: SeededRandom; remaining: number };

/** The plan of one server on its clock; there is none at first. */
export class FaultSchedule {
  #start = 0;
  #steps: readonly Step[] = [];
  readonly #now: () => Date;
  readonly #usualSeed: number;

  constructor(now: () => Date, usualSeed: number, plan?: FaultPlan) {
    this.#now = now;
    this.#usualSeed = usualSeed;
    this.follow(plan);
  }

  /** Takes a plan in the place of the one before, or none. */
  follow(plan: FaultPlan | undefined): void {
    this.#start = plan?.start === undefined ? this.#now().getTime() : Date.parse(plan.start);
    this.#steps = (plan?.faults ?? []).map((planned, place) => ({
      planned,
      random: createSeededRandom(planned.seed ?? this.#usualSeed + place),
      remaining: planned.remaining ?? Number.POSITIVE_INFINITY,
    }));
  }

  /** The plan as it is followed, with its start. */
  plan(): FaultPlan {
    return { start: new Date(this.#start).toISOString(), faults: this.#steps.map(({ planned }) => planned) };
  }

  /** The faults that hit a request now, in the plan's order; each draw and each hit is used up. */
  take(target: FaultTarget): readonly Fault[] {
    const minute = (this.#now().getTime() - this.#start) / MINUTE_MILLISECONDS;
    const hits = this.#steps.filter(({ planned, random, remaining }) => {
      const { fromMinute = 0, toMinute = Number.POSITIVE_INFINITY, probability = 1 } = planned;
      const isOpen = minute >= fromMinute && minute < toMinute && remaining > 0;
      return isOpen && matchesFault(planned.match, target) && random.fraction() < probability;
    });
    for (const step of hits) {
      step.remaining -= 1;
    }
    return hits.map(({ planned }) => faultOf(planned));
  }
}

function faultOf({
  kind,
  fromMinute: _from,
  toMinute: _to,
  probability: _share,
  seed: _seed,
  ...rest
}: PlannedFault): Fault {
  return { ...rest, kind: kind === "outage" ? "resetBefore" : kind };
}

/** Reads a plan from JSON; throws TypeError that says what is wrong. */
export function parseFaultPlan(value: Json | undefined): FaultPlan {
  if (!isJsonObject(value) || !Array.isArray(value.faults)) {
    throw new TypeError('a plan of faults is an object with a list "faults", and perhaps "start"');
  }
  const { start } = value;
  if (start !== undefined && (typeof start !== "string" || Number.isNaN(Date.parse(start)))) {
    throw new TypeError('the plan\'s "start" must be an ISO 8601 time');
  }
  const faults = value.faults.map((item: Json) => {
    const planned = readMembers(item, PLANNED_KINDS, PLANNED_MEMBERS) as unknown as PlannedFault;
    if ((planned.fromMinute ?? 0) >= (planned.toMinute ?? Number.POSITIVE_INFINITY)) {
      throw new TypeError(`a planned fault ends at minute ${planned.toMinute}, before it begins`);
    }
    if (planned.kind === "outage" && planned.match !== undefined) {
      throw new TypeError("an outage breaks off every request; give another kind for some of them");
    }
    return planned;
  });
  return { ...(start === undefined ? {} : { start }), faults };
}
