import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { generatedFiles } from "../src/highlight/generated-files.ts";

const grammar = resolve(import.meta.dirname, "..");
const target = join(grammar, "generated");
mkdirSync(target, { recursive: true });
for (const [name, text] of Object.entries(generatedFiles(readFileSync(join(grammar, "language.ebnf"), "utf8")))) {
  writeFileSync(join(target, name), text);
}
