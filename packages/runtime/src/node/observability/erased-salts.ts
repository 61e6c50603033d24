import { type AuditRecord, ERASE_OPERATION, ERASED_SALT } from "@xmap/contract";

/** Follows which salts are gone, and which of them the log itself says were destroyed when a person was erased. */
export class ErasedSalts<Place> {
  /** The first record of each target whose salt is gone and that no later record accounts for. */
  readonly #open = new Map<string, Place>();
  #count = 0;

  /** Records whose salts are gone. */
  get count(): number {
    return this.#count;
  }

  /** The first record whose salt nobody said to have destroyed. */
  get unexplained(): Place | undefined {
    const [first] = this.#open.values();
    return first;
  }

  /** Takes in the next record; `place` tells where it stands. Answers whether its values can be proven. */
  add({ target, operation }: AuditRecord, salt: string, place: Place): boolean {
    if (salt === ERASED_SALT) {
      this.#count += 1;
      if (!this.#open.has(target)) this.#open.set(target, place);
      return false;
    }
    if (operation === ERASE_OPERATION) this.#open.delete(target);
    return true;
  }
}
