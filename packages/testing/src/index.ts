export { type MarkedSource, markedSource } from "./marked-source.ts";
