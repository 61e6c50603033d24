import { existsSync } from "node:fs";
import { EXIT_CODES, type FlowModule, type Operations } from "@xmap/contract";
import { SqliteStore, StoreOperations, StoreRefusedError, SYSTEM_CLOCK, SYSTEM_RANDOM } from "@xmap/runtime/node";
import { CommandError } from "../project/command-error.ts";
import type { OperatedStore } from "./operated-store.ts";

/** Opens the store of an engine that does not run, as its only user, for as long as the work takes. */
export async function onStoppedStore<Result>(
  { path, configuration }: OperatedStore,
  flows: readonly FlowModule[],
  work: (operations: Operations) => Promise<Result>,
): Promise<Result> {
  if (!existsSync(path))
    throw new CommandError(`There is no store at ${path}. "xmap run" makes it; --store names another one.`);
  const { installation } = configuration;
  const store = openStore(path, installation);
  try {
    const parts = { store, clock: SYSTEM_CLOCK, random: SYSTEM_RANDOM, installation, flows: () => flows };
    return await work(new StoreOperations(parts));
  } finally {
    await store.close();
  }
}

function openStore(path: string, installation: string): SqliteStore {
  try {
    return new SqliteStore({ path, installation, clock: SYSTEM_CLOCK });
  } catch (error) {
    if (!(error instanceof StoreRefusedError)) throw error;
    throw new CommandError(`${error.message} Nothing was done.`, EXIT_CODES.personMustDecide);
  }
}
