import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { EnvironmentConfiguration, MappingModule, Sessions } from "@xmap/contract";
import { EXIT_CODES } from "@xmap/contract";
import {
  checkNames,
  checkPins,
  EmbeddedEngine,
  type Logger,
  privateLogger,
  SqliteStore,
  StoreRefusedError,
  SYSTEM_CLOCK,
  SYSTEM_RANDOM,
} from "@xmap/runtime/node";
import { actorOf } from "../operations/actor.ts";
import { CommandError } from "../project/command-error.ts";
import type { LoadedProject } from "../project/load-project.ts";
import { openSessions } from "../run/open-sessions.ts";
import { safetySettings } from "../run/safety-settings.ts";

export interface EngineParts {
  readonly project: LoadedProject;
  readonly environment: EnvironmentConfiguration;
  readonly modules: readonly MappingModule[];
  readonly storePath: string;
  readonly logger: Logger;
}

/** An engine of a command's own, which watches nothing: it works only on what the command gives it. */
export interface OwnEngine {
  readonly engine: EmbeddedEngine;
  readonly store: SqliteStore;
  close(): Promise<void>;
}

/** Milliseconds that runs under way may take to end. */
const GRACE = 10_000;

/** Opens store, sessions and engine, which is not started; rejects with nothing left open. */
export async function openEngine(parts: EngineParts): Promise<OwnEngine> {
  const { project, environment, modules, storePath } = parts;
  const { installation } = project.configuration;
  const unpinned = await openSessions(project, environment, modules);
  let store: SqliteStore | undefined;
  try {
    mkdirSync(dirname(storePath), { recursive: true });
    const opened = openStore(storePath, installation);
    store = opened;
    const sessions = await checkPins(opened, unpinned);
    await checkNames(opened, modules, { names: [], by: actorOf(undefined), clock: SYSTEM_CLOCK });
    const { parallel } = environment;
    const engine = new EmbeddedEngine({
      store: opened,
      modules,
      sessions,
      clock: SYSTEM_CLOCK,
      random: SYSTEM_RANDOM,
      logger: privateLogger(parts.logger),
      installation,
      watches: false,
      readsOnly: environment.readsOnly === true,
      safety: safetySettings(environment.safety),
      ...(parallel === undefined ? {} : { parallel }),
    });
    const close = async (): Promise<void> => {
      await engine.stop(GRACE);
      await closeSessions(unpinned);
      await opened.close();
    };
    return { engine, store: opened, close };
  } catch (error) {
    await closeSessions(unpinned);
    await store?.close();
    throw error;
  }
}

function openStore(path: string, installation: string): SqliteStore {
  try {
    return new SqliteStore({ path, installation, clock: SYSTEM_CLOCK });
  } catch (error) {
    if (!(error instanceof StoreRefusedError)) throw error;
    const mend = "Stop it first; what it has under way stays in the store and goes on at its next start.";
    throw new CommandError(`${error.message} ${mend}`, EXIT_CODES.personMustDecide);
  }
}

async function closeSessions(sessions: Sessions): Promise<void> {
  for (const session of Object.values(sessions)) await session.close();
}
