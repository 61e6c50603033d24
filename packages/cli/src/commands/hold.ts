import type { Command } from "commander";
import type { Ended } from "../operations/operator-command.ts";
import { declareDecision, declareReading } from "../operations/waiting-commands.ts";

/** `xmap hold …`: records that a rule holds until a person has looked. */
export function declareHold(program: Command, ended: Ended): void {
  const hold = program.command("hold").description("Holds: what a rule lets nobody but a person decide.");
  declareReading(hold, "hold", ended);
  declareDecision(
    hold,
    "hold",
    ["release", "Let it pass with the values that it shows; other values are held again."],
    () => ({ decision: "release" }),
    ended,
  );
  declareDecision(
    hold,
    "hold",
    ["reject", "It is not to be delivered."],
    ({ reason }: { readonly reason: string }) => ({ decision: "reject", reason }),
    ended,
  ).requiredOption("--reason <text>", "why, for those who come later");
}
