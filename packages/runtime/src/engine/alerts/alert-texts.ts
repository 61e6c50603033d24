import type { Condition } from "./conditions.ts";
import { type Incident, OTHER_CAUSES, type StoredIncidents } from "./incident-groups.ts";

/** What every text may name. */
export interface TextPlace {
  readonly installation: string;
  /** The environment that commands have to name. */
  readonly environment: string | undefined;
}

export interface AlertWords {
  readonly title: string;
  readonly text: string;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Words for incidents of one cause that are told now. */
export function incidentWords(incidents: StoredIncidents, place: TextPlace): AlertWords {
  const { group, flow, outcome, step, reason, untold, total, told, since, records } = incidents;
  const more = told ? "more " : "";
  const inAll = told ? ` (${number(total)} in all)` : "";
  if (group === OTHER_CAUSES) {
    return words(
      `${number(untold)} ${more}${noun(untold)} of many other causes${inAll}`,
      [`Last: ${flow}, step ${step}: ${reason}`, recordsLine(total, since, records)],
      ["dead list --groups", "hold list"],
      place,
    );
  }
  const what =
    outcome === "warned" ? `${more}warning${untold === 1 ? "" : "s"}` : `${more}${noun(untold)} ${OUTCOMES[outcome]}`;
  const commands: Readonly<Record<Incident["outcome"], readonly string[]>> = {
    held: [`hold list --group ${group}`],
    rejected: [`dead list --group ${group}`],
    dead: [`dead list --group ${group}`],
    skipped: [],
    warned: [],
  };
  return words(
    `${flow}: ${number(untold)} ${what}${inAll}`,
    [`Step ${step}: ${reason}`, recordsLine(total, since, records)],
    commands[outcome],
    place,
  );
}

const OUTCOMES: Readonly<Record<Exclude<Incident["outcome"], "warned">, string>> = {
  held: "held",
  rejected: "rejected",
  dead: "given up after all retries",
  skipped: "skipped",
};

/** Words for a condition that is told; `pending` counts records that wait. */
export function raisedWords(condition: Condition, pending: number, place: TextPlace): AlertWords {
  const { alert, name, since, reason, failureClass } = condition;
  const sinceThen = `since ${instant(since)}`;
  switch (alert) {
    case "systemDown": {
      const { title, mend } = outageOf(name, failureClass);
      return words(
        title,
        [
          `${title} ${sinceThen}: ${reason}`,
          `${waiting(pending)} None is lost, none is given up: they go on by themselves.`,
          mend,
        ],
        ["status"],
        place,
      );
    }
    case "flowPaused":
      return words(
        `${name} is paused`,
        [
          `xmap paused the flow ${name} ${sinceThen}: ${reason}`,
          `${waiting(pending)} One record is tried now and then; when it comes through, the flow goes on.`,
        ],
        ["status", `resume --flow ${name}`],
        place,
      );
    case "errorRate":
      return words(
        `${name}: many records need a person`,
        [`${reason}, ${sinceThen}.`],
        [`dead list --flow ${name} --groups`],
        place,
      );
    case "backlog":
      return words(
        `${number(pending)} records are pending`,
        [`The backlog is over its limit ${sinceThen}: ${reason}.`],
        ["status"],
        place,
      );
    case "stuck":
      return words("Records are stuck", [`${reason}.`, waiting(pending)], ["status"], place);
  }
}

/** Words for a condition that was told and is over. */
export function clearedWords(condition: Condition, endedAt: number, pending: number, place: TextPlace): AlertWords {
  const { alert, name, since } = condition;
  const span = `from ${instant(since)} to ${instant(endedAt)} (${duration(endedAt - since)})`;
  const goesOn = pending === 0 ? "Nothing is pending." : `${waiting(pending)} They go on now.`;
  switch (alert) {
    case "systemDown":
      return words(`${name} is used again`, [`${name} could not be used ${span}.`, goesOn], [], place);
    case "flowPaused":
      return words(`${name} goes on`, [`The flow ${name} was paused ${span}.`, goesOn], [], place);
    case "errorRate":
      return words(`${name}: few records need a person again`, [`Too many did ${span}.`], [], place);
    case "backlog":
      return words("The backlog is small again", [`It was over its limit ${span}.`, goesOn], [], place);
    case "stuck":
      return words("Records are no longer stuck", [`They were ${span}.`, goesOn], [], place);
  }
}

/** Words for a time in which no process worked. */
export function notRunningWords(from: number, to: number, stopped: boolean, place: TextPlace): AlertWords {
  const why = stopped ? "It was stopped." : "It ended without being stopped: by a crash, a kill or a power failure.";
  return words(
    `xmap was not running for ${duration(to - from)}`,
    [`xmap was not running from ${instant(from)} to ${instant(to)}. ${why}`, "It is running again and catches up now."],
    ["status"],
    place,
  );
}

/** A line about messages that are lost. */
export function droppedLine(dropped: number): string {
  return `\n\n${number(dropped)} earlier ${dropped === 1 ? "alert" : "alerts"} could not be sent here; the log has them.`;
}

function outageOf(system: string, failureClass: string | null): { readonly title: string; readonly mend: string } {
  switch (failureClass) {
    case "Unauthorized":
      return {
        title: `${system} refuses the key`,
        mend: `Put a valid one where \`system ${system}\` takes it from. If that is the environment of the process, restart xmap.`,
      };
    case "RateLimited":
      return { title: `${system} refuses further requests`, mend: "Lower the rate in the policy if this comes again." };
    case "Forbidden":
      return { title: `${system} cannot be used`, mend: "Check the settings of this environment." };
    default:
      return { title: `${system} is down`, mend: `xmap asks ${system} again and again, and goes on when it answers.` };
  }
}

function words(title: string, lines: readonly string[], commands: readonly string[], place: TextPlace): AlertWords {
  const { installation, environment } = place;
  const option = environment === undefined ? "" : ` --env ${environment}`;
  const footer = `xmap ${installation}${environment === undefined ? "" : `, ${environment}`}`;
  const shown = commands.map((command) => `> xmap ${command}${option}`);
  return { title, text: [...lines, ...shown, footer].join("\n") };
}

function recordsLine(total: number, since: number, records: readonly string[]): string {
  return `${number(total)} ${noun(total)} since ${instant(since)}, the newest: ${records.join(", ")}`;
}

function waiting(pending: number): string {
  if (pending === 0) return "No record is pending.";
  return pending === 1 ? "1 record is pending." : `${number(pending)} records are pending.`;
}

function noun(count: number): string {
  return count === 1 ? "record" : "records";
}

function number(count: number): string {
  return count.toLocaleString("en-US");
}

/** `2026-03-04 12:00:07 UTC` */
export function instant(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** `45 s`, `12 min`, `3 h 5 min` */
export function duration(milliseconds: number): string {
  if (milliseconds < MINUTE) return `${Math.round(milliseconds / SECOND)} s`;
  const minutes = Math.round(milliseconds / MINUTE);
  if (milliseconds < HOUR) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}
