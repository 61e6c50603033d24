import { readFileSync } from "node:fs";
import { text as textOf } from "node:stream/consumers";
import { EXIT_CODES, type ExitCode, sameValue, type Value } from "@xmap/contract";
import { type Command, Option } from "commander";
import { actorOf } from "../operations/actor.ts";
import { editInEditor, parseFile, setFields } from "../operations/edit-input.ts";
import { jsonLine } from "../operations/json-lines.ts";
import { type OperatorOptions, operatedStore, storeOptionsOf } from "../operations/operated-store.ts";
import { changingCommand, type Ended } from "../operations/operator-command.ts";
import { SHORT_RUN } from "../operations/show-waiting.ts";
import { declareDecision, declareReading, detailsOf } from "../operations/waiting-commands.ts";
import { withOperations } from "../operations/with-operations.ts";
import { CommandError } from "../project/command-error.ts";

interface EditOptions extends OperatorOptions {
  readonly set: readonly string[];
  readonly input?: string;
}

/** `xmap dead …`: records that were rejected or given up, and what a person does about them. */
export function declareDead(program: Command, ended: Ended): void {
  const dead = program
    .command("dead")
    .description("Dead letters: what could not be delivered, and what to do about it.");
  declareReading(dead, "dead", ended);
  changingCommand(dead, "edit", "Correct the input that the next retry works with.")
    .argument("<run>", "id of a run, or its beginning")
    .argument("[path]", "project folder", ".")
    .option("--set <field=JSON>", "change one field; may be given several times", collect, [])
    .option("--input <file>", "the whole input as JSON; - reads standard input")
    .action(async (run: string, path: string, options: EditOptions) => {
      ended(await edit(run, path, options));
    });
  declareDecision(
    dead,
    "dead",
    ["retry", "Try again."],
    ({ from }: { readonly from: "failing-step" | "beginning" }) => ({
      decision: "retry",
      from: from === "beginning" ? "beginning" : "failingStep",
    }),
    ended,
  ).addOption(
    new Option(
      "--from <place>",
      "the step that failed, with the results before it, or the beginning with the newest record",
    )
      .choices(["failing-step", "beginning"])
      .default("failing-step"),
  );
  declareDecision(
    dead,
    "dead",
    ["discard", "Give up for good; it stays in the counts and in the log."],
    ({ reason }: { readonly reason: string }) => ({ decision: "discard", reason }),
    ended,
  ).requiredOption("--reason <text>", "why, for those who come later");
}

async function edit(beginning: string, path: string, options: EditOptions): Promise<ExitCode> {
  const actor = actorOf(options.as);
  const store = operatedStore(path, options);
  const details = await detailsOf("dead", store, beginning);
  if (details === undefined) throw new CommandError(`The run ${beginning} has just been decided upon.`);
  const { run, input } = details;
  const changed = await changedInput(input, options);
  if (sameValue(changed, input)) {
    process.stderr.write("Nothing was changed.\n");
    return EXIT_CODES.fine;
  }
  await withOperations(store, (operations) => operations.edit(run, changed, actor));
  if (options.json) process.stdout.write(jsonLine("edit", { run, input: changed }));
  process.stderr.write(`Changed. Try it with: xmap dead retry ${run.slice(0, SHORT_RUN)} ${storeOptionsOf(options)}\n`);
  return EXIT_CODES.fine;
}

async function changedInput(input: Value | undefined, { set, input: file }: EditOptions): Promise<Value> {
  if (file !== undefined) return setFields(parseFile(await readInput(file), file), set);
  if (input === undefined)
    throw new CommandError("The record was never read: retry it from the beginning, or give all of it with --input.");
  if (set.length > 0) return setFields(input, set);
  const editor = process.env.VISUAL || process.env.EDITOR;
  if (editor === undefined || editor === "" || !process.stdin.isTTY)
    throw new CommandError("Say what to change: --set field=JSON or --input file. In a terminal, $EDITOR opens it.");
  return editInEditor(input, editor);
}

async function readInput(file: string): Promise<string> {
  if (file === "-") return textOf(process.stdin);
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function collect(assignment: string, before: readonly string[]): readonly string[] {
  return [...before, assignment];
}
