import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { readStatus } from "../demo/status.ts";
import { startWorld, type World } from "../demo/world.ts";
import { copyRunnableMappings } from "../harness/mappings.ts";
import { type RuntimeProcess, startRuntime } from "../harness/runtime-process.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";
import { expectExactlyOnce, placeOrders } from "./exactly-once.ts";

/** A project whose ERP key stands in the environment file alone. */
class KeyProject {
  readonly #project: string;
  readonly #store: string;
  readonly #world: World;

  constructor(world: World) {
    const folder = temporaryFolder();
    this.#project = copyRunnableMappings(folder);
    this.#store = join(folder, "store.sqlite");
    this.#world = world;
  }

  writeKey(key: string): void {
    writeFileSync(join(this.#project, "sandbox.env"), `ODOO_KEY=${key}\n`);
  }

  async start(): Promise<RuntimeProcess> {
    const { ODOO_KEY: _inFile, ...environment } = this.#world.environment;
    const started = await startRuntime({
      project: this.#project,
      store: this.#store,
      environment,
      pollEvery: "500ms",
    });
    this.#world.connect(started.url);
    return started;
  }
}

interface Expired {
  readonly world: World;
  readonly project: KeyProject;
  readonly numbers: readonly string[];
  readonly runtime: RuntimeProcess;
}

/** Orders that wait because the ERP does not take the key any more. */
async function expire(): Promise<Expired> {
  const world = await startWorld();
  onTestFinished(() => world.close());
  const project = new KeyProject(world);
  project.writeKey("admin");
  const runtime = await project.start();
  onTestFinished(() => runtime.kill());
  const numbers = placeOrders(world, 3);
  await expectExactlyOnce(world, numbers);
  world.erp.setUsers([{ login: "admin", password: "rotated", uid: 2 }]);
  numbers.push(...placeOrders(world, 10));
  await expect
    .poll(async () => (await readStatus(runtime.url)).summary.pausedSystems.map(({ system }) => system), {
      timeout: 60_000,
    })
    .toEqual(["erp"]);
  // One alert is due here.
  expect((await readStatus(runtime.url)).waiting).toEqual([]);
  return { world, project, numbers, runtime };
}

it("an expired key: no dead letters, and a restart with the new key drains all", { timeout: 180_000 }, async () => {
  const { world, project, numbers, runtime } = await expire();
  await runtime.stop();
  project.writeKey("rotated");
  const again = await project.start();
  onTestFinished(() => again.kill());
  await expectExactlyOnce(world, numbers);
  const { summary, waiting } = await readStatus(again.url);
  expect([waiting, summary.outcomes.dead, summary.pausedSystems]).toEqual([[], 0, []]);
});

it("an expired key: the new key in the environment file drains all without a restart", {
  tags: ["long"],
  timeout: 180_000,
}, async () => {
  const { world, project, numbers, runtime } = await expire();
  project.writeKey("rotated");
  await expectExactlyOnce(world, numbers, 45_000);
  // One all-clear is due here.
  const { summary, waiting } = await readStatus(runtime.url);
  expect([waiting, summary.outcomes.dead, summary.pausedSystems]).toEqual([[], 0, []]);
});
