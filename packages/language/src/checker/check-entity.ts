import { didYouMean } from "@xmap/diagnostics";
import type { EntityDeclaration, FieldPath, Refinement } from "@xmap/grammar";
import { nearNames } from "../diagnostics/near-names.ts";
import type { EntitySymbol, SystemSymbol } from "../program.ts";
import { fieldAt, replaceField } from "../schema/replace-field.ts";
import { currencyPath, schemaToRecord } from "../schema/schema-to-type.ts";
import { itemOf } from "../types/classify.ts";
import { DAY, INSTANT, TEXT, UNKNOWN } from "../types/make-type.ts";
import type { RecordType, Type } from "../types/type.ts";
import { typeToText } from "../types/type-to-text.ts";
import type { CheckContext } from "./check-context.ts";
import { resolveName } from "./resolve-name.ts";

const REFINEMENTS = ["money", "decimal", "instant", "day", "email", "html", "text", "personal"] as const;

/** Reports the first name of a path that its record does not have; returns the names when all are there. */
function pathNames(record: RecordType, path: FieldPath, context: CheckContext): readonly string[] | undefined {
  let current: Type = record;
  for (const { name, span } of path.names) {
    if (name === "") return undefined;
    const inside = itemOf(current);
    context.recorder?.member({ span, name, owner: inside, purpose: "read" });
    if (inside.kind !== "record") {
      context.report({ code: "unknown-field", wording: "scalar", span, values: { name, type: typeToText(inside) } });
      return undefined;
    }
    const field = inside.fields.get(name);
    if (field === undefined) {
      const help = nearNames(name, inside.fields.keys());
      context.report({ code: "unknown-field", span, values: { record: inside.name, name }, help });
      return undefined;
    }
    current = field.value.type;
  }
  return path.names.map((name) => name.name);
}

function recordUnit(unit: FieldPath, beside: readonly string[], record: RecordType, context: CheckContext): void {
  let path = beside;
  for (const { name, span } of unit.names) {
    const owner = path.length === 0 ? record : itemOf(fieldAt(record, path)?.value.type ?? UNKNOWN);
    context.recorder?.member({ span, name, owner, purpose: "read" });
    path = [...path, name];
  }
}

function moneyType(
  refinement: Refinement,
  names: readonly string[],
  record: RecordType,
  context: CheckContext,
): Type | undefined {
  const { unit, name } = refinement.type;
  if (unit === undefined) {
    const values = { name: "money", missing: "the field of its currency: `money in currency`" };
    context.report({ code: "unknown-type", wording: "incomplete", span: name.span, values });
    return undefined;
  }
  const written = (unit.root === "$$" ? "$$." : "") + unit.names.map((part) => part.name).join(".");
  const currency = currencyPath(written, names.slice(0, -1));
  recordUnit(unit, unit.root === "$$" ? [] : names.slice(0, -1), record, context);
  if (fieldAt(record, currency.split(".")) !== undefined) return { kind: "money", entity: record.name, currency };
  const beside = fieldAt(record, names.slice(0, -1));
  const place = beside === undefined || unit.root === "$$" ? record : itemOf(beside.value.type);
  const help = place.kind === "record" ? nearNames(written, place.fields.keys()) : undefined;
  context.report({
    code: "unknown-field",
    span: unit.span,
    values: {
      record: place.kind === "record" ? place.name : record.name,
      name: unit.names.map((part) => part.name).join("."),
    },
    help,
  });
  return undefined;
}

function refinedType(
  refinement: Refinement,
  names: readonly string[],
  record: RecordType,
  context: CheckContext,
): Type | undefined {
  const { name, argument } = refinement.type;
  switch (name.name) {
    case "money":
      return moneyType(refinement, names, record, context);
    case "decimal":
      if (argument !== undefined) return { kind: "decimal", digits: argument.value };
      context.report({
        code: "unknown-type",
        wording: "incomplete",
        span: name.span,
        values: { name: "decimal", missing: "how many digits: `decimal(4)`" },
      });
      return undefined;
    case "instant":
      return INSTANT;
    case "day":
      return DAY;
    case "email":
    case "html":
    case "text":
      return TEXT;
    case "personal":
    case "":
      return undefined;
    default:
      context.report({
        code: "unknown-type",
        span: name.span,
        values: { name: name.name },
        help: nearNames(name.name, REFINEMENTS),
      });
      return undefined;
  }
}

function refine(record: RecordType, declaration: EntityDeclaration, context: CheckContext): RecordType {
  let refined = record;
  for (const refinement of declaration.refinements) {
    const names = pathNames(refined, refinement.path, context);
    if (names === undefined) continue;
    const type = refinedType(refinement, names, refined, context);
    if (type === undefined) continue;
    refined = replaceField(refined, names, (before) =>
      before.kind === "text" && type.kind === "text" ? before : type,
    );
  }
  return refined;
}

function keyOf(record: RecordType, declaration: EntityDeclaration, context: CheckContext): EntitySymbol["key"] {
  const key: { field: string; type: "integer" | "string" }[] = [];
  for (const path of declaration.key) {
    const names = pathNames(record, path, context);
    const field = names === undefined ? undefined : fieldAt(record, names);
    if (names === undefined || field === undefined) continue;
    const { type } = field.value;
    const integer = type.kind === "number" || (type.kind === "reference" && type.base === "integer");
    key.push({ field: names.join("."), type: integer ? "integer" : "string" });
  }
  return key;
}

function joinsOf(
  declaration: EntityDeclaration,
  system: SystemSymbol,
  resource: string,
  context: CheckContext,
): string[] {
  const offered = system.description.resources[resource]?.joins ?? [];
  const joins: string[] = [];
  for (const { name, span } of declaration.joins) {
    if (offered.includes(name)) joins.push(name);
    else if (name !== "")
      context.report({
        code: "unknown-field",
        span,
        values: { record: `${system.name}.${resource}`, name },
        help: nearNames(name, offered),
      });
  }
  return joins;
}

/** An entity: its pulled schema with joins, key and refinements. */
export function checkEntity(declaration: EntityDeclaration, context: CheckContext): EntitySymbol | undefined {
  const system = resolveName(context, declaration.system, ["system"]);
  if (system === undefined) return undefined;
  const resource = declaration.resource.names.map((name) => name.name).join(".");
  const schema = context.project.host.readSchema(system.name, resource);
  if (schema === undefined) {
    context.report({
      code: "unknown-resource",
      span: declaration.resource.span,
      values: { resource, system: system.name },
      help:
        didYouMean(resource, context.project.host.listSchemas(system.name)) ??
        `put its schema into schemas/${system.name}/${resource}.json`,
    });
    return undefined;
  }
  const { name } = declaration.name;
  const joins = joinsOf(declaration, system, resource, context);
  const offered = system.description.resources[resource]?.joins ?? [];
  const omitted = new Set(offered.filter((join) => !joins.includes(join)));
  const record = schemaToRecord(schema, { entity: name, system: system.name, omitted });
  const type = refine(record, declaration, context);
  const key = keyOf(type, declaration, context);
  return { kind: "entity", name, file: context.path, declaration, system, resource, schema, type, key, joins };
}
