import {
  type CrossReference,
  formatRecordReference,
  parseRecordReference,
  type Snapshot,
  type Value,
} from "@xmap/contract";
import { createSalt } from "../audit-salt.ts";
import { hashOfKey } from "../cross-references.ts";
import type { Services } from "../services.ts";
import type { StoreChange } from "../store.ts";
import { allRecords, wholeRecords } from "./all-records.ts";
import type { LinkingBinding } from "./binding-roles.ts";
import { findByKeys } from "./find-by-keys.ts";
import { keyOfRecord } from "./key-of-record.ts";
import { lookingContext } from "./looking-context.ts";

/** What is said of one record. */
export interface BaselineFinding {
  readonly binding: string;
  readonly kind: "matched" | "unmatchedLeft" | "unmatchedRight" | "ambiguous";
  /** Text of the record's reference: the right one's of `unmatchedRight`, else the left one's. */
  readonly record: string;
  /** The records that have its key. */
  readonly candidates: readonly string[];
  /** Why it is not matched, in words. */
  readonly reason?: string;
}

/** Counts of one binding's records. */
export interface BaselineReport {
  readonly binding: string;
  /** Left records that were looked at. */
  readonly records: number;
  /** Linked before. */
  readonly linked: number;
  /** Found by key, one to one; newly linked when that was asked for. */
  readonly matched: number;
  readonly unmatchedLeft: number;
  /** Undefined when the right system does not list its records. */
  readonly unmatchedRight: number | undefined;
  readonly ambiguous: number;
  /** What the binding skips, and what was removed. */
  readonly leftOut: number;
}

export interface BaselineOptions {
  /** Links what matches; else nothing is kept. */
  readonly link: boolean;
  /** True when xmap itself has made the right records: their lines are its own. */
  readonly ours: boolean;
  /** Who does it, as the audit log names it. */
  readonly actor: string;
  readonly onFinding: (finding: BaselineFinding) => void;
  /** Called after each page with the number of left records that were looked at. */
  readonly onProgress?: (binding: string, records: number) => void;
  readonly isStopped?: () => boolean;
}

/** A left record that wants a right one. */
interface Claim {
  readonly left: string;
  readonly keyHash: string;
}

type Counts = { -readonly [Name in keyof BaselineReport]: BaselineReport[Name] };

const CHANGES_AT_ONCE = 200;

/**
 * Looks for the counterpart of every left record of a binding by its key. Writes nothing to systems, and to the store
 * only when asked to link. Rejects with a Failure when a system cannot be read.
 */
export async function baseline(
  services: Services,
  { binding, cardinality }: LinkingBinding,
  options: BaselineOptions,
): Promise<BaselineReport> {
  return new Baseline(services, { binding, cardinality }, options).run();
}

class Baseline {
  readonly #services: Services;
  readonly #linking: LinkingBinding;
  readonly #options: BaselineOptions;
  /** Right record → the left ones that want it. */
  readonly #claims = new Map<string, Claim[]>();
  readonly #counts: Counts;
  #changes: StoreChange[] = [];

  constructor(services: Services, linking: LinkingBinding, options: BaselineOptions) {
    this.#services = services;
    this.#linking = linking;
    this.#options = options;
    const { name: binding } = linking.binding;
    const none = { records: 0, linked: 0, matched: 0, unmatchedLeft: 0, ambiguous: 0, leftOut: 0 };
    this.#counts = { binding, ...none, unmatchedRight: undefined };
  }

  async run(): Promise<BaselineReport> {
    const { binding } = this.#linking;
    for await (const listed of allRecords(this.#services, binding.left)) {
      if (this.#isStopped()) return this.#counts;
      await this.#page(await wholeRecords(this.#services, binding.left, listed));
      this.#options.onProgress?.(binding.name, this.#counts.records);
    }
    for (const [right, claims] of this.#claims) await this.#settle(right, claims);
    await this.#flush();
    await this.#lookAtRight();
    return this.#counts;
  }

  async #page(whole: Awaited<ReturnType<typeof wholeRecords>>): Promise<void> {
    const { binding } = this.#linking;
    const context = lookingContext(this.#services);
    const open: { readonly left: string; readonly match: Readonly<Record<string, Value>> }[] = [];
    for (const { reference, record } of whole) {
      const left = formatRecordReference(reference);
      this.#counts.records += 1;
      const known = await this.#services.store.crossReference(binding.link, left);
      if (known?.state === "confirmed") {
        this.#counts.linked += 1;
        continue;
      }
      const key = known?.state === "tombstone" ? { leftOut: "removed" } : await keyOfRecord(context, binding, record);
      if ("match" in key) open.push({ left, match: key.match });
      else if ("leftOut" in key) this.#counts.leftOut += 1;
      else this.#find("unmatchedLeft", left, [], key.keyless);
    }
    const matches = open.map(({ match }) => match);
    const found = await findByKeys(context, binding, matches);
    for (const [index, { left, match }] of open.entries()) await this.#judge(left, match, found[index] ?? []);
  }

  async #judge(left: string, match: Readonly<Record<string, Value>>, found: readonly string[]): Promise<void> {
    const { binding, cardinality } = this.#linking;
    const [right, another] = found;
    if (right === undefined) {
      this.#find("unmatchedLeft", left, [], `no ${binding.right.name} has ${describe(match)}`);
      return;
    }
    if (another !== undefined) {
      this.#find("ambiguous", left, found, `several ${binding.right.name} records have ${describe(match)}`);
      return;
    }
    const owner = cardinality === "one" ? await this.#ownerOf(right, left) : undefined;
    if (owner !== undefined) {
      this.#find("ambiguous", left, found, `${right} belongs to ${owner} already`);
      return;
    }
    const claim = { left, keyHash: hashOfKey(match) };
    const claims = this.#claims.get(right);
    if (claims === undefined) this.#claims.set(right, [claim]);
    else claims.push(claim);
  }

  async #settle(right: string, claims: readonly Claim[]): Promise<void> {
    const [first, second] = claims;
    if (first === undefined) return;
    if (second !== undefined && this.#linking.cardinality === "one") {
      const others = (left: string): string =>
        claims.flatMap((one) => (one.left === left ? [] : [one.left])).join(", ");
      for (const { left } of claims) this.#find("ambiguous", left, [right], `${others(left)} has the same key`);
      return;
    }
    for (const claim of claims) {
      this.#find("matched", claim.left, [right]);
      if (this.#options.link) await this.#link(right, claim);
    }
  }

  async #link(right: string, { left, keyHash }: Claim): Promise<void> {
    const { store, installation, clock, random } = this.#services;
    const { binding, cardinality } = this.#linking;
    const { actor, ours } = this.#options;
    const at = clock.now();
    const before = await store.crossReference(binding.link, left);
    const reference: CrossReference = {
      installation,
      link: binding.link,
      left: parseRecordReference(left),
      right: parseRecordReference(right),
      cardinality,
      state: "confirmed",
      run: actor,
      keyHash,
      createdAt: before?.createdAt ?? at,
      confirmedAt: at,
      lastSeenAt: at,
    };
    const place = { event: "", run: "", step: "", mappingHash: "", target: `${left} ${right}`, fields: [] };
    const entry = { at, actor, origin: "manual", ...place, operation: "link", salt: createSalt(random) } as const;
    this.#changes.push({ change: "crossReference", reference }, { change: "audit", entry });
    if (ours && binding.lines.length > 0)
      this.#changes.push({ change: "snapshot", snapshot: madeByUs(binding.link, left) });
    if (this.#changes.length >= CHANGES_AT_ONCE) await this.#flush();
  }

  async #flush(): Promise<void> {
    const changes = this.#changes;
    this.#changes = [];
    if (changes.length > 0) await this.#services.store.write(changes);
  }

  async #lookAtRight(): Promise<void> {
    const { right } = this.#linking.binding;
    if (this.#services.gate(right.system).session.list === undefined) return;
    this.#counts.unmatchedRight = 0;
    const keys = { ...right, fields: right.key.map(({ field }) => field), joins: [] };
    for await (const listed of allRecords(this.#services, keys)) {
      if (this.#isStopped()) return;
      for (const { reference } of listed) {
        const text = formatRecordReference(reference);
        if (!this.#claims.has(text) && (await this.#ownerOf(text, "")) === undefined)
          this.#find("unmatchedRight", text, []);
      }
    }
  }

  /** Another left record that the right one is linked with. */
  async #ownerOf(right: string, left: string): Promise<string | undefined> {
    const { link } = this.#linking.binding;
    const pointing = await this.#services.store.crossReferencesTo(link, right);
    const owner = pointing.find((one) => one.state !== "tombstone" && formatRecordReference(one.left) !== left);
    return owner === undefined ? undefined : formatRecordReference(owner.left);
  }

  #find(kind: BaselineFinding["kind"], record: string, candidates: readonly string[], reason?: string): void {
    this.#counts[kind] = (this.#counts[kind] ?? 0) + 1;
    const { name: binding } = this.#linking.binding;
    this.#options.onFinding({ binding, kind, record, candidates, ...(reason === undefined ? {} : { reason }) });
  }

  #isStopped(): boolean {
    return this.#options.isStopped?.() ?? false;
  }
}

/** Says that the lines of a record are ours, though what was sent is not known any more. */
function madeByUs(link: string, left: string): Snapshot {
  const nothing = { sent: {}, seen: {}, lines: {}, otherLines: {} };
  return { link, left, mappingHash: "", ...nothing, unsettled: { creates: true, fields: [], added: {}, changed: {} } };
}

function describe(match: Readonly<Record<string, Value>>): string {
  return Object.entries(match)
    .map(([field, value]) => `${field} ${JSON.stringify(value)}`)
    .join(", ");
}
