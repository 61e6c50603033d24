export { DraftWriter, type WritePlan } from "./draft-writer.ts";
export { JsonLine, type TextBytes } from "./json-line.ts";
export { NOT_READ } from "./not-read.ts";
export { type ReadPlan, RecordReader } from "./record-reader.ts";
