import type { BindingModule, Value } from "@xmap/contract";
import { formatRecordReference } from "@xmap/contract";
import { referenceFromKey, referenceOf } from "../record-keys.ts";
import { searchByKey } from "../references.ts";
import type { RunContext } from "../run-context.ts";
import { patiently } from "./patience.ts";

const KEYS_AT_ONCE = 100;

type Match = Readonly<Record<string, Value>>;

/** Texts of the right records for each match, in the order of the matches; a hundred are asked for in one call. */
export async function findByKeys(
  context: RunContext,
  binding: BindingModule,
  matches: readonly Match[],
): Promise<readonly (readonly string[])[]> {
  const found: (readonly string[])[] = [];
  for (let start = 0; start < matches.length; start += KEYS_AT_ONCE)
    found.push(...(await findSome(context, binding, matches.slice(start, start + KEYS_AT_ONCE))));
  return found;
}

async function findSome(
  context: RunContext,
  binding: BindingModule,
  matches: readonly Match[],
): Promise<readonly (readonly string[])[]> {
  const { resource, system, key, name } = binding.right;
  const [only, second] = key;
  const isWhole = (match: Match): boolean => !Object.values(match).includes(null);
  // A lookup answers one field and compares no empty ones: what needs more is searched for by itself.
  const inBatch = only !== undefined && second === undefined ? matches.filter(isWhole) : [];
  const answers = new Map<Match, readonly string[]>();
  if (inBatch.length > 0 && only !== undefined) {
    const keys = inBatch.map((match) => binding.key.map((field) => match[field] ?? null));
    const request = { resource, columns: binding.key, result: only.field, keys };
    const hits = await patiently(context.services, system, () =>
      context.services.gate(system).call(`lookup ${name}`, (session) => session.lookup(request)),
    );
    for (const [index, match] of inBatch.entries()) answers.set(match, textsOf(binding, hits[index] ?? []));
  }
  const found: (readonly string[])[] = [];
  for (const match of matches) found.push(answers.get(match) ?? (await search(context, binding, match)));
  return found;
}

function textsOf({ right }: BindingModule, hits: readonly Value[]): readonly string[] {
  const references = hits.flatMap((hit) => referenceFromKey(right, [hit]) ?? []);
  return [...new Set(references.map(formatRecordReference))];
}

async function search(context: RunContext, binding: BindingModule, match: Match): Promise<readonly string[]> {
  const { services } = context;
  const found = await patiently(services, binding.right.system, () => searchByKey(context, binding, match));
  return found.flatMap((record) => referenceOf(binding.right, record) ?? []).map(formatRecordReference);
}
