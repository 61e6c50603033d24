import type { Journal } from "../server/journal.ts";
import { toJson } from "../server/json.ts";
import { buildProfile, type Profile, type ProfileAddress } from "./catalog.ts";
import type { NextId } from "./order-input.ts";

/** What a book of profiles needs of its shop. */
export type ProfileBookParts = {
  readonly journal: Journal;
  readonly nextId: NextId;
  /** Epoch seconds. */
  readonly seconds: () => number;
  /** Told after each change of a profile or its addresses. */
  readonly changed: (profile: Profile) => void;
};

/** Customers, guests and staff of one shop, and their address books. */
export class ProfileBook {
  readonly #profiles = new Map<number, Profile>();
  readonly #idByLogin = new Map<string, number>();
  readonly #addresses = new Map<number, ProfileAddress>();
  readonly #parts: ProfileBookParts;

  constructor(parts: ProfileBookParts) {
    this.#parts = parts;
  }

  /** All profiles by their ids. */
  all(): readonly Profile[] {
    return [...this.#profiles.values()];
  }

  /** The profile of this id; undefined when there is none. */
  get(id: number): Profile | undefined {
    return this.#profiles.get(id);
  }

  /** True when another profile has this login; one that is not given or empty is nobody's. */
  isTaken(login: string | undefined, by: number | undefined): boolean {
    const id = login === undefined || login === "" ? undefined : this.#idByLogin.get(login);
    return id !== undefined && id !== by;
  }

  /** Adds a profile and returns it. */
  add(input: Partial<Profile> & { readonly login: string }): Profile {
    const profile = this.#save(buildProfile(input, this.#parts.nextId("profile"), this.#parts.seconds()));
    this.#parts.journal.append("profile added", `profile/${profile.id}`, toJson(input));
    this.#parts.changed(profile);
    return profile;
  }

  /** The profile that a checkout with this e-mail address ends in: a known one, or a new guest. */
  guest(email: string): Profile {
    const known = this.#profiles.get(this.#idByLogin.get(email) ?? 0);
    return known ?? this.#save(buildProfile({ login: email }, this.#parts.nextId("profile"), this.#parts.seconds()));
  }

  /** Changes a profile. Throws RangeError when there is none. */
  update(id: number, change: Partial<Profile>): Profile {
    const profile = this.#profiles.get(id);
    if (profile === undefined) {
      throw new RangeError(`the shop has no profile ${id}`);
    }
    this.#idByLogin.delete(profile.login);
    const changed = this.#save({ ...profile, ...change, id });
    this.#parts.journal.append("profile changed", `profile/${id}`, toJson(change));
    this.#parts.changed(changed);
    return changed;
  }

  /** Deletes a profile; true when there was one. */
  delete(id: number): boolean {
    const profile = this.#profiles.get(id);
    if (profile !== undefined) {
      this.#idByLogin.delete(profile.login);
      this.#parts.journal.append("profile deleted", `profile/${id}`, {});
    }
    return this.#profiles.delete(id);
  }

  /** The addresses of a profile's own book. */
  addressesOf(profileId: number): readonly ProfileAddress[] {
    return [...this.#addresses.values()].filter((address) => address.profile_id === profileId);
  }

  /** Adds an address to a profile's book, or changes one. */
  putAddress(address: Omit<ProfileAddress, "id"> & { readonly id?: number }): ProfileAddress {
    const saved: ProfileAddress = { ...address, id: address.id ?? this.#parts.nextId("address") };
    this.#addresses.set(saved.id, saved);
    this.#parts.journal.append("address saved", `profile/${saved.profile_id}/address/${saved.id}`, toJson(saved));
    const profile = this.#profiles.get(saved.profile_id);
    if (profile !== undefined) {
      this.#parts.changed(profile);
    }
    return saved;
  }

  /** Deletes an address. */
  deleteAddress(id: number): void {
    this.#addresses.delete(id);
  }

  #save(profile: Profile): Profile {
    this.#profiles.set(profile.id, profile);
    this.#idByLogin.set(profile.login, profile.id);
    return profile;
  }
}
