import { type CrossReference, formatRecordReference, type Snapshot } from "@xmap/contract";
import type { Store, StoreChange } from "./store.ts";

type LinkChange = Extract<StoreChange, { change: "crossReference" | "snapshot" }>;

/** Cross-references and snapshots as all runs of an engine see them: what a run has still to make durable counts already. */
export class Links {
  readonly #store: Store;
  readonly #references = new Map<string, LinkChange & { change: "crossReference" }>();
  readonly #snapshots = new Map<string, LinkChange & { change: "snapshot" }>();

  constructor(store: Store) {
    this.#store = store;
  }

  async crossReference(link: string, left: string): Promise<CrossReference | undefined> {
    return this.#references.get(nameOf(link, left))?.reference ?? this.#store.crossReference(link, left);
  }

  async crossReferencesTo(link: string, right: string): Promise<readonly CrossReference[]> {
    const stored = await this.#store.crossReferencesTo(link, right);
    const older = stored.filter(({ left }) => !this.#references.has(nameOf(link, formatRecordReference(left))));
    const pointing: CrossReference[] = [];
    for (const { reference } of this.#references.values()) {
      const { link: ofLink, right: points } = reference;
      if (ofLink === link && points !== undefined && formatRecordReference(points) === right) pointing.push(reference);
    }
    return pointing.length === 0 ? older : [...older, ...pointing];
  }

  async snapshot(link: string, left: string): Promise<Snapshot | undefined> {
    return this.#snapshots.get(nameOf(link, left))?.snapshot ?? this.#store.snapshot(link, left);
  }

  /** Changes that a run will make durable with its next ones. */
  hold(changes: readonly StoreChange[]): void {
    for (const change of changes) {
      if (change.change === "crossReference") this.#references.set(nameOfReference(change.reference), change);
      if (change.change === "snapshot") this.#snapshots.set(nameOf(change.snapshot.link, change.snapshot.left), change);
    }
  }

  /** The changes are durable, or given up. */
  letGo(changes: readonly StoreChange[]): void {
    for (const change of changes) {
      if (change.change === "crossReference") forget(this.#references, nameOfReference(change.reference), change);
      if (change.change === "snapshot")
        forget(this.#snapshots, nameOf(change.snapshot.link, change.snapshot.left), change);
    }
  }
}

/** A newer change of the same row stays. */
function forget<Change>(held: Map<string, Change>, name: string, change: Change): void {
  if (held.get(name) === change) held.delete(name);
}

function nameOf(link: string, left: string): string {
  return `${link}\n${left}`;
}

function nameOfReference({ link, left }: CrossReference): string {
  return nameOf(link, formatRecordReference(left));
}
