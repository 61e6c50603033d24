import type { ConnectorDescription, EntitySchema, ResourceDescription, SchemaDocument } from "@xmap/contract";
import type { TableCatalog } from "./catalog.ts";
import { columnSchema } from "./columns.ts";
import { SQL_DESCRIPTION } from "./description.ts";
import type { Table } from "./tables.ts";

type Dialect = "postgres" | "sqlite";

/** Schemas of tables, each with the lists of rows that belong to its own. */
export async function tableDocuments(
  catalog: TableCatalog,
  resources: readonly string[],
  dialect: Dialect,
): Promise<readonly SchemaDocument[]> {
  const documents: SchemaDocument[] = [];
  for (const name of resources) {
    const table = await catalog.table(name, "read the tables");
    const own = tableSchema(table, dialect);
    const lists = [...(await catalog.children(table))].map(([child, { table: lines }]) => {
      const { title: _, ...items } = tableSchema(lines, dialect);
      return [child, { type: "array", "x-xmap-defaulted": true, items }] as const;
    });
    const properties = { ...own.properties, ...Object.fromEntries(lists) };
    const required = [...(own.required ?? []), ...lists.map(([child]) => child)];
    const schema = { $schema: "https://json-schema.org/draft/2020-12/schema", ...own, properties, required };
    documents.push({ name: `${name}.json`, text: JSON.stringify(schema) });
  }
  return documents;
}

/** The connector's description with what the tables offer. */
export async function describeTables(
  catalog: TableCatalog,
  resources: readonly string[],
): Promise<ConnectorDescription> {
  const described: [string, ResourceDescription][] = [];
  for (const name of resources) {
    const operation = "read the tables";
    const table = await catalog.table(name, operation);
    const changes = catalog.stampOf(table, operation) === undefined ? "fullScan" : "cursor";
    const joins = [...(await catalog.children(table)).keys()];
    const description = table.description ?? `The ${table.isView ? "view" : "table"} ${name}.`;
    const writable = table.isView ? { writable: [] } : {};
    described.push([name, { description, changes, operations: {}, joins, ...writable }]);
  }
  return { ...SQL_DESCRIPTION, resources: Object.fromEntries(described) };
}

function tableSchema(table: Table, dialect: Dialect): EntitySchema {
  const told = table.columns.filter(({ kind }) => kind !== "bytes");
  const fields = told.map((column): [string, EntitySchema] => {
    const reference = table.foreignKeys.find((one) => one.column === column.name);
    const schema = columnSchema(column, dialect);
    if (reference === undefined) return [column.name, schema];
    const { pattern: _, ...open } = schema;
    return [column.name, { ...open, "x-xmap-reference": reference.table }];
  });
  return {
    title: table.name,
    ...(table.description === undefined ? {} : { description: table.description }),
    type: "object",
    properties: Object.fromEntries(fields.map(([name, schema]) => [name, defaulted(schema)])),
    required: told.map(({ name }) => name),
  };
}

/** A column that may be null need not be given. */
function defaulted(schema: EntitySchema): EntitySchema {
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  const mayBeNull = types.includes("null") || schema.enum?.includes(null) === true || schema.type === undefined;
  return mayBeNull ? { ...schema, "x-xmap-defaulted": true } : schema;
}
