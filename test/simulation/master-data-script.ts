import type { SeededRandom } from "@xmap/sandbox";
import type { Customer, Customers } from "./customers.ts";
import { GOODS } from "./goods.ts";
import { type Row, rowsOf } from "./odoo-books.ts";
import type { StockWatch } from "./stock-watch.ts";
import type { World } from "./world.ts";

interface MasterDataParts {
  readonly world: World;
  readonly random: SeededRandom;
  readonly customers: Customers;
  readonly stock: StockWatch;
}

/** People who keep products in Odoo and customers on both sides up to date. */
export class MasterDataScript {
  readonly #parts: MasterDataParts;
  /** Streets that Odoo's people wrote, by profile. */
  readonly #streets = new Map<number, string>();
  edits = 0;

  constructor(parts: MasterDataParts) {
    this.#parts = parts;
  }

  /** Some of it happens every hour. */
  hour(): void {
    const { random } = this.#parts;
    if (random.fraction() < 0.5) this.#editProduct();
    if (random.fraction() < 0.5) this.#editInOdoo();
    if (random.fraction() < 0.4) this.#editInShop();
  }

  /** What is not equal on both sides at the end, in words. */
  differences(): readonly string[] {
    const { world, stock, customers } = this.#parts;
    const goods = GOODS.flatMap(({ sku }) => {
      const fields = ["name", "lst_price", "weight", "description_sale"];
      const [product] = rowsOf(world.erp, "product.product", [["id", "=", stock.idOf(sku)]], fields);
      const shown = world.shop.products().find((one) => one.sku === sku);
      const wanted = [product?.name, product?.lst_price, product?.weight, product?.description_sale || ""];
      return differ(`product ${sku}`, wanted, [shown?.name, shown?.price, shown?.weight, shown?.description]);
    });
    const people = customers.all.flatMap((customer) => this.#customerDifferences(customer));
    return [...goods, ...people];
  }

  #customerDifferences({ profileId, email }: Customer): string[] {
    const { shop } = this.#parts.world;
    const profile = shop.profiles().find(({ id }) => id === profileId);
    if (profile === undefined || profileId === undefined) return [];
    const partner = this.#partnerOf(profile.login);
    // Who has registered and not bought yet has no name, and Odoo wants one.
    if (shop.addressesOf(profileId).length === 0 && partner === undefined) return [];
    if (partner === undefined) return [`customer ${email}: is not in Odoo as ${profile.login}`];
    const street = this.#streets.get(profileId);
    const addresses = shop.addressesOf(profileId).filter(({ is_billing: isBilling }) => isBilling);
    return [
      ...differ(`customer ${email}`, [profile.status === "E", "en_US"], [partner.active, partner.lang]),
      ...(street === undefined
        ? []
        : differ(`the street of ${email}`, [street, street], [partner.street, addresses[0]?.street])),
    ];
  }

  #partnerOf(email: string): Row | undefined {
    const domain = [
      ["email", "=", email],
      ["type", "=", "contact"],
    ];
    return rowsOf(this.#parts.world.erp, "res.partner", domain, ["active", "lang", "street"])[0];
  }

  #editProduct(): void {
    const { world, random, stock } = this.#parts;
    const { sku, price, name } = random.pick(GOODS);
    const change = random.pick([
      { lst_price: Math.round(price * random.whole(80, 130)) / 100 },
      { weight: random.whole(1, 40) / 10 },
      { description_sale: `${name}: now in ${random.pick(["red", "green", "blue"])}` },
      { name: `${name}, ${random.whole(2020, 2026)} model` },
    ]);
    world.erp.call("product.product", "write", [[stock.idOf(sku)], change]);
    this.edits += 1;
  }

  /** Odoo's people hear of a new street. */
  #editInOdoo(): void {
    const { world, random } = this.#parts;
    const customer = this.#someone();
    const partner = customer === undefined ? undefined : this.#partnerOf(customer.email);
    if (customer?.profileId === undefined || partner === undefined) return;
    const street = `${random.whole(1, 999)} Birch Lane`;
    world.erp.call("res.partner", "write", [[Number(partner.id)], { street }]);
    this.#streets.set(customer.profileId, street);
    this.edits += 1;
  }

  /** A customer's account is closed or opened again. */
  #editInShop(): void {
    const { shop } = this.#parts.world;
    const customer = this.#someone();
    const profile = shop.profiles().find(({ id }) => id === customer?.profileId);
    if (profile === undefined) return;
    shop.editProfile(profile.id, { status: profile.status === "E" ? "D" : "E" });
    this.edits += 1;
  }

  /** Somebody with an account, whom Odoo knows. */
  #someone(): Customer | undefined {
    const { customers, random } = this.#parts;
    const known = customers.all.filter(({ profileId }) => profileId !== undefined);
    return known.length === 0 ? undefined : random.pick(known);
  }
}

function differ(what: string, wanted: readonly unknown[], is: readonly unknown[]): string[] {
  const [left, right] = [JSON.stringify(wanted), JSON.stringify(is)];
  return left === right ? [] : [`${what}: ${right}, must be ${left}`];
}
