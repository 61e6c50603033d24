import type { ExitCode } from "@xmap/contract";
import { type Command, InvalidArgumentError, Option } from "commander";

/** Takes a command's exit code. */
export type Ended = (exitCode: ExitCode) => void;

/** A command of an operator on an environment's store. */
export function operatorCommand(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .requiredOption("--env <name>", "environment of xmap.json")
    .option("--store <file>", "the SQLite file, instead of the environment's")
    .option("--json", "one JSON object a line, each with a schema", false);
}

/** The same for a command that changes something: it is recorded who did. */
export function changingCommand(parent: Command, name: string, description: string): Command {
  return operatorCommand(parent, name, description).option(
    "--as <name>",
    "who does it, for the audit log (the user of the operating system unless given)",
  );
}

/** The same for a command that takes any number of names, so that the project stands in an option. */
export function decidingCommand(
  parent: Command,
  name: string,
  description: string,
  outcomes: readonly string[],
): Command {
  const command = changingCommand(parent, name, description)
    .argument("[run...]", "ids of runs, or their beginnings")
    .option("--project <path>", "project folder", ".")
    .option("--all", "all that wait")
    .option("--dry-run", "only say what would be done", false)
    .option("--yes", "do it for all that are meant", false);
  return selecting(command, outcomes);
}

/** Options that say which are meant. */
export function selecting(command: Command, outcomes: readonly string[]): Command {
  const selected = command
    .option("--flow <name>", "those of one flow")
    .option("--record <reference>", "those of one record, such as shop/Order/5207")
    .option("--group <id>", "those of one cause");
  if (outcomes.length < 2) return selected;
  return selected.addOption(new Option("--outcome <outcome>", "those that ended so").choices([...outcomes]));
}

/** How many rows a list shows unless told otherwise. */
const USUAL_LIMIT = 100;

/** The option that bounds a list. */
export function limited(command: Command): Command {
  return command.option("--limit <number>", "at most so many", readLimit, USUAL_LIMIT);
}

/** What stands behind a count that may be cut off by the limit. */
export function moreWords(count: number, limit: number): string {
  return count === limit ? "; there may be more, see --limit" : "";
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1) throw new InvalidArgumentError("Write a whole number from 1 on.");
  return limit;
}
