import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EmbeddedEngine, SqliteStore } from "@xmap/runtime/node";
import { type ConformanceEngine, describeEngineConformance, type EngineUnderTest } from "@xmap/testing";

async function open(
  parts: EngineUnderTest,
  path = join(mkdtempSync(join(tmpdir(), "xmap-conformance-")), "store.sqlite"),
): Promise<ConformanceEngine> {
  const store = new SqliteStore({ path, installation: parts.installation, clock: parts.clock });
  const engine = new EmbeddedEngine({ ...parts, store });
  return {
    engine,
    crash: async () => {
      await store.close();
      return open(parts, path);
    },
    close: async () => {
      await engine.stop();
      await store.close();
    },
  };
}

describeEngineConformance("SQLite", open);
