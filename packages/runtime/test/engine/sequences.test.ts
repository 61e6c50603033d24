import type { DataRecord } from "@xmap/runtime";
import { settle } from "@xmap/testing";
import fastCheck from "fast-check";
import { expect, it } from "vitest";
import { Bench } from "../fakes/bench.ts";
import { customerModule } from "../fakes/customer-mapping.ts";

/** Sequences of a run; `npm run sequences` takes 5,000. */
const SEQUENCES = Number(process.env.XMAP_SEQUENCES ?? 100);

type Side = "shop" | "erp";
const RESOURCES = { shop: "profiles", erp: "partner" } as const;
const EMAILS = ["a@x.com", "b@x.com", "c@x.com"] as const;
const NEW_PROFILE = { name: null, phone: null, staff: false, points: null, language: null };
const NEW_PARTNER = { name: null, phone: null, lang: null, origin: null, credit: null };

/** Two systems that people work in at the same time, and what the people have done. */
class World {
  readonly bench: Bench;
  /** How many records with an e-mail address people have made on a side. */
  readonly made = new Map<string, number>();
  /** How many records people have taken away on a side. */
  readonly removed = { shop: 0, erp: 0 };
  #nextId = 1;

  constructor() {
    this.bench = new Bench({ modules: [customerModule("erp")] });
  }

  records(side: Side): readonly DataRecord[] {
    return this.bench[side].all(RESOURCES[side]) as readonly DataRecord[];
  }

  async create(side: Side, email: string): Promise<void> {
    const id = this.#nextId;
    this.#nextId += 1;
    const record = side === "shop" ? { ...NEW_PROFILE, login: email } : { ...NEW_PARTNER, email };
    this.bench[side].put(RESOURCES[side], { ...record, id });
    const name = `${side} ${email}`;
    this.made.set(name, (this.made.get(name) ?? 0) + 1);
    await this.tell(side, id);
  }

  edit(side: Side, pick: number, field: "name" | "phone", value: string | null): void {
    const record = this.#picked(side, pick);
    if (record !== undefined) this.bench[side].put(RESOURCES[side], { ...record, [field]: value });
  }

  remove(side: Side, pick: number): void {
    const record = this.#picked(side, pick);
    if (record === undefined) return;
    this.bench[side].records(RESOURCES[side]).delete(String(record.id));
    this.removed[side] += 1;
  }

  /** One of two partners stays and has the e-mail address of the other one. */
  merge(pick: number): void {
    const gone = this.#picked("erp", pick);
    const stays = this.records("erp").find(({ id }) => id !== gone?.id);
    if (gone === undefined || stays === undefined) return;
    this.remove("erp", pick);
    this.bench.erp.put("partner", { ...stays, email: gone.email ?? null });
  }

  async tell(side: Side, id: unknown): Promise<void> {
    const change = { system: side, resource: RESOURCES[side], key: [String(id)], origin: "poll" as const };
    await this.bench.engine.acceptChanges([change]);
    await this.bench.drain();
    await settle();
  }

  async tellPicked(side: Side, pick: number): Promise<void> {
    const record = this.#picked(side, pick);
    if (record !== undefined) await this.tell(side, record.id);
  }

  async restart(): Promise<void> {
    await this.bench.engine.stop();
    await this.bench.crash({ modules: [customerModule("erp")] });
    await this.bench.engine.start();
  }

  /** Nothing fails any more, and every record is told of until nothing changes. */
  async quiet(): Promise<void> {
    this.bench.shop.heal();
    this.bench.erp.heal();
    for (let round = 0; round < 3; round += 1)
      for (const side of ["shop", "erp"] as const) for (const { id } of this.records(side)) await this.tell(side, id);
  }

  #picked(side: Side, pick: number): DataRecord | undefined {
    const records = this.records(side);
    return records.length === 0 ? undefined : records[pick % records.length];
  }
}

type Deed = (world: World) => void | Promise<void>;

const side = fastCheck.constantFrom("shop" as const, "erp" as const);
const pick = fastCheck.nat(5);
const failing = fastCheck.constantFrom("create" as const, "update" as const, "read" as const, "search" as const);
const deeds: fastCheck.Arbitrary<{ readonly say: string; readonly act: Deed }> = fastCheck.oneof(
  fastCheck.tuple(side, fastCheck.constantFrom(...EMAILS)).map(([where, email]) => ({
    say: `create ${email} in ${where}`,
    act: (world: World) => world.create(where, email),
  })),
  fastCheck
    .tuple(
      side,
      pick,
      fastCheck.constantFrom("name" as const, "phone" as const),
      fastCheck.constantFrom("1", "2", null),
    )
    .map(([where, which, field, value]) => ({
      say: `${where} ${which}.${field} = ${value}`,
      act: (world: World) => world.edit(where, which, field, value),
    })),
  fastCheck.tuple(side, pick).map(([where, which]) => ({
    say: `tell of ${where} ${which}`,
    act: (world: World) => world.tellPicked(where, which),
  })),
  fastCheck.tuple(side, pick).map(([where, which]) => ({
    say: `remove ${where} ${which}`,
    act: (world: World) => world.remove(where, which),
  })),
  pick.map((which) => ({ say: `merge ${which}`, act: (world: World) => world.merge(which) })),
  fastCheck.tuple(side, failing, fastCheck.boolean()).map(([where, method, afterwards]) => ({
    say: `${method} in ${where} is ${afterwards ? "done but not answered" : "not done"}`,
    act: (world: World) => world.bench[where].fail(method, "Timeout", { afterwards: afterwards && method !== "read" }),
  })),
  fastCheck.constant({ say: "restart", act: (world: World) => world.restart() }),
);

/** What must hold whatever people and networks did, once all is quiet. */
async function check(world: World): Promise<void> {
  const { bench } = world;
  const parked = bench.parked();
  const held = await bench.waiting();
  const waiting = new Set([...held.map(({ record }) => record), ...parked]);
  const links = await bench.engine.operations.links({ states: ["confirmed"], limit: 1_000 });
  const profiles = new Map(world.records("shop").map((record) => [String(record.id), record]));
  const partners = new Map(world.records("erp").map((record) => [String(record.id), record]));
  for (const { left, right } of links) {
    const profile = profiles.get(left.key[0] ?? "");
    const partner = partners.get(right?.key[0] ?? "");
    if (profile === undefined || partner === undefined) continue;
    if (waiting.has(`shop/Profile/${profile.id}`) || waiting.has(`erp/Partner/${partner.id}`)) continue;
    const { email = null, name = null, phone = null } = partner;
    expect([profile.login ?? null, profile.name ?? null, profile.phone ?? null]).toEqual([email, name, phone]);
  }
  // No record belongs to two others.
  expect(new Set(links.map(({ left }) => left.key[0])).size).toBe(links.length);
  expect(new Set(links.map(({ right }) => right?.key[0])).size).toBe(links.length);
  // What xmap has made: at most one for each that people have made on the other side.
  for (const where of ["shop", "erp"] as const) {
    const other = where === "shop" ? "erp" : "shop";
    const all = world.records(where).length + world.removed[where];
    const byPeople = EMAILS.map((email) => world.made.get(`${where} ${email}`) ?? 0).reduce((sum, one) => sum + one, 0);
    const byOthers = EMAILS.map((email) => world.made.get(`${other} ${email}`) ?? 0).reduce((sum, one) => sum + one, 0);
    expect(all - byPeople).toBeLessThanOrEqual(byOthers);
  }
  // What is pending waits for a hold that is there.
  expect((await bench.engine.operations.status()).pending).toBe(parked.length);
  const details = await Promise.all(held.map(({ run }) => bench.engine.operations.show(run)));
  expect(details.reduce((sum, one) => sum + (one?.alsoWaiting ?? 0), 0)).toBe(parked.length);
}

it(`${SEQUENCES} sequences of edits, creates, deletes, merges, failures and restarts on both sides end in agreement`, {
  timeout: 180_000 + SEQUENCES * 1_000,
}, async () => {
  await fastCheck.assert(
    fastCheck.asyncProperty(fastCheck.array(deeds, { maxLength: 15 }), async (sequence) => {
      const world = new World();
      await world.bench.engine.start();
      for (const { act } of sequence) await act(world);
      await world.quiet();
      await check(world);
      await world.bench.engine.stop();
      await world.bench.store.close();
    }),
    { numRuns: SEQUENCES, interruptAfterTimeLimit: 50_000 + SEQUENCES * 1_000, markInterruptAsFailure: true },
  );
});
