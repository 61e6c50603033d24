import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { readStatus } from "../demo/status.ts";
import { startWorld, type World } from "../demo/world.ts";
import { copyRunnableMappings } from "../harness/mappings.ts";
import { startRuntime } from "../harness/runtime-process.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";
import { startCommand } from "./started-command.ts";

let folder: string;
let project: string;
let world: World;
beforeEach(async () => {
  folder = temporaryFolder();
  project = copyRunnableMappings(folder);
  world = await startWorld();
  onTestFinished(() => world.close());
});

function place(email: string, payment_status = "P"): void {
  world.shop.placeOrder(
    { email, payment_status, shipping_method_name: "Courier", items: [{ sku: "TAPE-5M" }] },
    { announce: false },
  );
}

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function dry(
  store: string,
  parameters: readonly string[] = [],
  environment: Readonly<Record<string, string>> = world.environment,
): Promise<Ended> {
  const all = ["run", "--env", "sandbox", "--store", store, "--dry", ...parameters];
  const command = startCommand(all, project, environment);
  const exitCode = await command.ended();
  return { exitCode, stdout: command.stdout(), stderr: command.stderr() };
}

/** What the ERP and the shop have committed so far. */
function effects(): number {
  return world.erp.journal().length + world.shop.journal().length;
}

function dryFolders(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith("xmap-dry-"));
}

it("says what it would write and what it would hold or reject, and writes nothing anywhere", async () => {
  place("new@example.com");
  place("odd@example.com", "X1");
  const before = effects();
  const store = join(folder, "none.sqlite");
  const { exitCode, stdout, stderr } = await dry(store);
  expect(stdout.split("\n").sort().join("\n").trim()).toBe(
    [
      "shop/Order/1: OrderToCash would create Partner for Order 1",
      "shop/Order/2: OrderToCash would be held: X-Cart payment status X1 is new to us (OrderToCash/stage)",
    ].join("\n"),
  );
  expect(stderr).toContain("6 records read, 1 to write, 2 unchanged, 2 skipped, 1 held. Nothing was written.");
  expect(exitCode).toBe(1);
  expect(effects()).toBe(before);
  expect([existsSync(store), dryFolders()]).toEqual([false, []]);
});

it("knows what the running engine has written, and leaves its store as it is", {
  tags: ["long"],
  timeout: 180_000,
}, async () => {
  const store = join(folder, "store.sqlite");
  const runtime = await startRuntime({ project, store, environment: world.environment, pollEvery: "1h" });
  world.connect(runtime.url);
  world.shop.placeOrder({ email: "a@example.com", payment_status: "P", items: [{ sku: "TAPE-5M" }] });
  await expect
    .poll(() => world.erp.records("sale.order").map(({ state }) => state), { timeout: 60_000 })
    .toEqual(["sale"]);
  place("a@example.com");
  const { exitCode, stdout } = await dry(store, ["--json"]);
  const verdicts = stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { readonly record: string; readonly result: string; readonly would?: string });
  expect(exitCode).toBe(0);
  expect(verdicts.every((verdict) => "schema" in verdict && verdict.schema === "xmap.dry-run/1")).toBe(true);
  expect(verdicts.filter(({ result }) => result === "write")).toEqual([
    expect.objectContaining({ record: "shop/Order/2", would: "create SaleOrder for Order 2" }),
  ]);
  expect((await readStatus(runtime.url)).summary).toMatchObject({ outcomes: { delivered: 2, skipped: 1 }, pending: 0 });
  expect(await runtime.stop()).toBe(0);
  expect(world.erp.records("sale.order").length).toBe(1);
});

it("ends and says so when a system cannot be used", { tags: ["long"] }, async () => {
  place("new@example.com");
  const store = join(folder, "store.sqlite");
  const runtime = await startRuntime({ project, store, environment: world.environment, pollEvery: "1h" });
  await runtime.stop();
  world.erp.setUsers([]);
  place("newer@example.com");
  const { exitCode, stderr } = await dry(store);
  expect(stderr).toContain("erp cannot be used");
  expect(exitCode).toBe(3);
});
