/** One record that a flow came to an outcome for. */
export interface Incident {
  /** Equal for those of one cause. */
  readonly group: string;
  readonly flow: string;
  readonly outcome: "held" | "rejected" | "dead" | "skipped" | "warned";
  readonly step: string;
  /** Text of the record's reference. */
  readonly record: string;
  /** What went wrong, in the words of the mapping or the system. */
  readonly reason: string;
  readonly channels: readonly string[];
}

/** Incidents of one cause. */
export type StoredIncidents = {
  readonly group: string;
  readonly flow: string;
  readonly outcome: Incident["outcome"];
  readonly step: string;
  /** Of the newest one. */
  readonly reason: string;
  readonly channels: readonly string[];
  /** When the first one came, milliseconds since 1970. */
  readonly since: number;
  readonly total: number;
  /** Those that no message has counted yet. */
  readonly untold: number;
  readonly told: boolean;
  /** References of the newest ones, the newest first. */
  readonly records: readonly string[];
  /** When the next message is due, if there is anything to tell by then. */
  readonly dueAt: number;
};

export interface GroupTimes {
  /** How long the first message of a group waits for more of its kind. */
  readonly gatherMilliseconds: number;
  /** How long all further ones are summed up. */
  readonly windowMilliseconds: number;
}

/** The group of all that comes when too many groups are open. */
export const OTHER_CAUSES = "other";
const MOST_GROUPS = 50;
const SHOWN_RECORDS = 5;

/** Makes few messages of many incidents: one for the first of a cause, then one for each window in which more came. */
export class IncidentGroups {
  readonly #groups: Map<string, StoredIncidents>;
  readonly #times: GroupTimes;

  constructor(stored: readonly StoredIncidents[], times: GroupTimes) {
    this.#groups = new Map(stored.map((group) => [group.group, group]));
    this.#times = times;
  }

  /** Answers whether it opened a group. */
  add(incident: Incident, now: number): boolean {
    const isKnown = this.#groups.has(incident.group);
    const group = isKnown || this.#groups.size < MOST_GROUPS ? incident.group : OTHER_CAUSES;
    const open = this.#groups.get(group);
    const { flow, outcome, step, reason, channels, record } = incident;
    this.#groups.set(group, {
      ...(open ?? { group, flow, outcome, step, since: now, told: false, dueAt: now + this.#times.gatherMilliseconds }),
      reason,
      channels: open === undefined ? channels : [...new Set([...open.channels, ...channels])],
      total: (open?.total ?? 0) + 1,
      untold: (open?.untold ?? 0) + 1,
      records: [record, ...(open?.records ?? []).filter((other) => other !== record)].slice(0, SHOWN_RECORDS),
    });
    return open === undefined;
  }

  /** Takes out what is to be told now, each group as it is before it is told. */
  due(now: number): readonly StoredIncidents[] {
    const due = [...this.#groups.values()].filter(({ dueAt }) => dueAt <= now);
    const { windowMilliseconds } = this.#times;
    for (const group of due) {
      if (group.untold === 0 || windowMilliseconds === 0) this.#groups.delete(group.group);
      else this.#groups.set(group.group, { ...group, untold: 0, told: true, dueAt: now + windowMilliseconds });
    }
    return due.filter(({ untold }) => untold > 0);
  }

  /** When `due` has something to do next; Infinity for never. */
  nextAt(): number {
    return Math.min(Number.POSITIVE_INFINITY, ...[...this.#groups.values()].map(({ dueAt }) => dueAt));
  }

  all(): readonly StoredIncidents[] {
    return [...this.#groups.values()];
  }
}
