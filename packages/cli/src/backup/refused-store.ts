import { EXIT_CODES } from "@xmap/contract";
import { StoreRefusedError } from "@xmap/runtime/node";
import { CommandError } from "../project/command-error.ts";

/** Does the work; a store that cannot be used for it is for a person to look at. */
export async function refusedStore<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StoreRefusedError)) throw error;
    throw new CommandError(`${error.message} Nothing was done.`, EXIT_CODES.personMustDecide);
  }
}
