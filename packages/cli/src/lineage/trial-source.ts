import { type AnswerSource, answerIn, recordsIn } from "@xmap/compiler/lineage";
import type { CheckedProgram } from "@xmap/language";
import type { TrialSource } from "@xmap/runtime/testing";
import type { ReadAnswers } from "./read-answers.ts";

/** Answers as a flow that is tried out asks for them; records of a system stand under the entity's name. */
export function trialSource({ table }: ReadAnswers, lookups: AnswerSource, program: CheckedProgram): TrialSource {
  const entities = program.files.flatMap((file) => file.entities);
  return {
    lookup: (lookup, key) => lookups.lookup(lookup, key),
    refersBy: ({ name }) => typeof table === "object" && table !== null && Object.hasOwn(table, name),
    bound: (binding, key) => answerIn(table, binding.name, key),
    invoked: (system, invocation) => answerIn(table, `${system}.${invocation}`, [null]),
    records: ({ system, resource }) => {
      const named = entities.filter((entity) => entity.system.name === system && entity.resource === resource);
      return Object.assign({}, ...named.map((entity) => recordsIn(table, entity.name)));
    },
  };
}
