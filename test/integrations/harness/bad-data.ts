import { expect } from "vitest";
import type { Integration } from "./integration.ts";
import type { Json } from "./mangling-proxy.ts";
import { type Mutation, mutated } from "./mutations.ts";

/** How many records of a kind something is wrong with; `XMAP_MUTATIONS=200` for the long version. */
export const MUTATIONS = Number(process.env.XMAP_MUTATIONS ?? "20");
export const MUTATION_SEED = Number(process.env.XMAP_SEED ?? "11");
/** Ten thousand take minutes, and come with the long version. */
export const MANY_LINES = Number(process.env.XMAP_LINES ?? "500");
export const PATIENCE = 600_000;

/** Words of programs, never of rules. */
const UNHANDLED = /undefined|is not a function|Cannot read prop|not iterable|\[object|NaN|Maximum call|Invalid array/;

/** A run's end must be a delivery, or name what is wrong. */
export function expectSaid(
  integration: Integration,
  runs: readonly { readonly flow: string; readonly record: string; readonly mutation: Mutation | undefined }[],
): void {
  const bad = runs.flatMap(({ flow, record, mutation }) => {
    const end = endOf(integration, flow, record);
    return isSaid(end) ? [] : [`${flow}, ${mutation?.path.join(".")} ${mutation?.name}: ${end.slice(0, 300)}`];
  });
  expect(bad).toEqual([]);
}

/** How the last run of a flow for a record ended, with the rules and words of what was wrong. */
function endOf({ ends }: Integration, flow: string, record: string): string {
  const end = ends.findLast((each) => each.flow === flow && each.record === record);
  if (end === undefined) return "no run";
  const said = end.problems.filter(({ word }) => word !== "skip").map(({ rule, message }) => `${rule}: ${message}`);
  const named = said.filter((each) => !UNHANDLED.test(each));
  // A mapping that could not go on after a rule has complained says so too.
  const words = named.length > 0 ? named : said;
  return [end.outcome, ...words, ...(end.failure === undefined ? [] : [end.failure.message])].join("; ");
}

function isSaid(end: string): boolean {
  if (UNHANDLED.test(end)) return false;
  return /^(delivered|unchanged|skipped)/.test(end) || /^(held|rejected|dead); \S/.test(end);
}

export function isJsonRecord(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Orders of the shop wherever they stand in an answer: alone, in a list, or in the list of a page. */
export function mangleOrders(answer: Json, mutations: ReadonlyMap<number, Mutation>): Json {
  if (Array.isArray(answer)) return answer.map((each) => mangleOrders(each, mutations));
  if (!isJsonRecord(answer)) return answer;
  const mutation = "order_number" in answer ? mutations.get(Number(answer.id)) : undefined;
  if (mutation !== undefined) return mutated(answer, mutation);
  const { "hydra:member": rows } = answer;
  return rows === undefined ? answer : { ...answer, "hydra:member": mangleOrders(rows, mutations) };
}
