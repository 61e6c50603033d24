import { join } from "node:path";
import { type ConnectorSession, type EntityModule, type MappingModule, MODULE_CONTRACT } from "@xmap/contract";
import { EmbeddedEngine, SqliteStore, SYSTEM_CLOCK, SYSTEM_RANDOM } from "@xmap/runtime/node";
import { temporaryFolder } from "../harness/temporary-folder.ts";

/** A resource of a system of which changes are told. */
export interface WatchedSource {
  readonly session: ConnectorSession;
  readonly entity: EntityModule;
}

/** An engine that takes changes in and carries nothing out. */
export interface Watcher {
  /** Asks for changes once; answers the keys that were taken in, in their order. */
  poll(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export function watch({ session, entity }: WatchedSource): Watcher {
  const path = join(temporaryFolder(), "store.sqlite");
  const store = new SqliteStore({ path, installation: "test", clock: SYSTEM_CLOCK });
  const accepted: string[] = [];
  const engine = new EmbeddedEngine({
    store,
    modules: [watching(entity)],
    sessions: { source: session },
    clock: SYSTEM_CLOCK,
    random: SYSTEM_RANDOM,
    installation: "test",
    observers: [{ accepted: ({ record }) => accepted.push(record.slice(record.lastIndexOf("/") + 1)) }],
  });
  return {
    async poll() {
      await engine.poll();
      return accepted.splice(0);
    },
    async close() {
      await engine.stop();
      await store.close();
    },
  };
}

function watching(entity: EntityModule): MappingModule {
  const place = { contract: MODULE_CONTRACT, id: "watch", hash: "watch", sourceFiles: ["watch.xmap"] };
  return {
    ...place,
    systems: {},
    bindings: {},
    flows: {
      Watch: {
        name: "Watch",
        subject: { name: "record", entity },
        where: undefined,
        triggers: [
          {
            event: "change",
            entity,
            via: undefined,
            at: undefined,
            hints: [{ by: "poll", everyMilliseconds: 60_000 }],
          },
        ],
        policy: undefined,
        atMostEveryMilliseconds: undefined,
        rules: [],
        steps: [],
      },
    },
  };
}
