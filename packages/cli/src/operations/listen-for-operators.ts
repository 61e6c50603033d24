import type { Operations } from "@xmap/contract";
import { controlPathOf, type Logger, startControlServer } from "@xmap/runtime/node";

/** Lets `xmap dead`, `hold`, `trigger` and the like talk to the engine on a store; without it the engine runs nevertheless. */
export async function listenForOperators(
  operations: Operations,
  storePath: string,
  logger: Logger,
): Promise<() => Promise<void>> {
  try {
    const server = await startControlServer({ operations, path: controlPathOf(storePath) });
    return () => server.close();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    logger.warn({}, `commands of operators cannot reach this engine: ${reason}`);
    return async () => {};
  }
}
