export {
  type ResourceSchema,
  type ResourceSchemas,
  resourceSchemas,
  type SchemaFileProblem,
  schemaProblemText,
} from "./resource-schemas.ts";
export { schemaChangeText } from "./schema-change-text.ts";
export { isBreaking, type SchemaChange, schemaChanges } from "./schema-changes.ts";
export { roleOfFile, type SchemaFile } from "./schema-file.ts";
export { schemaFileText } from "./schema-file-text.ts";
export {
  readSourceFiles,
  type SourceCatalog,
  type SourceFile,
  type SourceKind,
  type SourceOptions,
} from "./source-files.ts";
