import { FAULT_KINDS, type Fault, type FaultKind } from "./fault.ts";
import { isJsonObject, type Json, type JsonObject } from "./json.ts";

type Shape = { readonly what: string; readonly fits: (value: Json) => boolean };

const number: Shape = {
  what: "a number that is not negative",
  fits: (value) => typeof value === "number" && value >= 0,
};
const text: Shape = { what: "text", fits: (value) => typeof value === "string" };
const share: Shape = {
  what: "a number from 0 to 1",
  fits: (value) => typeof value === "number" && value >= 0 && value <= 1,
};
const status: Shape = {
  what: "an HTTP status from 200 to 599",
  fits: (value) => typeof value === "number" && Number.isInteger(value) && value >= 200 && value <= 599,
};

const MATCH: Readonly<Record<string, Shape>> = { method: text, path: text, operation: text };

/** The members of a fault beside its kind. */
export const FAULT_MEMBERS: Readonly<Record<Exclude<keyof Fault, "kind">, Shape>> = {
  match: {
    what: "an object with method, path or operation, each a text",
    fits: (value) =>
      isJsonObject(value) &&
      Object.entries(value).every(([key, member]) => Object.hasOwn(MATCH, key) && MATCH[key]?.fits(member) === true),
  },
  remaining: number,
  until: number,
  status,
  retryAfter: { what: "seconds or an HTTP date", fits: (value) => number.fits(value) || text.fits(value) },
  body: text,
  delayMilliseconds: number,
  leastDelayMilliseconds: number,
  share,
};

/** Reads one fault or a list of them from JSON; throws TypeError that says what is wrong. */
export function parseFaults(value: Json | undefined): readonly Fault[] {
  const list: readonly (Json | undefined)[] = Array.isArray(value) ? value : [value];
  return list.map((item) => {
    const object = readMembers(item, FAULT_KINDS, FAULT_MEMBERS);
    return object as unknown as Fault;
  });
}

/** An object whose kind is one of these and whose other members have these shapes; throws TypeError otherwise. */
export function readMembers(
  item: Json | undefined,
  kinds: readonly string[],
  members: Readonly<Record<string, Shape>>,
): JsonObject {
  if (!isJsonObject(item) || typeof item.kind !== "string" || !kinds.includes(item.kind)) {
    throw new TypeError(`a fault needs a kind, one of ${kinds.join(", ")}`);
  }
  for (const [key, member] of Object.entries(item)) {
    const shape = Object.hasOwn(members, key) ? members[key] : undefined;
    if (key !== "kind" && shape === undefined) {
      throw new TypeError(`a fault has no member "${key}"; it has kind, ${Object.keys(members).join(", ")}`);
    }
    if (shape !== undefined && !shape.fits(member)) {
      throw new TypeError(`the member "${key}" of a fault must be ${shape.what}`);
    }
  }
  return item;
}

/** What a value behind the kind's own name means: `status=503`, `delay=200`. */
const MAIN_MEMBERS: Partial<Record<FaultKind, keyof Fault>> = {
  status: "status",
  delay: "delayMilliseconds",
  lateAnswer: "delayMilliseconds",
  htmlPage: "body",
};

/**
 * Reads the header `X-Sandbox-Fault`: faults with commas between, each a kind and members with semicolons between,
 * `delay=200, status=503;retryAfter=2`. Text is percent-encoded. Throws TypeError that says what is wrong.
 */
export function parseFaultHeader(header: string): readonly Fault[] {
  const items = header.split(",").map((part): Json => {
    const [head = "", ...members] = part.split(";").map((member) => member.trim());
    const [kind = "", main] = splitAtEquals(head);
    const mainMember = FAULT_KINDS.find((known) => known === kind);
    const fault: { [name: string]: Json } = { kind };
    if (main !== undefined) {
      const name = mainMember === undefined ? undefined : MAIN_MEMBERS[mainMember];
      if (name === undefined) {
        throw new TypeError(`X-Sandbox-Fault: "${kind}" takes no value of its own`);
      }
      fault[name] = readValue(main);
    }
    for (const member of members) {
      const [name = "", value] = splitAtEquals(member);
      if (value === undefined) {
        throw new TypeError(`X-Sandbox-Fault: "${member}" must be written name=value`);
      }
      fault[name] = readValue(value);
    }
    return fault;
  });
  return parseFaults(items);
}

function splitAtEquals(part: string): readonly [string, string?] {
  const at = part.indexOf("=");
  return at < 0 ? [part] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
}

function readValue(written: string): Json {
  if (/^\d+(?:\.\d+)?$/.test(written)) {
    return Number(written);
  }
  try {
    return decodeURIComponent(written);
  } catch {
    throw new TypeError(`X-Sandbox-Fault: "${written}" is not percent-encoded text`);
  }
}
