import { once } from "node:events";
import { createWriteStream, type WriteStream, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import type { Writable } from "node:stream";
import { compileTextPlans } from "@xmap/compiler/text";
import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { didYouMean } from "@xmap/diagnostics";
import { SYSTEM_CLOCK } from "@xmap/runtime/node";
import { type CheckedProject, checkedProject } from "../lineage/checked-project.ts";
import { compileForTrial } from "../lineage/compiled-project.ts";
import { readAnswers } from "../lineage/read-answers.ts";
import { CommandError } from "../project/command-error.ts";
import { inOrder } from "./in-order.ts";
import { type LineBatch, lineBatches } from "./line-batches.ts";
import { LineProgress } from "./line-progress.ts";
import { loadMapper, type MappingTask } from "./load-mapper.ts";
import type { LineError } from "./map-lines.ts";
import { MappingThreads, type ThreadAnswer } from "./mapping-threads.ts";

export interface MapOptions {
  readonly project: string;
  readonly answers?: string;
  readonly threads?: number;
  readonly errors?: string;
}

const LIMITS = { batchBytes: 256 * 1024, fullChunk: 64 * 1024, lineBytes: 64 * 1024 * 1024 };

/** As many as a thread has and the next ones in the queue. */
const BATCHES_A_THREAD = 4;

/** How many reasons are shown when there is no errors file. */
const MOST_SHOWN = 10;

/** Maps standard input line by line to standard output, in the order of the lines; 1 when a line could not be mapped. */
export async function mapStream(name: string, options: MapOptions): Promise<ExitCode> {
  const project = checkedProject(options.project);
  requireBinding(name, project);
  const { table } = readAnswers(options.answers, project.program);
  const errors = options.errors === undefined ? undefined : await openFile(options.errors);
  const compiled = await compileForTrial(project);
  const module = compiled.bindings.get(name)?.module;
  if (module === undefined) throw new TypeError(`${name} was not compiled`);
  const count = options.threads ?? availableParallelism();
  const plans = writePlans(project, name, module);
  const task: MappingTask = { module, plans, binding: name, answers: table };
  const threads = new MappingThreads(await loadMapper(task), task, count);
  const isTerminal = process.stderr.isTTY === true;
  const progress = new LineProgress(SYSTEM_CLOCK, isTerminal ? (text) => process.stderr.write(text) : undefined);
  const shown: string[] = [];
  let firstLine = 1;
  const take = async (answer: ThreadAnswer): Promise<void> => {
    await write(process.stdout, answer.output);
    const told = answer.errors.map((error) => errorLine(error, firstLine));
    if (errors !== undefined) await write(errors, told.map((error) => `${JSON.stringify(error)}\n`).join(""));
    else if (shown.length < MOST_SHOWN) shown.push(...told.map(sentence));
    firstLine += answer.lines;
    progress.add(answer.counts);
  };
  try {
    await inOrder(
      lineBatches(process.stdin, LIMITS),
      BATCHES_A_THREAD * count,
      (batch) => mapBatch(batch, threads),
      take,
    );
  } finally {
    await threads.end();
    compiled.remove();
    if (errors !== undefined) await closed(errors);
  }
  const { bad, skipped } = progress.counts;
  for (const line of shown.slice(0, MOST_SHOWN)) process.stderr.write(`${line}\n`);
  if (errors === undefined && bad + skipped > MOST_SHOWN)
    process.stderr.write("There are more; --errors FILE keeps all of them.\n");
  process.stderr.write(`${progress.summary()}\n`);
  return bad === 0 ? EXIT_CODES.fine : EXIT_CODES.findings;
}

function mapBatch({ bytes, isFirst, isTooLong }: LineBatch, threads: MappingThreads): Promise<ThreadAnswer> {
  if (!isTooLong) return threads.map({ bytes, isFirst });
  const reason = `The line is longer than ${LIMITS.lineBytes / 1024 / 1024} MB.`;
  return Promise.resolve({
    output: new Uint8Array(0),
    errors: [{ outcome: "too-long", reason, index: 0, input: undefined }],
    lines: 1,
    counts: { mapped: 0, skipped: 0, bad: 1, warnings: 0 },
  });
}

/** Writes the binding's text plans beside its compiled module, with which they are removed. */
function writePlans({ program }: CheckedProject, binding: string, module: string): string {
  const url = new URL("text-plans.mjs", module);
  const text = compileTextPlans(program, binding);
  if (text === undefined) throw new TypeError(`${binding} was not compiled`);
  writeFileSync(url, text);
  return url.href;
}

function requireBinding(name: string, { program }: CheckedProject): void {
  const names = program.files.flatMap((file) => file.bindings.map((binding) => binding.name));
  if (names.includes(name)) return;
  const mend = didYouMean(name, names) ?? (names.length === 0 ? "it has none." : `it has ${names.join(", ")}.`);
  throw new CommandError(`The project has no binding \`${name}\`; ${mend}`);
}

/** Waits while the reader is slower. */
async function write(stream: Writable, data: Uint8Array | string): Promise<void> {
  if (data.length > 0 && !stream.write(data)) await once(stream, "drain");
}

/** One line of the errors file. */
function errorLine({ index, outcome, reason, input }: LineError, firstLine: number) {
  return { line: firstLine + index, outcome, reason, input };
}

function sentence({ line, outcome, reason }: ReturnType<typeof errorLine>): string {
  return `line ${line}: ${outcome}: ${reason}`;
}

async function openFile(path: string): Promise<WriteStream> {
  const stream = createWriteStream(path);
  try {
    await once(stream, "open");
  } catch (error) {
    throw new CommandError(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
  return stream;
}

async function closed(stream: WriteStream): Promise<void> {
  stream.end();
  await once(stream, "close");
}
