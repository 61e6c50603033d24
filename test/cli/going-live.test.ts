import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { viewErp } from "../demo/erp-view.ts";
import { startWorld, type World } from "../demo/world.ts";
import { copyRunnableMappings } from "../harness/mappings.ts";
import { startRuntime } from "../harness/runtime-process.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";
import { startCommand } from "./started-command.ts";

// Each command is a process of its own that compiles the project.
vi.setConfig({ testTimeout: 300_000 });

let folder: string;
let project: string;
let world: World;
beforeEach(async () => {
  folder = temporaryFolder();
  project = copyRunnableMappings(folder);
  world = await startWorld();
  onTestFinished(() => world.close());
});

function place(email: string, change: { readonly payment_status?: string; readonly sku?: string } = {}): string {
  const { payment_status = "P", sku = "TAPE-5M" } = change;
  const order = world.shop.placeOrder(
    { email, payment_status, shipping_method_name: "Courier", items: [{ sku, name: sku, price: 5 }] },
    { announce: false },
  );
  return String(order.order_number);
}

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly lines: () => readonly Record<string, unknown>[];
}

async function xmap(store: string, ...parameters: readonly string[]): Promise<Ended> {
  const all = [...parameters, "--env", "sandbox", "--store", join(folder, store)];
  const command = startCommand(all, project, world.environment);
  const exitCode = await command.ended();
  const stdout = command.stdout();
  const lines = (): readonly Record<string, unknown>[] =>
    stdout.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as Record<string, unknown>]));
  return { exitCode, stdout, stderr: command.stderr(), lines };
}

function saleStates(numbers: readonly string[]): readonly string[] {
  const view = viewErp(world.erp);
  return numbers.map((number) =>
    view
      .salesOf(number)
      .map(({ sale }) => sale.state)
      .join(" and "),
  );
}

describe("xmap sync --all", () => {
  it("loads all orders once, tells no customer, and a second time changes nothing", async () => {
    const numbers = [1, 2, 3].map((id) => place(`${id}@example.com`));
    const first = await xmap("store.sqlite", "sync", "OrderToCash", "--all");
    expect(first.stderr).toBe("");
    expect([first.exitCode, first.stdout]).toEqual([0, "OrderToCash: 3 records read, 3 delivered\n"]);
    expect(saleStates(numbers)).toEqual(["sale", "sale", "sale"]);
    const before = world.erp.journal().length;
    const second = await xmap("store.sqlite", "sync", "OrderToCash", "--all", "--json");
    expect(second.stderr).toBe("");
    expect(second.lines()).toEqual([
      {
        schema: "xmap.sync/1",
        flow: "OrderToCash",
        read: 3,
        accepted: 3,
        behindHolds: 0,
        complete: true,
        outcomes: { unchanged: 3 },
        muted: 0,
        pending: 0,
      },
    ]);
    expect(world.erp.journal().length).toBe(before);
    expect(world.shop.mails()).toEqual([]);
  });

  it("leaves out what would mail a customer, until a person asks for it", { tags: ["long"] }, async () => {
    const number = place("ada@example.com");
    await xmap("store.sqlite", "sync", "OrderToCash", "--all");
    const [sale] = viewErp(world.erp).salesOf(number);
    world.erp.shipOrder(sale?.id ?? 0);
    const shipped = await xmap("store.sqlite", "sync", "DeliveryToShop", "--all");
    expect(shipped.stdout).toBe("DeliveryToShop: 1 records read, 1 unchanged\n");
    expect(shipped.stderr).toContain("1 effect that its customer would have been told of was left out");
    const store = join(folder, "store.sqlite");
    const runtime = await startRuntime({ project, store, environment: world.environment, pollEvery: "200ms" });
    const ended = async (): Promise<unknown> => (await xmap("store.sqlite", "status", "--json")).lines()[0]?.pending;
    await expect.poll(ended, { timeout: 60_000 }).toBe(0);
    expect(world.shop.mails()).toEqual([]);
    await xmap("store.sqlite", "trigger", "DeliveryToShop", "1");
    await expect.poll(() => world.shop.mails().length, { timeout: 60_000 }).toBe(1);
    await runtime.stop();
  });

  it("says what a person must look at", { tags: ["long"] }, async () => {
    place("good@example.com");
    place("bad@example.com", { sku: "NOWHERE" });
    const { exitCode, stdout } = await xmap("store.sqlite", "sync", "OrderToCash", "--all");
    expect([exitCode, stdout]).toEqual([1, "OrderToCash: 2 records read, 1 delivered, 1 rejected\n"]);
  });

  it("is refused with the mend while an engine runs on the store", async () => {
    const store = join(folder, "store.sqlite");
    const runtime = await startRuntime({ project, store, environment: world.environment, pollEvery: "1h" });
    const refused = await xmap("store.sqlite", "sync", "OrderToCash", "--all");
    expect([refused.exitCode, refused.stdout]).toEqual([4, ""]);
    expect(refused.stderr).toContain("Another process is running on the store");
    expect(refused.stderr).toContain("Stop it first");
    await runtime.stop();
  });

  it.each([
    [["sync"], "Say either --all or --baseline."],
    [["sync", "OrderToCsh", "--all"], 'There is no flow "OrderToCsh"'],
    [["sync", "OrderToCash", "--all", "--since", "yesterday"], '"yesterday" is no date'],
  ])("%j is refused with the mend", async (parameters, message) => {
    const { exitCode, stderr } = await xmap("store.sqlite", ...parameters);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe("matching", () => {
  it("a lost store is linked anew: nothing is made twice and nobody is told", async () => {
    const numbers = [1, 2, 3].map((id) => place(`${id}@example.com`));
    await xmap("lost.sqlite", "sync", "OrderToCash", "--all");
    const late = place("late@example.com");
    const relinked = await xmap("new.sqlite", "relink", "--json");
    expect(relinked.exitCode).toBe(1);
    expect(relinked.lines().filter(({ schema }) => schema === "xmap.baseline/1")).toMatchObject([
      { binding: "BuyerCompany", matched: 0 },
      { binding: "Buyer", matched: 3, unmatchedLeft: 1 },
      { binding: "Recipient", matched: 3, ambiguous: 0 },
      { binding: "Remembered", matched: 3, unmatchedLeft: 1 },
      { binding: "OrderToSale", matched: 3, unmatchedLeft: 1, unmatchedRight: 0 },
    ]);
    const partners = world.erp.records("res.partner").length;
    const run = await xmap("new.sqlite", "sync", "OrderToCash", "--all");
    expect(run.stdout).toBe("OrderToCash: 4 records read, 1 delivered, 3 unchanged\n");
    expect(saleStates([...numbers, late])).toEqual(["sale", "sale", "sale", "sale"]);
    // The late order's buyer and recipient.
    expect(world.erp.records("res.partner").length).toBe(partners + 2);
    expect(world.shop.mails()).toEqual([]);
  });

  it("a baseline only reports", { tags: ["long"] }, async () => {
    place("ada@example.com");
    await xmap("first.sqlite", "sync", "OrderToCash", "--all");
    place("new@example.com");
    const before = world.erp.journal().length;
    const { exitCode, stdout, stderr } = await xmap("other.sqlite", "sync", "--baseline", "OrderToSale");
    expect(stderr).toContain("Nothing was changed; add --link");
    expect(stdout).toMatch(/OrderToSale +2 +0 +1 +1 +0 +0 +0\n/);
    expect(stdout).toMatch(/UNMATCHED LEFT.*\nOrderToSale +shop\/Order\/2 .*no SaleOrder has client_order_ref/);
    expect([exitCode, world.erp.journal().length]).toEqual([1, before]);
    const links = await xmap("other.sqlite", "links", "list");
    expect(links.stderr).toContain("There is no store at");
  });
});

describe("xmap reconcile", () => {
  it("says what differs and why, adds money up, and repairs what it can", { tags: ["long"] }, async () => {
    const numbers = ["first", "second"].map((name) => place(`${name}@example.com`));
    await xmap("store.sqlite", "sync", "OrderToCash", "--all");
    const configuration = join(project, "xmap.json");
    const settings = JSON.parse(readFileSync(configuration, "utf8")) as object;
    const total = { left: "Order.total", right: "SaleOrder.amount_total", currency: "Order.currency" };
    writeFileSync(configuration, JSON.stringify({ ...settings, reconcile: { figures: { total } } }));
    const late = place("late@example.com");
    const found = await xmap("store.sqlite", "reconcile", "OrderToCash", "--since", "2020-01-01");
    expect(found.stderr).toBe("");
    expect(found.stdout).toMatch(/shop\/Order\/3 was never sent\n[\s\S]*OrderToCash +OrderToSale +3 +2 +1 +1 +0\n/);
    expect(found.stdout).toMatch(/total +OrderToSale +USD +[\d.]+ +[\d.]+ +-[\d.]+/);
    expect(found.exitCode).toBe(1);
    const repaired = await xmap("store.sqlite", "reconcile", "--since", "2020-01-01", "--repair", "--json");
    expect(repaired.lines().filter(({ schema }) => schema === "xmap.reconcile/1")).toMatchObject([
      { flow: "RememberOrder", binding: "Remembered", records: 3, different: 1, repaired: 1 },
      // The run that repaired the one has made this as well.
      { flow: "OrderToCash", binding: "Remembered", records: 3, different: 0 },
      { flow: "OrderToCash", binding: "OrderToSale", records: 3, different: 1, repaired: 1 },
    ]);
    expect(repaired.exitCode).toBe(0);
    expect(saleStates([...numbers, late])).toEqual(["sale", "sale", "sale"]);
    const report = await xmap("store.sqlite", "reconcile", "--since", "2020-01-01", "--report");
    expect(report.stdout).toMatch(
      /OrderToCash +OrderToSale +3 +3 +0 +0 +0\n[\s\S]*total +OrderToSale +USD +[\d.]+ +[\d.]+ +0$/m,
    );
    expect(report.exitCode).toBe(0);
  });
});
