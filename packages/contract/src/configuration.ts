import type { EntitySchema } from "./entity-schema.ts";

/** `xmap.json`, the project file. Secrets stand in no file: they are referred to by name. */
export interface Configuration {
  readonly $schema?: string;
  /** The language version that the project is written in. */
  readonly language: number;
  /** Names this installation in cross-references and write keys. */
  readonly installation: string;
  /** Folders and files that are not compiled, relative to the project file. */
  readonly exclude?: readonly string[];
  readonly environments?: Readonly<Record<string, EnvironmentConfiguration>>;
  /** How long finished runs, events and dead letters are kept. */
  readonly retention?: { readonly finishedDays?: number; readonly deadLetterDays?: number };
  readonly privacy?: { readonly personalFields?: readonly string[] };
}

export interface EnvironmentConfiguration {
  /** A file of NAME=value lines beside the project file. */
  readonly envFile?: string;
  /** The SQLite file of the store. */
  readonly store: string;
  /** Reads live systems and writes nothing. */
  readonly readsOnly?: boolean;
  readonly webhooks?: { readonly host?: string; readonly port: number; readonly maximumBytes?: number };
  /** How many records are worked on at once. */
  readonly parallel?: number;
}

/** The schema of `xmap.json`; unknown keys are errors. */
export const CONFIGURATION_SCHEMA: EntitySchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "xmap.json",
  type: "object",
  additionalProperties: false,
  required: ["language", "installation"],
  properties: {
    $schema: { type: "string" },
    language: { type: "integer", enum: [1] },
    installation: { type: "string" },
    exclude: { type: "array", items: { type: "string" } },
    environments: {
      type: "object",
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["store"],
        properties: {
          envFile: { type: "string" },
          store: { type: "string" },
          readsOnly: { type: "boolean" },
          webhooks: {
            type: "object",
            additionalProperties: false,
            required: ["port"],
            properties: {
              host: { type: "string" },
              port: { type: "integer", minimum: 0 },
              maximumBytes: { type: "integer", minimum: 1 },
            },
          },
          parallel: { type: "integer", minimum: 1 },
        },
      },
    },
    retention: {
      type: "object",
      additionalProperties: false,
      properties: { finishedDays: { type: "integer", minimum: 0 }, deadLetterDays: { type: "integer", minimum: 0 } },
    },
    privacy: {
      type: "object",
      additionalProperties: false,
      properties: { personalFields: { type: "array", items: { type: "string" } } },
    },
  },
};
