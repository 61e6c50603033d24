import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Clock } from "@xmap/contract";

const SQLITE_BUSY = 5;
const TRY_AGAIN_AFTER = 25;

/** Somebody else has held a lock for longer than anybody needs. */
export class LockTimeoutError extends Error {
  override readonly name = "LockTimeoutError";
}

/**
 * Runs work while nobody else, in this process or another, runs work under the same file. The operating system lets go
 * of a lock when its process ends, however it ends. Rejects with a LockTimeoutError.
 */
export async function underLock<Result>(
  file: string,
  { clock, milliseconds }: { readonly clock: Clock; readonly milliseconds: number },
  work: () => Result | Promise<Result>,
): Promise<Result> {
  mkdirSync(dirname(file), { recursive: true });
  const deadline = clock.now() + milliseconds;
  for (;;) {
    const release = take(file);
    if (release !== undefined) {
      try {
        return await work();
      } finally {
        release();
      }
    }
    if (clock.now() >= deadline)
      throw new LockTimeoutError(`Another process holds ${file} for more than ${milliseconds / 1_000} s.`);
    await new Promise<void>((resolve) => clock.after(TRY_AGAIN_AFTER, resolve));
  }
}

/** SQLite's own file lock; undefined when somebody else holds it. */
function take(file: string): (() => void) | undefined {
  const database = new DatabaseSync(file);
  try {
    database.exec("PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE;");
    return () => database.close();
  } catch (error) {
    database.close();
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
}
