import { relative } from "node:path";

/** Bytes of the longest socket path that every operating system takes, without the closing zero. */
const LONGEST_PATH = 103;

/** Where the engine that runs on a store listens for its operators. */
export function controlPathOf(storePath: string): string {
  return `${storePath}.control`;
}

/** The path as the system is told it: relative where that is shorter. Throws a RangeError when it is too long either way. */
export function socketAddressOf(path: string): string {
  const fromHere = relative(process.cwd(), path);
  const shortest = Buffer.byteLength(fromHere) < Buffer.byteLength(path) ? fromHere : path;
  const length = Buffer.byteLength(shortest);
  if (length <= LONGEST_PATH) return shortest;
  throw new RangeError(
    `the control socket ${path} cannot be made: ${length} bytes are more than the ${LONGEST_PATH} that a socket's path may have; put the store into a folder with a shorter path`,
  );
}
