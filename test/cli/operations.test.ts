import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AuditReader } from "@xmap/runtime/node";
import type { OrderInput } from "@xmap/sandbox/xcart";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { viewErp } from "../demo/erp-view.ts";
import { readStatus, waitingOf } from "../demo/status.ts";
import { startWorld, type World } from "../demo/world.ts";
import { copyRunnableMappings } from "../harness/mappings.ts";
import { type CommandResult, runCommand } from "../harness/run-command.ts";
import { type RuntimeProcess, startRuntime } from "../harness/runtime-process.ts";

let folder: string;
let project: string;
let store: string;
let world: World;
let runtime: RuntimeProcess;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "xmap-operations-"));
  project = copyRunnableMappings(folder);
  store = join(folder, "store.sqlite");
  world = await startWorld();
  runtime = await start();
});

afterAll(async () => {
  await runtime.kill();
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const PATIENCE = { timeout: 60_000, interval: 50 };

/** Only webhooks bring news: polling would read a dead letter's record again by itself. */
async function start(): Promise<RuntimeProcess> {
  const started = await startRuntime({ project, store, environment: world.environment, pollEvery: "1h" });
  world.connect(started.url);
  return started;
}

function xmap(...parameters: readonly string[]): CommandResult {
  return runCommand([...parameters, "--env", "sandbox", "--store", store], project);
}

/** The objects that a command writes with `--json`. */
function lines(...parameters: readonly string[]): Record<string, unknown>[] {
  const { stdout } = xmap(...parameters, "--json");
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

interface Placed {
  readonly id: number;
  readonly number: string;
  readonly record: string;
}

function place(change: Partial<OrderInput> = {}): Placed {
  const order = world.shop.placeOrder({
    email: "ada@example.com",
    payment_status: "P",
    shipping_method_name: "Courier",
    items: [{ sku: "TAPE-5M" }],
    ...change,
  });
  return { id: Number(order.id), number: String(order.order_number), record: `shop/Order/${order.id}` };
}

/** An order that Odoo cannot take, with the run that waits for a person. */
async function placeDead(sku: string): Promise<Placed & { readonly run: string }> {
  const order = place({ items: [{ sku, name: sku, price: 5 }] });
  return { ...order, run: await waitingRun(order) };
}

/** An order whose payment status the mapping does not know, with the run that waits for a person. */
async function placeHeld(): Promise<Placed & { readonly run: string }> {
  const order = place({ payment_status: "X1" });
  return { ...order, run: await waitingRun(order) };
}

/** The run that waits for the order, another one than `before`. */
async function waitingRun({ id }: Placed, before?: string): Promise<string> {
  let found: string | undefined;
  const look = async (): Promise<boolean> => {
    found = waitingOf(await readStatus(runtime.url), id)?.run;
    return found !== undefined && found !== before;
  };
  await expect.poll(look, PATIENCE).toBe(true);
  return found ?? "";
}

function statesOf(order: Placed): readonly string[] {
  return viewErp(world.erp)
    .salesOf(order.number)
    .map(({ sale }) => sale.state);
}

describe("while the engine runs", () => {
  it("dead letters are listed with what went wrong, and by cause", async () => {
    const first = await placeDead("GONE-1");
    await placeDead("GONE-2");
    const listed = xmap("dead", "list");
    expect(listed.exitCode).toBe(0);
    expect(listed.stdout).toMatch(
      new RegExp(`${first.run.slice(0, 12)} +OrderToCash +${first.record} +sale .*SKU GONE-1 is not in Odoo`),
    );
    expect(lines("dead", "list", "--limit", "1").length).toBe(1);
    expect(lines("dead", "list", "--outcome", "dead")).toEqual([]);
    expect(lines("hold", "list", "--record", first.record)).toEqual([]);
    const groups = lines("dead", "list", "--groups");
    expect(groups).toContainEqual(
      expect.objectContaining({ schema: "xmap.group/1", outcome: "rejected", step: "sale" }),
    );
  });

  it("a dead letter is shown with its input, the rule in the mapping and what to do next", async () => {
    const { run, record } = await placeDead("GONE-3");
    const { exitCode, stdout } = xmap("dead", "show", run.slice(0, 8));
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`${record} was rejected`);
    expect(stdout).toContain("sku            -> product_id  via ProductId");
    expect(stdout).toMatch(/ \^{20,}/);
    expect(stdout).toContain('"sku": "GONE-3"');
    expect(stdout).toContain(`xmap dead retry ${run.slice(0, 12)} --env sandbox --store ${store}`);
    expect(lines("dead", "show", run)).toMatchObject([
      { schema: "xmap.waiting-details/1", run, input: { email: "ada@example.com" } },
    ]);
  });

  it("a corrected dead letter is retried and delivered", async () => {
    const order = await placeDead("GONE-4");
    const edited = xmap("dead", "edit", order.run, "--set", 'items[0].sku="TAPE-5M"');
    expect([edited.exitCode, edited.stdout]).toEqual([0, ""]);
    expect(xmap("dead", "show", order.run).stdout).toContain("Input, as a person has changed it");
    const retried = xmap("dead", "retry", order.run.slice(0, 10), "--as", "ada");
    expect([retried.exitCode, retried.stderr]).toEqual([0, "Done for 1 of 1.\n"]);
    await expect.poll(() => statesOf(order), PATIENCE).toEqual(["sale"]);
    expect(lines("dead", "list", "--record", order.record)).toEqual([]);
  });

  it("many are retried by their cause, after their plan was shown", async () => {
    const orders = [await placeDead("LATE"), await placeDead("LATE")];
    const group = String(lines("dead", "list", "--record", orders[0]?.record ?? "")[0]?.group);
    const mine = ["--group", group, "--flow", "OrderToCash"];
    world.erp.seed({ products: [{ sku: "LATE", name: "Late", quantity: 10 }] });
    const plan = xmap("dead", "retry", ...mine);
    expect([plan.exitCode, plan.stdout]).toEqual([4, expect.stringContaining("would be retried")]);
    const dry = xmap("dead", "retry", ...mine, "--dry-run", "--yes");
    expect([dry.exitCode, dry.stdout]).toEqual([0, expect.stringContaining("would be retried")]);
    expect(orders.map(statesOf)).toEqual([[], []]);
    expect(xmap("dead", "retry", ...mine, "--from", "beginning", "--yes").exitCode).toBe(0);
    for (const order of orders) await expect.poll(() => statesOf(order), PATIENCE).toEqual(["sale"]);
  });

  it("what is discarded needs a reason and a yes, and is gone then", async () => {
    const { run, record } = await placeDead("GONE-5");
    expect(xmap("dead", "discard", run, "--yes").exitCode).toBe(2);
    expect(xmap("dead", "discard", run, "--reason", "a test").exitCode).toBe(4);
    expect(lines("dead", "list", "--record", record).length).toBe(1);
    expect(lines("dead", "discard", run, "--reason", "a test", "--yes")).toEqual([
      { schema: "xmap.decision/1", run, flow: "OrderToCash", record, result: "discarded", done: true },
    ]);
    expect(lines("dead", "list", "--record", record)).toEqual([]);
  });

  it("a hold is released, held again for the same reason, and rejected", async () => {
    const order = await placeHeld();
    const { run } = order;
    expect(xmap("hold", "list").stdout).toContain("X-Cart payment status X1 is new to us");
    const refused = xmap("dead", "retry", run);
    expect([refused.exitCode, refused.stderr]).toEqual([2, `The run ${run} is a hold: use xmap hold.\n`]);
    expect(xmap("hold", "release", run).exitCode).toBe(0);
    const again = await waitingRun(order, run);
    expect(xmap("hold", "reject", again, "--reason", "no customer", "--yes").stdout).toContain("rejected");
    expect(lines("hold", "list", "--record", order.record)).toEqual([]);
  });

  it("a paused system waits until it is resumed, and a triggered record then comes through", async () => {
    expect(xmap("pause", "--system", "erp", "--reason", "stocktaking", "--as", "ada").exitCode).toBe(0);
    const order = place();
    expect(lines("trigger", "OrderToCash", String(order.id))).toMatchObject([{ schema: "xmap.trigger/1" }]);
    const [status] = lines("status");
    expect(status).toMatchObject({
      schema: "xmap.status/1",
      running: true,
      paused: [{ kind: "system", name: "erp", reason: "stocktaking", actor: "person:ada" }],
    });
    expect(xmap("status").stdout).toMatch(/system erp +\d+ s +person:ada +stocktaking/);
    expect(statesOf(order)).toEqual([]);
    expect(xmap("resume", "--system", "erp").stderr).toBe("Resumed.\n");
    expect(xmap("resume", "--system", "erp").stderr).toBe("The system erp was not paused.\n");
    await expect.poll(() => statesOf(order), PATIENCE).toEqual(["sale"]);
  });

  it.each([
    [["dead", "retry"], "Say which"],
    [["dead", "retry", "abcd", "--all"], "not both"],
    [["dead", "show", "abcdef"], 'Nothing waits under the run "abcdef"'],
    [["trigger", "OrderToCsh", "1"], 'There is no flow "OrderToCsh"'],
    [["trigger", "OrderToCash", "1", "2"], "Order has the key id; 2 values were given"],
    [["pause", "--system", "er"], "did you mean `erp`?"],
    [["pause"], "either --flow or --system"],
  ])("%j is refused with the mend", (parameters, message) => {
    const result = xmap(...parameters);
    expect([result.exitCode, result.stdout, result.stderr]).toEqual([2, "", expect.stringContaining(message)]);
  });
});

describe("links", () => {
  it("are listed, shown, forgotten and found again by key", async () => {
    const order = place();
    await expect.poll(() => statesOf(order), PATIENCE).toEqual(["sale"]);
    await expect.poll(() => lines("links", "list", "--record", order.record).length, PATIENCE).toBe(4);
    const name = ["OrderToSale", order.record];
    const [known] = lines("links", "list", "--link", "OrderToSale", "--record", order.record);
    expect(known).toMatchObject({ schema: "xmap.link/1", link: "OrderToSale", left: order.record, state: "confirmed" });
    expect(xmap("links", "show", ...name).stdout).toMatch(
      new RegExp(`OrderToSale: ${order.record} = erp/SaleOrder/\\d+\n[^]*client_order_ref +"${order.number}"`),
    );
    expect(xmap("links", "unlink", ...name, "--as", "ada").exitCode).toBe(0);
    expect(xmap("links", "show", ...name).stderr).toContain(`${order.record} is not linked by OrderToSale.`);
    xmap("trigger", "OrderToCash", String(order.id), "--project", project);
    await expect.poll(() => xmap("links", "show", ...name).exitCode, PATIENCE).toBe(0);
    expect(statesOf(order)).toEqual(["sale"]);
    const audited = lines("audit", "list", "--record", order.record);
    expect(audited.filter(({ operation }) => operation === "unlink")).toMatchObject([{ actor: "person:ada" }]);
  });

  it("that are wrong are refused with the reason", async () => {
    const [first, second] = [place(), place()];
    await expect.poll(() => [...statesOf(first), ...statesOf(second)], PATIENCE).toEqual(["sale", "sale"]);
    const [taken] = lines("links", "list", "--link", "OrderToSale", "--record", first.record);
    const refused = xmap("links", "link", "OrderToSale", second.record, String(taken?.right));
    expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining(`belongs to ${first.record}`)]);
    expect(xmap("links", "repair", "OrderToSale", second.record).stderr).toContain("either --with");
  });

  it("are mended, and what waited for it is tried again", async () => {
    const order = await placeDead("GONE-7");
    const repaired = xmap("links", "repair", "OrderToSale", order.record, "--with", "erp/SaleOrder/999999", "--json");
    expect(JSON.parse(repaired.stdout)).toMatchObject({ retried: [{ run: order.run, result: "retried" }] });
    await waitingRun(order, order.run);
    expect(xmap("links", "repair", "OrderToSale", order.record, "--anew").exitCode).toBe(0);
  });
});

describe("while no engine runs", () => {
  it("the commands work on the store itself, and what they ask for is done at the next start", {
    tags: ["long"],
  }, async () => {
    const dead = await placeDead("AFTER");
    expect(await runtime.stop()).toBe(0);
    expect(xmap("status").stdout).toContain("engine   not running");
    world.erp.seed({ products: [{ sku: "AFTER", name: "After", quantity: 10 }] });
    expect(xmap("dead", "retry", dead.run, "--from", "beginning").exitCode).toBe(0);
    const order = place();
    const triggered = xmap("trigger", "OrderToCash", String(order.id));
    expect(triggered).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("No engine is running") });
    expect(lines("status")).toMatchObject([{ running: false, pending: 2 }]);
    runtime = await start();
    await expect.poll(() => statesOf(dead), PATIENCE).toEqual(["sale"]);
    await expect.poll(() => statesOf(order), PATIENCE).toEqual(["sale"]);
  });

  it("a store that is not there is not made", () => {
    const result = runCommand(["status", "--env", "sandbox", "--store", join(folder, "none.sqlite")], project);
    expect([result.exitCode, result.stderr]).toEqual([2, expect.stringContaining("There is no store at")]);
  });

  it("the audit log of the store fits after all this", () => {
    const reader = new AuditReader(store);
    expect(reader.records().toArray().length).toBeGreaterThan(0);
    reader.close();
    expect(xmap("audit", "verify").exitCode).toBe(0);
  });
});
