import type { BindingModule, EntitySchema } from "@xmap/contract";
import { checkProject } from "@xmap/language";
import { duringRun } from "@xmap/runtime";
import fc from "fast-check";
import jsonata from "jsonata";
import { afterAll, expect, it } from "vitest";
import { compileProgram } from "../src/index.ts";
import { createOutputFolder } from "./compile.ts";
import { PAIR_SCHEMA, pairData, typedExpression } from "./random-typed-expressions.ts";
import { typeErrors } from "./type-errors.ts";

/** Pairs of an expression and a record, each compiled, run and compared; `npm run fuzz:expressions` has 20,000. */
const PAIRS = Number(process.env.XMAP_PAIRS ?? "500");
const RECORDS = 20;
const SEED = Number(process.env.XMAP_SEED ?? "23");
const AT_ONCE = 200;
const TIMEOUT = 60_000 + PAIRS * 100;

const number: EntitySchema = { type: "number" };
const target: EntitySchema = {
  type: "object",
  properties: {
    id: { ...number, readOnly: true },
    ref: { ...number, "x-xmap-searchable": true },
    value: {},
    again: {},
    values: { type: "array", items: {} },
    moreValues: { type: "array", items: {} },
  },
  required: ["id", "ref"],
};
const description = {
  connector: "any",
  description: "",
  options: { type: "object", properties: {} } as const,
  capabilities: [],
  resources: {},
};
const SYSTEMS = [
  "xmap 1",
  "system left = any {}",
  "system right = any {}",
  "entity Source = left.source { key id }",
  "entity Target = right.target { key id }",
  "",
].join("\n");

interface Candidate {
  readonly expression: string;
  readonly isList: boolean;
}

const output = createOutputFolder();
afterAll(() => output.remove());

/** The candidates that the checker takes, compiled; a rule has each expression twice, so that it is shared. */
async function compiled(candidates: readonly Candidate[], folder: string) {
  const texts = new Map<string, string>([["systems.xmap", SYSTEMS]]);
  for (const [index, { expression, isList }] of candidates.entries()) {
    const [field, other] = isList ? ["values", "moreValues"] : ["value", "again"];
    const rules = `  id -> ref key\n  ${expression} -> ${field}\n  ${expression} -> ${other} when yes\n`;
    const head = 'xmap 1\nimport { Source, Target } from "./systems.xmap"\n';
    texts.set(`e${index}.xmap`, `${head}binding E${index}: Source -> Target {\n${rules}}\n`);
  }
  const check = () =>
    checkProject([...texts.keys()], {
      readFile: (path) => texts.get(path),
      readSchema: (system) => (system === "left" ? PAIR_SCHEMA : target),
      listSchemas: () => [],
      readDescription: () => description,
    });
  const { diagnostics } = check();
  for (const { severity, file } of diagnostics) if (severity === "error") texts.delete(file);
  const { program, diagnostics: left } = check();
  if (program === undefined) throw new Error(left.map(({ message }) => message).join("\n"));
  const files = compileProgram(program, { schemaHash: "" }).map((file) => ({
    ...file,
    path: `${folder}/${file.path}`,
  }));
  output.write(files);
  const taken: Compiled[] = [];
  for (const [index, candidate] of candidates.entries()) {
    if (!texts.has(`e${index}.xmap`)) continue;
    const binding = (await output.load(`${folder}/e${index}.ts`)).bindings[`E${index}`];
    if (binding !== undefined) taken.push({ candidate, binding });
  }
  return taken;
}

type Outcome = { readonly value: unknown; readonly again: unknown } | "error";

interface Compiled {
  readonly candidate: Candidate;
  readonly binding: BindingModule;
}

function ours({ candidate, binding }: Compiled, data: object): Outcome {
  const start = { instant: () => Date.UTC(2026, 2, 4), random: { fraction: () => 0.5 } };
  const map = binding.map as unknown as (...args: readonly unknown[]) => Record<string, unknown>;
  try {
    const draft = duringRun(start, () => map(data, {}, { problem: () => undefined }));
    const [value, again] = candidate.isList ? [draft.values, draft.moreValues] : [draft.value, draft.again];
    return { value, again };
  } catch (error) {
    if (error instanceof Error && error.name === "MappingError") return "error";
    throw error;
  }
}

async function oracle({ expression, isList }: Candidate, data: { readonly yes: boolean }): Promise<Outcome> {
  try {
    const found: unknown = await jsonata(expression).evaluate(structuredClone(data));
    const result: unknown = found === undefined ? undefined : JSON.parse(JSON.stringify(found));
    const value = isList ? (result === undefined ? [] : Array.isArray(result) ? result : [result]) : result;
    return { value, again: data.yes ? value : undefined };
  } catch {
    return "error";
  }
}

it(
  `random typed expressions come to the same as in JSONata (${PAIRS} pairs)`,
  async () => {
    const wanted = Math.ceil(PAIRS / RECORDS);
    const records = fc.sample(pairData, { numRuns: RECORDS, seed: SEED });
    let tried = 0;
    const different: unknown[] = [];
    for (let round = 0; tried < wanted; round += 1) {
      const candidates = fc.sample(typedExpression, { numRuns: Math.min(AT_ONCE, wanted * 3), seed: SEED + round });
      const taken = (await compiled(candidates, `r${round}`)).slice(0, wanted - tried);
      for (const each of taken) {
        for (const data of records) {
          const [expected, actual] = [await oracle(each.candidate, data), ours(each, data)];
          if (!isSame(actual, expected)) different.push([each.candidate.expression, data, expected, actual]);
        }
      }
      if (taken.length === 0) throw new Error("the checker refuses every expression");
      tried += taken.length;
    }
    expect(different.slice(0, 5)).toEqual([]);
    if (PAIRS <= 500) expect(typeErrors(output.path)).toBe("");
  },
  TIMEOUT,
);

function isSame(actual: Outcome, expected: Outcome): boolean {
  if (actual === "error" || expected === "error") return actual === expected;
  return JSON.stringify(plain(actual)) === JSON.stringify(plain(expected));
}

/** JSON that tells no value from null. */
function plain({ value, again }: Exclude<Outcome, "error">) {
  return [value, again].map((each) => (each === undefined ? "nothing" : { each }));
}
