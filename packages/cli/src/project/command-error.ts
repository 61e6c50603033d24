import { EXIT_CODES, type ExitCode } from "@xmap/contract";

/** Ends the command with a sentence for the user and an exit code, without a stack. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = EXIT_CODES.usage) {
    super(message);
    this.exitCode = exitCode;
  }
}
