import type { CounterValues } from "../server/counters.ts";
import { FAULT_KINDS, type Fault } from "../server/fault.ts";
import type { FaultPlan } from "../server/fault-plan.ts";
import type { JournalEntry } from "../server/journal.ts";
import type { Json } from "../server/json.ts";
import { html } from "./html.ts";
import { form, input, select, table } from "./parts.ts";
import type { Deed, PageSection } from "./sandbox-page.ts";

/** What every server knows beside its application. */
export type ServerView = {
  readonly faults: readonly Fault[];
  readonly plan: FaultPlan;
  readonly counters: CounterValues;
  readonly journal: readonly JournalEntry[];
};

/** Faults, counters and journal of a server. */
export function serverSections({ faults, plan, counters, journal }: ServerView): readonly PageSection[] {
  const rows = faults.map((fault, place) => [place + 1, fault.kind, JSON.stringify(fault)]);
  const planned = plan.faults.map((fault, place) => [place + 1, fault.kind, JSON.stringify(fault)]);
  const requests = Object.entries(counters.requests).sort(([, left], [, right]) => left - right);
  return [
    {
      id: "faults",
      heading: "Faults",
      content: html`${table("Faults in force", ["Number", "Kind", "As JSON"], rows)}
${plan.faults.length > 0 && table(`Planned from ${plan.start}`, ["Number", "Kind", "As JSON"], planned)}
${form(
  "addFault",
  "Add the fault",
  html`${select("kind", "What goes wrong", [
    ["status", "An error status"],
    ["lostAnswer", "The work is done, the answer is lost"],
    ["lateAnswer", "The work is done, the answer comes late"],
    ["resetBefore", "The connection breaks, nothing is done"],
    ["delay", "The request waits"],
    ["htmlPage", "A page instead of JSON"],
  ])}${input("operation", "Operation (all unless given)", { hint: "GET /api/orders" })}${input("times", "How often", { type: "number", value: 1 })}${input("status", "Status", { type: "number", hint: "503" })}${input("retryAfter", "Retry-After, seconds", { type: "number" })}${input("delayMilliseconds", "Wait, milliseconds", { type: "number" })}`,
)}${form("clearFaults", "Remove all faults", undefined)}`,
    },
    {
      id: "requests",
      heading: "Requests",
      content: html`<p>${counters.errors} failed, ${counters.faults} met a fault, ${counters.refused} were refused by the rate limit.</p>
${table("Requests by operation", ["Operation", "Count"], requests)}`,
    },
    {
      id: "journal",
      heading: "Journal",
      content: table(
        "Every change in the order in which it was committed",
        ["Number", "When", "What", "Record", "Detail"],
        journal.map(({ sequence, at, what, record, detail }) => [sequence, at, what, record, short(detail)]),
      ),
    },
  ];
}

const LONGEST_DETAIL = 200;

function short(detail: Json): string {
  const text = JSON.stringify(detail);
  return text.length > LONGEST_DETAIL ? `${text.slice(0, LONGEST_DETAIL)}…` : text;
}

/** Deeds that every page has. */
export const SERVER_DEEDS: Readonly<Record<string, Deed>> = {
  addFault: async (fields, control) => {
    const kind = fields.text("kind");
    const operation = fields.optional("operation");
    const numbers = ["status", "retryAfter", "delayMilliseconds"].flatMap((name) => {
      const value = fields.optionalNumber(name);
      return value === undefined ? [] : [[name, value] as const];
    });
    const remaining = fields.optionalNumber("times");
    await control("/__sandbox/faults", {
      kind: FAULT_KINDS.find((known) => known === kind) ?? kind,
      ...Object.fromEntries(numbers),
      ...(remaining === undefined ? {} : { remaining }),
      ...(operation === undefined ? {} : { match: { operation } }),
    });
    return "The fault is in force.";
  },
  clearFaults: async (_fields, control) => {
    await control("/__sandbox/faults", {}, "DELETE");
    return "There are no faults now.";
  },
};
