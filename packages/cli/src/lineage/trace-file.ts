import { readFileSync } from "node:fs";
import {
  type CompiledMapping,
  lineageOf,
  type MappingLineage,
  type RecordTrace,
  traceRecord,
} from "@xmap/compiler/lineage";
import { type BindingModule, type DataRecord, EXIT_CODES, type ExitCode } from "@xmap/contract";
import { didYouMean } from "@xmap/diagnostics";
import type { BindingSymbol } from "@xmap/language";
import { CommandError } from "../project/command-error.ts";
import { type CheckedProject, checkedProject } from "./checked-project.ts";
import { compileForTrial } from "./compiled-project.ts";
import { entitiesLike } from "./entity-of-record.ts";
import { type ReadAnswers, readAnswers, readJsonFile } from "./read-answers.ts";
import { showTrace } from "./show-trace.ts";
import { flowNamed, traceFlow } from "./trace-flow.ts";

export interface TraceOptions {
  readonly input: string;
  readonly binding?: string;
  readonly flow?: string;
  readonly back: boolean;
  readonly answers?: string;
  readonly json: boolean;
}

/** Maps one record with the bindings of a file, and shows what became of it. Unanswered questions are shown as such. */
export async function traceFile(file: string, options: TraceOptions): Promise<ExitCode> {
  const project = checkedProject(file);
  const answers = readAnswers(options.answers, project.program);
  const { source } = answers;
  const record = readRecord(options.input);
  if (options.flow !== undefined) return traceOneFlow(options.flow, file, record, answers, project, options);
  const bindings = bindingsFor(record, file, project, options);
  const lineage = lineageOf(project.program);
  const compiled = await compileForTrial(project);
  try {
    for (const [index, binding] of bindings.entries()) {
      const mapping = mappingOf(binding, options.back, lineage.mappings);
      const module = directionOf(compiled.bindings.get(binding.name)?.binding, binding, options.back);
      const trace: RecordTrace = traceRecord(module, mapping, record, source);
      const shown = options.json ? JSON.stringify(trace) : showTrace(trace, mapping);
      process.stdout.write(`${index > 0 && !options.json ? "\n" : ""}${shown}\n`);
    }
  } finally {
    compiled.remove();
  }
  return EXIT_CODES.fine;
}

async function traceOneFlow(
  name: string,
  file: string,
  record: DataRecord,
  answers: ReadAnswers,
  project: CheckedProject,
  { binding, back, json }: TraceOptions,
): Promise<ExitCode> {
  if (binding !== undefined || back) throw new CommandError("--flow goes without --binding and --back.");
  const flow = flowNamed(name, file, project);
  const compiled = await compileForTrial(project);
  try {
    process.stdout.write(`${await traceFlow(flow, record, answers, project, compiled, json)}\n`);
  } finally {
    compiled.remove();
  }
  return EXIT_CODES.fine;
}

function readRecord(input: string): DataRecord {
  const value = input === "-" ? parseInput(readFileSync(0, "utf8")) : readJsonFile(input);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as DataRecord;
  throw new CommandError(`${input === "-" ? "Standard input" : input} must hold one record, a JSON object.`);
}

function parseInput(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new CommandError(
      `Standard input is not valid JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** The named binding, else those of the file whose record looks like the given one. */
function bindingsFor(
  record: DataRecord,
  file: string,
  project: CheckedProject,
  { binding: name, back }: TraceOptions,
): readonly BindingSymbol[] {
  const own = project.program.files
    .filter((each) => project.sources.includes(each.file.source.path))
    .flatMap((each) => each.bindings);
  const named = own.filter((binding) => binding.name === name);
  if (name !== undefined && named.length > 0) return named;
  const names = own.map((binding) => binding.name);
  if (name !== undefined) {
    const mend = didYouMean(name, names) ?? (names.length === 0 ? "it has none." : `it has ${names.join(", ")}.`);
    throw new CommandError(`${file} has no binding \`${name}\`; ${mend}`);
  }
  const sideOf = (binding: BindingSymbol) => (back ? binding.right : binding.left);
  const possible = own.filter((binding) => !back || binding.reverse !== undefined);
  const like = entitiesLike(record, [...new Set(possible.map(sideOf))]);
  const fitting = possible.filter((binding) => like.includes(sideOf(binding)));
  if (fitting.length > 0) return fitting;
  const which = back ? "two-way binding" : "binding";
  if (possible.length === 0) throw new CommandError(`${file} has no ${which} to trace.`);
  throw new CommandError(
    `The record looks like none of ${possible.map((binding) => sideOf(binding).name).join(", ")}; say with --binding which of ${possible.map((binding) => binding.name).join(", ")} is meant.`,
  );
}

function mappingOf({ name }: BindingSymbol, back: boolean, mappings: readonly MappingLineage[]): MappingLineage {
  const direction = back ? "<-" : "->";
  const found = mappings.find(
    (mapping) => mapping.kind === "binding" && mapping.name === name && mapping.direction === direction,
  );
  if (found === undefined) throw new CommandError(`The binding ${name} has only one direction; leave --back out.`);
  return found;
}

function directionOf(module: BindingModule | undefined, binding: BindingSymbol, back: boolean): CompiledMapping {
  if (module === undefined) throw new TypeError(`${binding.name} was not compiled`);
  if (!back) return module;
  const { reverse } = module;
  if (reverse === undefined) throw new CommandError(`The binding ${binding.name} has only one direction.`);
  return reverse;
}
