import { parseExpression } from "@xmap/grammar";
import { type CheckedProgram, checkProject, type EntitySymbol } from "@xmap/language";
import type { FieldLineage, MappingLineage, SourceField } from "../../src/lineage/lineage.ts";
import { lineageOf } from "../../src/lineage/lineage-of.ts";
import { literalsOf, type Origin, type OriginScope, sourcesOf, wholeRecord } from "../../src/lineage/origin.ts";
import { originOf } from "../../src/lineage/origin-of-expression.ts";
import { fixture } from "../compile.ts";
import { fixtureDescription, fixtureSchema } from "../fixtures/schemas.ts";

/** Checks files over the fixture schemas; what the checker says is an error of the test. */
export function checkFiles(files: Readonly<Record<string, string>>): CheckedProgram {
  const { program, diagnostics } = checkProject(Object.keys(files), {
    readFile: (path) => files[path],
    readSchema: fixtureSchema,
    listSchemas: () => [],
    readDescription: fixtureDescription,
  });
  if (program === undefined) throw new Error(diagnostics.map((each) => `${each.code} ${each.message}`).join("\n"));
  return program;
}

/** The fixture project. */
export function checkOrders(): CheckedProgram {
  return checkFiles({ "systems.xmap": fixture("systems.xmap"), "orders.xmap": fixture("orders.xmap") });
}

export function mappingNamed(name: string, program: CheckedProgram): MappingLineage {
  const found = lineageOf(program).mappings.find((mapping) => mapping.name === name);
  if (found === undefined) throw new Error(`no mapping ${name}`);
  return found;
}

/** A field's sources in short: `items[].sku`, what only chooses in brackets, conditions in braces, literals as JSON. */
export function shortly({ sources, literals }: Pick<FieldLineage, "sources" | "literals">): string {
  return [...sources.map(shortSource), ...literals.map((literal) => JSON.stringify(literal))].join(" ");
}

function shortSource({ path, role, record }: SourceField): string {
  const full = record === undefined ? path : `${record}:${path}`;
  return role === "value" ? full : role === "selection" ? `[${full}]` : `{${full}}`;
}

/** What an expression over a purchase is made of; it need not be one that the checker takes. */
export function originOfText(text: string, entity: EntitySymbol): string {
  const { expression } = parseExpression("expression", text);
  const context: Origin = wholeRecord(entity, undefined);
  const scope: OriginScope = { context, root: context, variables: new Map(), depth: 0 };
  const origin = originOf(expression, scope);
  return shortly({ sources: sourcesOf(origin), literals: literalsOf(origin) });
}

export function entityNamed(name: string, program: CheckedProgram): EntitySymbol {
  const found = program.files.flatMap((file) => file.entities).find((entity) => entity.name === name);
  if (found === undefined) throw new Error(`no entity ${name}`);
  return found;
}
