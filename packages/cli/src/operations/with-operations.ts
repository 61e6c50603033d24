import { EXIT_CODES, type FlowModule, type Operations } from "@xmap/contract";
import { ControlUnreachableError, connectControl, controlPathOf } from "@xmap/runtime/node";
import { CommandError } from "../project/command-error.ts";
import type { OperatedStore } from "./operated-store.ts";
import { onStoppedStore } from "./stopped-store.ts";

/** The flows that a store without an engine needs; only commands that name a flow ask for them. */
export type FlowsOf = () => Promise<readonly FlowModule[]>;

const NO_FLOWS: FlowsOf = async () => [];

/**
 * Lets the work use the operations of the engine that runs on a store, or of the store itself when none runs.
 * What is asked wrongly ends as a CommandError.
 */
export async function withOperations<Result>(
  store: OperatedStore,
  work: (operations: Operations) => Promise<Result>,
  flowsOf: FlowsOf = NO_FLOWS,
): Promise<Result> {
  try {
    const running = await runningEngine(store);
    if (running !== undefined) return await work(running);
    return await onStoppedStore(store, await flowsOf(), work);
  } catch (error) {
    if (error instanceof RangeError) throw new CommandError(sentence(error));
    if (error instanceof ControlUnreachableError) throw new CommandError(sentence(error), EXIT_CODES.unreachable);
    throw error;
  }
}

async function runningEngine({ path }: OperatedStore): Promise<Operations | undefined> {
  const operations = connectControl(controlPathOf(path));
  try {
    await operations.paused();
    return operations;
  } catch (error) {
    if (error instanceof ControlUnreachableError && error.isUntouched) return undefined;
    throw error;
  }
}

function sentence({ message }: Error): string {
  return `${message.slice(0, 1).toUpperCase()}${message.slice(1)}.`;
}
