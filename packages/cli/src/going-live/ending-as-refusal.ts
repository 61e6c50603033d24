import type { ExitCode } from "@xmap/contract";
import { refusal } from "../commands/run.ts";

/** What a person understands ends the command with a sentence and its exit code. */
export async function endingAsRefusal(work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    return refusal(error);
  }
}
