import { join } from "node:path";
import type { MappingModule, Sessions } from "@xmap/contract";
import { EmbeddedEngine, SqliteStore, SYSTEM_CLOCK, SYSTEM_RANDOM } from "@xmap/runtime/node";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "../harness/temporary-folder.ts";

/** An engine that is given its work; it ends with the test. */
export async function startLoadEngine(module: MappingModule, sessions: Sessions): Promise<EmbeddedEngine> {
  const folder = temporaryFolder();
  const store = new SqliteStore({ path: join(folder, "store.sqlite"), installation: "load", clock: SYSTEM_CLOCK });
  const ports = { clock: SYSTEM_CLOCK, random: SYSTEM_RANDOM };
  const engine = new EmbeddedEngine({
    ...ports,
    store,
    modules: [module],
    sessions,
    installation: "load",
    watches: false,
  });
  onTestFinished(async () => {
    await engine.stop();
    await store.close();
    for (const session of Object.values(sessions)) await session.close();
  });
  await engine.start();
  return engine;
}
