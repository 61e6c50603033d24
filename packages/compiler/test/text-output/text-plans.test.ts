import { type BindingModule, type MappingModule, valueAt } from "@xmap/contract";
import { type CheckedProgram, checkProject } from "@xmap/language";
import { DraftWriter, JsonLine, type ReadPlan, RecordReader, type WritePlan } from "@xmap/runtime/text";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { compileProgram } from "../../src/index.ts";
import { plainDraft } from "../../src/lineage/index.ts";
import { compileTextPlans } from "../../src/text.ts";
import { answersFromTable, runMapping } from "../../src/text-output/index.ts";
import { createOutputFolder, fixture } from "../compile.ts";
import { fixtureDescription, fixtureSchema } from "../fixtures/schemas.ts";

const FILES: Readonly<Record<string, string>> = {
  "systems.xmap": fixture("systems.xmap"),
  "orders.xmap": fixture("orders.xmap"),
  "expressions.xmap": fixture("expressions.xmap"),
};

interface Plans {
  readonly readPlan: ReadPlan | undefined;
  readonly writePlan: WritePlan | undefined;
}

const output = createOutputFolder();
afterAll(() => output.remove());

function checked(): CheckedProgram {
  const { program, diagnostics } = checkProject(Object.keys(FILES), {
    readFile: (path) => FILES[path],
    readSchema: fixtureSchema,
    listSchemas: () => [],
    readDescription: fixtureDescription,
  });
  if (program === undefined) throw new Error(JSON.stringify(diagnostics));
  return program;
}

const program = checked();
let bindings: readonly BindingModule[] = [];

beforeAll(async () => {
  output.write(compileProgram(program, { schemaHash: "0".repeat(64) }));
  const modules: MappingModule[] = [];
  for (const path of Object.keys(FILES)) modules.push(await output.load(path.replace(".xmap", ".ts")));
  bindings = modules.flatMap((module) => Object.values(module.bindings));
});

async function plansOf(binding: string): Promise<Plans> {
  const text = compileTextPlans(program, binding);
  if (text === undefined) throw new Error(`no binding ${binding}`);
  return (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as Plans;
}

const table = answersFromTable({
  ArticleId: { "*": 41 },
  TaxId: 3,
  CountryId: 57,
  RegionId: 8,
  Buyer: 7,
  Recipient: 9,
});
if (table.kind === "refused") throw new Error(table.message);
const { answers } = table;

/** What comes of a record that was read whole, printed by the platform. */
function whole(binding: BindingModule, text: string): unknown {
  const run = runMapping(binding, binding.name, JSON.parse(text) as object, answers);
  const lists = binding.lines.map(({ field }) => field);
  return [run.outcome, run.problems, run.outcome === undefined && JSON.stringify(plainDraft(run.draft ?? {}, lists))];
}

/** What comes of it with the plans. */
function planned(binding: BindingModule, text: string, reader: RecordReader, writer: DraftWriter): unknown {
  const bytes = Buffer.from(`${text}\n`);
  const line = new JsonLine(bytes);
  line.begin(0, bytes.length - 1);
  const run = runMapping(binding, binding.name, reader.read(line) as object, answers);
  if (run.outcome !== undefined) return [run.outcome, run.problems, false];
  writer.write(run.draft ?? {}, line.view);
  return [run.outcome, run.problems, new TextDecoder().decode(writer.take()).slice(0, -1)];
}

const PURCHASE = JSON.parse(fixture("purchase.json")) as Record<string, unknown>;

/** Paths of all values in a record. */
function pathsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => pathsIn(inner, [...path, name]))];
}

function replaced(value: unknown, [name, ...rest]: readonly string[], instead: unknown): unknown {
  if (name === undefined) return instead;
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (String(index) === name ? replaced(item, rest, instead) : item));
  const own = value as Readonly<Record<string, unknown>>;
  return { ...own, [name]: replaced(own[name], rest, instead) };
}

const PATHS = pathsIn(PURCHASE).filter((path) => path.length > 0);
const instead = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    "",
    "x",
    'a"b\\c',
    "é\u{1f600}",
    0,
    -0,
    1.5,
    1e30,
    true,
    false,
    [],
    {},
    ["x"],
    [{ id: 1 }],
  ),
  fc.constantFrom(...PATHS).map((path) => valueAt(PURCHASE as never, path)),
  fc.constant(undefined),
);
const changes = fc.array(fc.tuple(fc.constantFrom(...PATHS), instead), { maxLength: 4 });

it("the fixtures have bindings that are read in parts, and some that are not", async () => {
  expect(bindings.length).toBeGreaterThan(3);
  const plans = await Promise.all(bindings.map(({ name }) => plansOf(name)));
  expect(plans.filter(({ readPlan }) => readPlan !== undefined).length).toBeGreaterThan(2);
});

it("a record that is read in parts gives the same bytes and problems as one that is read whole", async () => {
  for (const binding of bindings) {
    const { readPlan, writePlan = {} } = await plansOf(binding.name);
    if (readPlan === undefined) continue;
    const reader = new RecordReader(readPlan);
    const writer = new DraftWriter(writePlan);
    fc.assert(
      fc.property(changes, (made) => {
        const record = made.reduce<unknown>((each, [path, value]) => {
          try {
            return replaced(each, path, value);
          } catch {
            return each;
          }
        }, PURCHASE);
        const text = JSON.stringify(record);
        expect(planned(binding, text, reader, writer), `${binding.name} ${text}`).toStrictEqual(whole(binding, text));
      }),
      { numRuns: 300 },
    );
  }
});
