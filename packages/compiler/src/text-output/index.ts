export type { AnswerSource } from "../lineage/trace/answer-source.ts";
export { answersFromTable, questionText } from "../lineage/trace/answer-table.ts";
export { type MappingRun, runMapping } from "../lineage/trace/run-mapping.ts";
