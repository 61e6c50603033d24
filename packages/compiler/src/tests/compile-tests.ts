import type { CheckedProgram } from "@xmap/language";
import type { GeneratedFile } from "../compile-text.ts";
import { documentationLines, isIdentifier, quoted } from "../emit/text-literals.ts";
import type { ExportedName } from "../ir/code.ts";
import { camelCase } from "../lower/names.ts";
import { type LawPlan, planLaws } from "./laws/law-plan.ts";
import { printLaws } from "./laws/print-laws.ts";
import { PrintedCode, printValue } from "./print-value.ts";
import { planTests, type TestPlan } from "./test-plan.ts";

const TESTING_PACKAGE = "@xmap/runtime/testing";

/**
 * The vitest files of `test` declarations and of the laws of two-way bindings, to lie beside a program's modules, with
 * what they import: fixtures and schemas. Only those of the named files, all unless given.
 */
export function compileTests(program: CheckedProgram, files?: ReadonlySet<string>): readonly GeneratedFile[] {
  const isMeant = ({ file }: { readonly file: string }): boolean => files === undefined || files.has(file);
  const generated: GeneratedFile[] = [];
  for (const [file, plans] of Map.groupBy(planTests(program).filter(isMeant), (plan) => plan.file)) {
    generated.push({ path: beside(file, ".test.ts"), text: printTests(file, plans), sourceFile: file });
    for (const { path, record } of new Map(plans.map(({ fixture }) => [fixture.path, fixture])).values()) {
      const text = `${JSON.stringify(record, null, 2)}\n`;
      if (!generated.some((known) => known.path === path)) generated.push({ path, text, sourceFile: file });
    }
  }
  for (const [file, laws] of Map.groupBy(planLaws(program).filter(isMeant), (law) => law.file))
    generated.push(...printLawFiles(file, laws));
  return generated;
}

/** A generated file beside the module of an `.xmap` file: `xcart-odoo/orders.test.ts`. */
function beside(file: string, ending: string): string {
  return file.replace(/\.xmap$/, ending);
}

function printTests(file: string, plans: readonly TestPlan[]): string {
  const names = new ImportedNames(file);
  const kinds = new Set(plans.map((plan) => `${plan.kind}Test`));
  const tests = plans.map((plan) => printTest(plan, names));
  return printFile(file, [...kinds].sort(), names.imports(), tests);
}

function printLawFiles(file: string, laws: readonly LawPlan[]): readonly GeneratedFile[] {
  const names = new ImportedNames(file);
  const { tests, schemas, imports } = printLaws(file, laws, (plan) => names.exported(plan.subject));
  const schemaFile = beside(file, ".schemas.ts");
  const from = `import { ${imports.join(", ")} } from ${quoted(relativePath(file, schemaFile))};`;
  const text = printFile(file, ["lawTest"], [...names.imports(), from], [tests]);
  return [
    { path: beside(file, ".laws.test.ts"), text, sourceFile: file },
    { path: schemaFile, text: `${headerOf(file)}\n\n${schemas}`, sourceFile: file },
  ];
}

function printFile(
  file: string,
  helpers: readonly string[],
  imports: readonly string[],
  tests: readonly string[],
): string {
  const all = [
    `import { ${helpers.join(", ")} } from ${quoted(TESTING_PACKAGE)};`,
    'import { test } from "vitest";',
    ...imports,
  ];
  return `${[headerOf(file), all.join("\n"), ...tests].join("\n\n")}\n`;
}

function headerOf(file: string): string {
  return `// Generated from ${JSON.stringify(file).slice(1, -1)}. Do not edit: change the mapping and compile again.`;
}

function printTest(plan: TestPlan, names: ImportedNames): string {
  const { title, documentation, kind, subject, fixture, answers, expect } = plan;
  const declared = {
    place: `${plan.file}:${plan.line}`,
    given: new PrintedCode(names.fixture(fixture.path)),
    answers: answers.map(({ of, arms }) => ({
      of: "invocation" in of ? { ...of } : new PrintedCode(names.exported(of)),
      arms,
    })),
    expect,
  };
  const members = Object.entries(declared).map(([name, value]) => `    ${name}: ${printValue(value, 4)},\n`);
  const body = `${kind}Test(${names.exported(subject)}, {\n${members.join("")}  }),`;
  const lines = documentation === undefined ? [] : documentationLines(documentation);
  return [...lines, `test(\n  ${quoted(title)},\n  ${body}\n);`].join("\n");
}

/** Names that a test file imports: each once, and none twice for two things. */
class ImportedNames {
  readonly #file: string;
  readonly #taken = new Set(["test", "bindingTest", "flowTest", "lawTest"]);
  /** By module, exported to local names. */
  readonly #modules = new Map<string, Map<string, string>>();
  readonly #fixtures = new Map<string, string>();

  constructor(file: string) {
    this.#file = file;
  }

  exported({ name, file }: ExportedName): string {
    const module = relativePath(this.#file, file.replace(/\.xmap$/, ".ts"));
    const names = this.#modules.get(module) ?? new Map<string, string>();
    this.#modules.set(module, names);
    const local = names.get(name) ?? this.#take(name);
    names.set(name, local);
    return local;
  }

  fixture(path: string): string {
    const known = this.#fixtures.get(path);
    if (known !== undefined) return known;
    const base = camelCase(path.slice(path.lastIndexOf("/") + 1).replace(/\.json$/, ""));
    const local = this.#take(isIdentifier(base) ? base : "fixture");
    this.#fixtures.set(path, local);
    return local;
  }

  imports(): readonly string[] {
    const fixtures = [...this.#fixtures].map(
      ([path, local]) => `import ${local} from ${quoted(relativePath(this.#file, path))} with { type: "json" };`,
    );
    const modules = [...this.#modules].map(([module, names]) => {
      const imported = [...names].map(([name, local]) => (name === local ? name : `${name} as ${local}`)).sort();
      return `import { ${imported.join(", ")} } from ${quoted(module)};`;
    });
    return [...fixtures, ...modules.sort()];
  }

  #take(wanted: string): string {
    let local = wanted;
    for (let ordinal = 2; this.#taken.has(local); ordinal += 1) local = `${wanted}${ordinal}`;
    this.#taken.add(local);
    return local;
  }
}

function relativePath(from: string, to: string): string {
  const here = from.split("/").slice(0, -1);
  const there = to.split("/");
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared += 1;
  const up = here.slice(shared).map(() => "..");
  const path = [...up, ...there.slice(shared)].join("/");
  return up.length === 0 ? `./${path}` : path;
}
