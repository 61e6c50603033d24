import { resolve } from "node:path";

/** The project folder of the repository's own mappings. */
export const MAPPINGS = resolve(import.meta.dirname, "../../mappings");
