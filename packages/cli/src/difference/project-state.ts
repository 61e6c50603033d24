import { posix } from "node:path";
import { type CompiledMapping, lineageOf, type MappingLineage, runMapping } from "@xmap/compiler/lineage";
import type { FlowModule } from "@xmap/contract";
import { type CheckedProject, checkedProject } from "../lineage/checked-project.ts";
import { type CompiledProject, compileForTrial } from "../lineage/compiled-project.ts";
import { entitiesLike } from "../lineage/entity-of-record.ts";
import type { ReadAnswers } from "../lineage/read-answers.ts";
import { CommandError } from "../project/command-error.ts";
import type { TriedRun } from "./compare-runs.ts";
import type { SampleRecord } from "./sample-records.ts";
import { StandInAnswers } from "./stand-in-answers.ts";

/** One direction of a binding that can be run. */
export interface TriedMapping {
  readonly mapping: MappingLineage;
  readonly compiled: CompiledMapping;
  /** The name that the binding had before, where it says so. */
  readonly was: string | undefined;
}

/** A flow that can be tried out. */
export interface TriedFlow {
  readonly name: string;
  /** Of its subject. */
  readonly entity: string;
  readonly module: FlowModule;
  readonly program: CheckedProject["program"];
}

/** A project at one time, compiled. */
export interface ProjectState {
  readonly project: CheckedProject;
  readonly mappings: readonly TriedMapping[];
  readonly flows: readonly TriedFlow[];
  remove(): void;
}

/** Checks and compiles a project; one with errors cannot be compared. */
export async function projectState(folder: string, called: string): Promise<ProjectState> {
  const project = checkedState(folder, called);
  const compiled = await compileForTrial(project);
  const mappings = lineageOf(project.program).mappings.flatMap((mapping) => triedMapping(mapping, project, compiled));
  return { project, mappings, flows: triedFlows(project, compiled), remove: compiled.remove };
}

/** Runs a mapping over a sample; what nobody answers stands for itself. */
export function tryRecord({ mapping, compiled }: TriedMapping, sample: SampleRecord, given: ReadAnswers) {
  const answers = new StandInAnswers(given.source);
  const run = runMapping(compiled, mapping.name, sample.record, answers);
  const tried: TriedRun = { mapping, run, stoodIn: answers.stoodIn > 0 };
  return { tried, stoodIn: answers.stoodIn };
}

/** The entities that a sample may be a record of: the one that its tests or its file name say, else those that it looks like. */
export function entitiesOf(sample: SampleRecord, state: ProjectState): ReadonlySet<string> {
  const entities = state.project.program.files.flatMap((file) => file.entities);
  const sides = new Set([
    ...state.mappings.flatMap(({ mapping }) => mapping.sources.map((side) => side.entity)),
    ...state.flows.map((flow) => flow.entity),
  ]);
  const told =
    givenIn(sample, state) ??
    namedBy(
      sample,
      entities.map((entity) => entity.name),
    );
  if (told !== undefined) return new Set([told]);
  const possible = entities.filter((entity) => sides.has(entity.name));
  return new Set(entitiesLike(sample.record, possible).map((entity) => entity.name));
}

function checkedState(folder: string, called: string): CheckedProject {
  try {
    return checkedProject(folder);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new CommandError(`${error.message}\n${called} cannot be compared: its mappings do not compile.`);
  }
}

function triedFlows({ program }: CheckedProject, compiled: CompiledProject): readonly TriedFlow[] {
  return program.files
    .flatMap((file) => file.flows)
    .flatMap(({ name, entity }) => {
      const module = compiled.flows.get(name);
      return module === undefined ? [] : [{ name, entity: entity.name, module, program }];
    });
}

function triedMapping(
  mapping: MappingLineage,
  { program }: CheckedProject,
  compiled: CompiledProject,
): readonly TriedMapping[] {
  if (mapping.kind !== "binding") return [];
  const module = compiled.bindings.get(mapping.name)?.binding;
  const direction = mapping.direction === "->" ? module : module?.reverse;
  const symbol = program.files.flatMap((file) => file.bindings).find((binding) => binding.name === mapping.name);
  return direction === undefined ? [] : [{ mapping, compiled: direction, was: symbol?.declaration.was?.name }];
}

/** The entity of the binding or flow whose test is given this file. */
function givenIn(sample: SampleRecord, { project }: ProjectState): string | undefined {
  const { files } = project.program;
  for (const { file } of files) {
    for (const declaration of file.declarations) {
      if (declaration.kind !== "TestDeclaration" || declaration.given === undefined) continue;
      const path = posix.join(posix.dirname(file.source.path), declaration.given.value);
      if (path !== sample.file) continue;
      const subject = declaration.of.name;
      const binding = files.flatMap((each) => each.bindings).find((each) => each.name === subject);
      const flow = files.flatMap((each) => each.flows).find((each) => each.name === subject);
      return binding?.left.name ?? flow?.entity.name;
    }
  }
  return undefined;
}

/** `Order/5207.json`, `order-5207.json`, `sale-orders.ndjson`: the folder or the beginning of the file name. */
function namedBy({ file }: SampleRecord, names: readonly string[]): string | undefined {
  const folder = letters(posix.basename(posix.dirname(file)));
  const stem = letters(posix.basename(file).replace(/\.[a-z]+$/, ""));
  const named = names.filter((name) => folder === letters(name) || folder === `${letters(name)}s`);
  const begun = names.filter((name) => stem.startsWith(letters(name)));
  return (named.length > 0 ? named : begun).toSorted((left, right) => right.length - left.length)[0];
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, "");
}
