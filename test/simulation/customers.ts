import type { SeededRandom } from "@xmap/sandbox";
import type { XCartSandbox } from "@xmap/sandbox/xcart";
import { FIRST_NAMES, LAST_NAMES, type Market } from "../demo/catalogue.ts";
import type { PlannedAddress } from "../demo/plan.ts";
import { WEEK_MARKETS } from "./goods.ts";

/** Somebody who buys in the shop. */
export interface Customer {
  readonly email: string;
  readonly market: Market;
  readonly address: PlannedAddress;
  /** Undefined for guests. */
  readonly profileId: number | undefined;
}

/** Customers with an account, guests, and those who come back. */
export class Customers {
  readonly #shop: XCartSandbox;
  readonly #random: SeededRandom;
  readonly #known: Customer[] = [];

  constructor(shop: XCartSandbox, random: SeededRandom) {
    this.#shop = shop;
    this.#random = random;
  }

  /** Those who have been here. */
  get all(): readonly Customer[] {
    return this.#known;
  }

  /** Whoever comes next: two of three have been here before, once there are enough. */
  next(): Customer {
    const returns = this.#known.length > 40 && this.#random.fraction() < 0.66;
    return returns ? this.#random.pick(this.#known) : this.#arrive();
  }

  #arrive(): Customer {
    const index = this.#known.length + 1;
    const market = this.#random.pick(WEEK_MARKETS);
    const email = `buyer${index}@example.com`;
    const isRegistered = this.#random.fraction() < 0.5;
    const profile = isRegistered ? this.#shop.addProfile({ login: email, registered: true }) : undefined;
    const address: PlannedAddress = {
      firstname: this.#random.pick(FIRST_NAMES),
      lastname: this.#random.pick(LAST_NAMES),
      phone: `+1 503 555 ${String(index).padStart(4, "0")}`,
      street: `${index} Alder Court`,
      zipcode: market.zipcode,
      city: market.city,
      country: market.country,
      state: market.state,
    };
    const customer = { email, market, address, profileId: profile?.id };
    this.#known.push(customer);
    return customer;
  }
}
