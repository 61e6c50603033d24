import type { CheckedFile, CheckedProgram } from "@xmap/language";
import { bothDirections } from "../both-directions.ts";
import { type Mutant, MutantList } from "./mutant.ts";
import { mutateArms } from "./mutate-answers.ts";
import { mutateBlock, mutateGuards } from "./mutate-block.ts";
import { mutateFlow } from "./mutate-steps.ts";

/** The mutants of the files that have a tested binding or flow, in the order of files and places. */
export function mutantsOf(program: CheckedProgram): readonly Mutant[] {
  const tested = new Set(program.files.flatMap(({ tests }) => tests.map(({ subject }) => subject.file)));
  return program.files
    .filter(({ file }) => tested.has(file.source.path))
    .flatMap((file) =>
      mutantsOfFile(file, program.typeOf).toSorted((left, right) => left.span.start - right.span.start),
    );
}

function mutantsOfFile(file: CheckedFile, typeOf: CheckedProgram["typeOf"]): readonly Mutant[] {
  const mutants = new MutantList(file.file.source);
  for (const map of file.maps) {
    mutants.within(map.name);
    mutateArms(map.arms, mutants);
  }
  for (const rules of file.rules) {
    mutants.within(rules.name);
    for (const { block } of bothDirections(rules)) mutateBlock(block, typeOf, mutants);
  }
  for (const binding of file.bindings) {
    mutants.within(binding.name);
    mutateGuards(binding, typeOf, mutants);
    for (const { block } of bothDirections(binding)) mutateBlock(block, typeOf, mutants);
  }
  for (const flow of file.flows) {
    mutants.within(flow.name);
    mutateFlow(flow, typeOf, mutants);
  }
  return mutants.found;
}
