import { isIdentifier, quoted } from "../../emit/text-literals.ts";
import { type Printable, PrintedCode, printValue } from "../print-value.ts";
import type { LawPlan, LawSide } from "./law-plan.ts";

/** The vitest file of a file's law tests, and the schemas that their records are made of. */
export function printLaws(
  file: string,
  laws: readonly LawPlan[],
  subjectOf: (plan: LawPlan) => string,
): { readonly tests: string; readonly schemas: string; readonly imports: readonly string[] } {
  const names = new Map<string, string>();
  const schemas: string[] = [];
  const nameOf = ({ entity, schema }: LawSide): string => {
    const known = names.get(entity);
    if (known !== undefined) return known;
    const name = `${isIdentifier(entity) ? entity : `Entity${names.size + 1}`}Schema`;
    names.set(entity, name);
    schemas.push(`export const ${name}: EntitySchema = ${printValue(schema as Printable)};`);
    return name;
  };
  const tests = laws.map((plan) => {
    const law = {
      place: `${file}:${plan.line}`,
      left: printedSide(plan.left, nameOf),
      right: printedSide(plan.right, nameOf),
      lookups: plan.lookups as unknown as Printable,
    };
    const members = Object.entries(law).map(([name, value]) => `    ${name}: ${printValue(value, 4)},\n`);
    const title = `${plan.name}: what goes over comes back`;
    return `test(\n  ${quoted(title)},\n  lawTest(${subjectOf(plan)}, {\n${members.join("")}  }),\n);`;
  });
  const head = 'import type { EntitySchema } from "@xmap/runtime/testing";';
  return {
    tests: tests.join("\n\n"),
    schemas: `${[head, ...schemas].join("\n\n")}\n`,
    imports: [...names.values()].sort(),
  };
}

function printedSide(side: LawSide, nameOf: (side: LawSide) => string): Printable {
  const fields = side.fields.map(({ path, proved }) => ({ path, proved }));
  return { schema: new PrintedCode(nameOf(side)), samples: side.samples, fields };
}
