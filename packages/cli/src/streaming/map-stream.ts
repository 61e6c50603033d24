import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { availableParallelism } from "node:os";
import type { Writable } from "node:stream";
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
import { type ErrorLine, errorLine } from "./map-lines.ts";
import { MappingThreads, type ThreadAnswer } from "./mapping-threads.ts";

export interface MapOptions {
  readonly project: string;
  readonly answers?: string;
  readonly threads?: number;
  readonly errors?: string;
}

const LIMITS = { batchBytes: 256 * 1024, fullChunk: 64 * 1024, lineBytes: 64 * 1024 * 1024 };

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
  const threads = new MappingThreads({ module, binding: name, answers: table }, count);
  const isTerminal = process.stderr.isTTY === true;
  const progress = new LineProgress(SYSTEM_CLOCK, isTerminal ? (text) => process.stderr.write(text) : undefined);
  const shown: string[] = [];
  const take = async (answer: ThreadAnswer): Promise<void> => {
    await write(process.stdout, answer.output);
    if (errors !== undefined) await write(errors, answer.errors);
    else if (shown.length < MOST_SHOWN) shown.push(...sentences(answer.errors));
    progress.add(answer.counts);
  };
  try {
    await inOrder(lineBatches(process.stdin, LIMITS), 2 * count + 1, (batch) => mapBatch(batch, threads), take);
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

function mapBatch(batch: LineBatch, threads: MappingThreads): Promise<ThreadAnswer> {
  if (batch.tooLong === undefined) return threads.map({ bytes: batch.bytes, firstLine: batch.firstLine });
  const reason = `The line is longer than ${LIMITS.lineBytes / 1024 / 1024} MB.`;
  const errors = new TextEncoder().encode(errorLine(batch.tooLong, { outcome: "too-long", reason }, undefined));
  return Promise.resolve({
    output: new Uint8Array(0),
    errors,
    counts: { mapped: 0, skipped: 0, bad: 1, warnings: 0 },
  });
}

function requireBinding(name: string, { program }: CheckedProject): void {
  const names = program.files.flatMap((file) => file.bindings.map((binding) => binding.name));
  if (names.includes(name)) return;
  const mend = didYouMean(name, names) ?? (names.length === 0 ? "it has none." : `it has ${names.join(", ")}.`);
  throw new CommandError(`The project has no binding \`${name}\`; ${mend}`);
}

/** Waits while the reader is slower. */
async function write(stream: Writable, bytes: Uint8Array): Promise<void> {
  if (bytes.length > 0 && !stream.write(bytes)) await once(stream, "drain");
}

/** Lines of the errors, as sentences without the input. */
function sentences(errors: Uint8Array): readonly string[] {
  const lines = new TextDecoder().decode(errors).split("\n");
  return lines
    .filter((line) => line !== "")
    .map((line) => {
      const { line: number, outcome, reason } = JSON.parse(line) as ErrorLine;
      return `line ${number}: ${outcome}: ${reason}`;
    });
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
