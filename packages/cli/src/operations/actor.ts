import { userInfo } from "node:os";
import { CommandError } from "../project/command-error.ts";

/** Who does it, as the audit log names people: the given name, else the user of the operating system. */
export function actorOf(name: string | undefined): string {
  const given = (name ?? systemUser()).trim();
  if (given === "") throw new CommandError("Say who you are: --as and your name.");
  return `person:${given}`;
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number that has no name.
    return "";
  }
}
