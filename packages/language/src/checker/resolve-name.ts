import { didYouMean } from "@xmap/diagnostics";
import type { Identifier, TypeReference } from "@xmap/grammar";
import type { AnySymbol, SymbolKind } from "../binder/any-symbol.ts";
import { nearNames } from "../diagnostics/near-names.ts";
import type { EntitySymbol } from "../program.ts";
import { schemaToRecord } from "../schema/schema-to-type.ts";
import { itemOf } from "../types/classify.ts";
import type { Field, RecordType, Type } from "../types/type.ts";
import { typeToText } from "../types/type-to-text.ts";
import type { CheckContext } from "./check-context.ts";

type SymbolOf<Kind extends SymbolKind> = Extract<AnySymbol, { kind: Kind }>;

const KIND_TEXT: Readonly<Record<SymbolKind, string>> = {
  system: "a system",
  entity: "an entity",
  map: "a map",
  lookup: "a lookup",
  rules: "a set of rules",
  binding: "a binding",
  policy: "a policy",
  flow: "a flow",
};

function isOfKind<Kind extends SymbolKind>(symbol: AnySymbol, kinds: readonly Kind[]): symbol is SymbolOf<Kind> {
  return kinds.some((kind) => kind === symbol.kind);
}

/** What a name stands for; says what is wrong with it, but nothing about a name whose own declaration is wrong. */
export function resolveName<Kind extends SymbolKind>(
  context: CheckContext,
  identifier: Identifier,
  kinds: readonly Kind[],
): SymbolOf<Kind> | undefined {
  const { name, span } = identifier;
  if (name === "") return undefined;
  const visible = context.names.get(name);
  if (visible === undefined) {
    const candidates = [...context.names.values()].filter((entry) =>
      kinds.some((kind) => kind === entry.declared.kind),
    );
    const help = didYouMean(
      name,
      candidates.map((entry) => entry.declared.name),
    );
    context.report({ code: "unknown-name", span, values: { name }, help });
    return undefined;
  }
  visible.used = true;
  const { declared } = visible;
  if (!kinds.some((kind) => kind === declared.kind)) {
    context.report({
      code: "wrong-kind",
      span,
      values: { name, kind: KIND_TEXT[declared.kind], expected: kinds.map((kind) => KIND_TEXT[kind]).join(" or ") },
      related: [{ file: declared.file, span: declared.span, message: "declared here" }],
    });
    return undefined;
  }
  return declared.symbol !== undefined && isOfKind(declared.symbol, kinds) ? declared.symbol : undefined;
}

/** The entity that a type reference names; a path behind it is refused. */
export function resolveEntity(context: CheckContext, reference: TypeReference): EntitySymbol | undefined {
  const [name, further] = reference.names;
  if (name === undefined) return undefined;
  const entity = resolveName(context, name, ["entity"]);
  if (further === undefined) return entity;
  context.report({
    code: "type-mismatch",
    span: further.span,
    values: { wanted: "An entity", found: "a field of one" },
  });
  return undefined;
}

/** A field of an entity, perhaps in a record that it refers to. */
export interface ResolvedField {
  readonly entity: EntitySymbol;
  readonly path: string;
  readonly field: Field;
  /** The field's type, or a reference to the entity where it is its key. */
  readonly type: Type;
}

function referredRecord(context: CheckContext, type: Type): RecordType | undefined {
  if (type.kind !== "reference") return undefined;
  for (const [record, entity] of context.project.entities) {
    if (entity.system.name === type.system && entity.resource === type.resource && entity.type === record)
      return record;
  }
  const schema = context.project.host.readSchema(type.system, type.resource);
  if (schema === undefined) return undefined;
  return schemaToRecord(schema, { entity: type.resource, system: type.system, omitted: new Set() });
}

/** `State.country_id.code`: a path that may lead through references into other records. */
export function resolveField(context: CheckContext, reference: TypeReference): ResolvedField | undefined {
  const [first, ...names] = reference.names;
  if (first === undefined) return undefined;
  const entity = resolveName(context, first, ["entity"]);
  if (entity === undefined) return undefined;
  let current: Type = entity.type;
  let field: Field | undefined;
  for (const { name, span } of names) {
    if (name === "") return undefined;
    const record: Type = current.kind === "record" ? current : (referredRecord(context, current) ?? current);
    context.recorder?.member({ span, name, owner: record, purpose: "read" });
    if (record.kind !== "record") {
      context.report({ code: "unknown-field", wording: "scalar", span, values: { name, type: typeToText(current) } });
      return undefined;
    }
    field = record.fields.get(name);
    if (field === undefined) {
      const help = nearNames(name, record.fields.keys());
      context.report({ code: "unknown-field", span, values: { record: record.name, name }, help });
      return undefined;
    }
    current = itemOf(field.value.type);
  }
  if (field === undefined) {
    context.report({
      code: "type-mismatch",
      span: reference.span,
      values: { wanted: "A field", found: `the entity ${entity.name}` },
      help: `name a field: \`${entity.name}.${entity.key[0]?.field ?? "id"}\``,
    });
    return undefined;
  }
  const path = names.map((name) => name.name).join(".");
  const [key, second] = entity.key;
  const type =
    second === undefined && key !== undefined && key.field === path && current.kind !== "reference"
      ? keyReference(entity)
      : current;
  return { entity, path, field, type };
}

/** The type of a reference to an entity's record. */
export function keyReference(entity: EntitySymbol): Type {
  const base = entity.key[0]?.type === "string" ? "text" : "integer";
  return { kind: "reference", system: entity.system.name, resource: entity.resource, base };
}
