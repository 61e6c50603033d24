import { type BindingModule, createEvent, type FlowModule, formatRecordReference, worstWord } from "@xmap/contract";
import type { ResolvedReference } from "../answer-book.ts";
import { isSearchable, keyMatch } from "../cross-references.ts";
import { leavesOf } from "../field-values.ts";
import { describeReference, referenceOf } from "../record-keys.ts";
import { searchByKey } from "../references.ts";
import type { RunContext } from "../run-context.ts";
import type { Services } from "../services.ts";
import { evaluateBinding } from "../steps/evaluate-binding.ts";

const NO_FLOW: FlowModule = {
  name: "",
  subject: { name: "", entity: { name: "", system: "", resource: "", key: [], fields: [], joins: [] } },
  where: undefined,
  triggers: [],
  policy: undefined,
  atMostEveryMilliseconds: undefined,
  rules: [],
  steps: [],
};

/** What bindings are evaluated in when nothing may be written: references are found and never made. */
export function lookingContext(services: Services): RunContext {
  const subject = { system: "", entity: "", key: [] };
  const { installation, clock } = services;
  const at = new Date(clock.now());
  return {
    services,
    run: "",
    work: 0,
    flow: NO_FLOW,
    mappingHash: "",
    subject,
    event: createEvent({ id: "", installation, record: subject, at, origin: "manual" }),
    content: undefined,
    journal: new Map(),
    state: {},
    references: new Map(),
    refer: findReference,
    isStopping: () => false,
    progress: () => ({ mappingHash: "", coveredVersion: 0, wrote: false, attempts: 0, failedSince: undefined }),
    pending: [],
    journaled: false,
    written: false,
    muted: [],
    skipped: [],
    step: "",
    frames: [],
    binding: undefined,
  };
}

function findReference(context: RunContext, binding: BindingModule, record: object): Promise<ResolvedReference> {
  const left = referenceOf(binding.left, record);
  if (left === undefined) return Promise.resolve(notFound(binding, "a record without a key"));
  const text = formatRecordReference(left);
  const name = `${binding.name} of ${text}`;
  const finding = context.references.get(name) ?? find(context, binding, text, record, describeReference(left));
  context.references.set(name, finding);
  return finding;
}

async function find(
  context: RunContext,
  binding: BindingModule,
  left: string,
  record: object,
  described: string,
): Promise<ResolvedReference> {
  const { links } = context.services;
  if (binding.linkedFrom === "right") {
    const [one] = (await links.crossReferencesTo(binding.link, left)).filter(({ state }) => state === "confirmed");
    return one === undefined ? notFound(binding, described) : { key: one.left.key, record: undefined, problems: [] };
  }
  const known = await links.crossReference(binding.link, left);
  if (known?.state === "confirmed" && known.right !== undefined)
    return { key: known.right.key, record: undefined, problems: [] };
  if (binding.linkedFrom !== undefined) return notFound(binding, described);
  const { result: draft, problems } = await evaluateBinding(context, binding, record);
  const word = worstWord(problems);
  if (draft === undefined || (word !== undefined && word !== "warn"))
    return { key: undefined, record: undefined, problems };
  const match = keyMatch(binding, leavesOf(draft));
  const found = isSearchable(match) ? await searchByKey(context, binding, match) : [];
  const [one, another] = found.map((hit) => referenceOf(binding.right, hit));
  if (one === undefined || another !== undefined) return notFound(binding, described);
  return { key: one.key, record: undefined, problems: [] };
}

function notFound(binding: BindingModule, described: string): ResolvedReference {
  const message = `no ${binding.right.name} is found for ${described}`;
  return { key: undefined, record: undefined, problems: [{ word: "reject", rule: binding.name, message }] };
}
