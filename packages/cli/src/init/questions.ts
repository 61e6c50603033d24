import { basename, resolve } from "node:path";
import { createInterface, type Interface } from "node:readline/promises";
import { CommandError } from "../project/command-error.ts";
import { PAIRS, type Pair, TOUCHPOINT_MEANINGS, type Touchpoint, touchpointsOf, withNeeded } from "./pairs.ts";
import type { ProjectChoice } from "./plan-project.ts";

export interface InitOptions {
  readonly pair?: string;
  readonly touchpoints?: string;
  readonly name?: string;
  readonly yes: boolean;
}

/** What the options say; what they leave open is asked in a terminal, and with `--yes` it is the usual. */
export async function chooseProject(folder: string, options: InitOptions): Promise<ProjectChoice> {
  const usualName = nameFrom(basename(resolve(folder)));
  if (options.yes || !process.stdin.isTTY) return withoutQuestions(usualName, options);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const pair = await answered(options.pair, readPair, () => terminal.question(pairQuestion()));
    const touchpoints = await answered(
      options.touchpoints,
      (text) => readTouchpoints(text, pair),
      () => terminal.question(touchpointQuestion(pair)),
    );
    const name = await answered(options.name, readName, () => askName(terminal, usualName));
    return { name, pair, touchpoints };
  } finally {
    terminal.close();
  }
}

function withoutQuestions(usualName: string, { pair, touchpoints, name, yes }: InitOptions): ProjectChoice {
  const open = [...(pair === undefined ? ["--pair"] : []), ...(touchpoints === undefined ? ["--touchpoints"] : [])];
  if (!yes && open.length > 0)
    throw new CommandError(
      `There is no terminal to ask in: give ${open.join(" and ")}, or --yes for what is usual.\n${offers()}`,
    );
  const chosen = readPair(pair ?? "");
  return { name: readName(name ?? usualName), pair: chosen, touchpoints: readTouchpoints(touchpoints ?? "", chosen) };
}

/** The option's value, which must be right; without one the question is asked until its answer is. */
async function answered<Answer>(
  option: string | undefined,
  read: (text: string) => Answer,
  ask: () => Promise<string>,
): Promise<Answer> {
  if (option !== undefined) return read(option);
  for (;;) {
    const text = await ask();
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      process.stderr.write(`${error.message}\n`);
    }
  }
}

function pairQuestion(): string {
  const lines = PAIRS.map(({ shop, erp }, index) => `  ${index + 1}  ${shop.called} and ${erp.called}`);
  return `Which shop and which ERP?\n${lines.join("\n")}\nNumber or name [1]: `;
}

function touchpointQuestion(pair: Pair): string {
  const lines = touchpointsOf(pair).map((name, index) => `  ${index + 1}  ${name}: ${TOUCHPOINT_MEANINGS[name]}`);
  return `What should be kept in step?\n${lines.join("\n")}\nNumbers or names with commas between, or all [all but notifications]: `;
}

function askName(terminal: Interface, usual: string): Promise<string> {
  const answer = terminal.question(
    `What is this installation called? It stands in every message and must not change later [${usual}]: `,
  );
  return answer.then((text) => (text.trim() === "" ? usual : text));
}

function readPair(text: string): Pair {
  const wanted = text.trim();
  const found = wanted === "" ? PAIRS[0] : (PAIRS.find(({ name }) => name === wanted) ?? numbered(PAIRS, wanted));
  if (found === undefined) throw new CommandError(`There is no template "${wanted}".\n${offers()}`);
  return found;
}

function readTouchpoints(text: string, pair: Pair): readonly Touchpoint[] {
  const offered = touchpointsOf(pair);
  const wanted = text
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
  if (wanted.includes("all")) return offered;
  // Messages need channels of one's own, so they are asked for.
  if (wanted.length === 0) return offered.filter((each) => each !== "notifications");
  const chosen = wanted.map((each) => {
    const found = offered.find((name) => name === each) ?? numbered(offered, each);
    if (found === undefined)
      throw new CommandError(`${pair.name} has no template for "${each}"; it has ${offered.join(", ")}.`);
    return found;
  });
  if (chosen.every((each) => each === "notifications"))
    throw new CommandError("notifications tell of something else: choose at least one more.");
  return withNeeded(pair, chosen);
}

function numbered<Item>(items: readonly Item[], text: string): Item | undefined {
  return /^\d+$/.test(text) ? items[Number(text) - 1] : undefined;
}

function readName(text: string): string {
  const name = text.trim();
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name))
    throw new CommandError(`"${name}" is no name for an installation: small letters, digits and -, as in acme-shop.`);
  return name;
}

/** A folder's name with what names of installations may have. */
function nameFrom(folder: string): string {
  const name = folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return name === "" ? "my-shop" : name;
}

function offers(): string {
  return PAIRS.map((pair) => `  ${pair.name}: ${touchpointsOf(pair).join(", ")}`).join("\n");
}
