import type { EntitySchema } from "./entity-schema.ts";

/** Where the secrets of an environment come from, beside the process environment. */
export interface SecretsConfiguration {
  /** A folder with a file for each secret, named like it: `/run/secrets`. Relative to the project file. */
  readonly folder?: string;
  /** The encrypted file; the store's with `.secrets` behind it when undefined. Relative to the project file. */
  readonly store?: string;
  readonly vault?: VaultConfiguration;
}

/** A path of a key-value store (version 2) of HashiCorp Vault or OpenBao, whose keys are the names of secrets. */
export interface VaultConfiguration {
  readonly url: string;
  /** `secret` when undefined. */
  readonly mount?: string;
  readonly path: string;
  readonly namespace?: string;
  /** The variable or file secret that holds the token; VAULT_TOKEN when undefined. */
  readonly token?: string;
  /** How long what was read is used; 30 when undefined. */
  readonly cacheSeconds?: number;
}

/** What an environment says of one of its systems. */
export interface SystemConfiguration {
  /** A file of certificates (PEM) that are trusted beside the usual ones. Relative to the project file. */
  readonly ca?: string;
  /** The last day on which the system's key is good: a warning comes two weeks before. */
  readonly keyExpires?: string;
}

export const SECRETS_SCHEMA: EntitySchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    folder: { type: "string" },
    store: { type: "string" },
    vault: {
      type: "object",
      additionalProperties: false,
      required: ["url", "path"],
      properties: {
        url: { type: "string", pattern: "^https?://[^@]+$" },
        mount: { type: "string" },
        path: { type: "string" },
        namespace: { type: "string" },
        token: { type: "string", pattern: "^[A-Za-z_][A-Za-z0-9_]*$" },
        cacheSeconds: { type: "integer", minimum: 0 },
      },
    },
  },
};

export const SYSTEMS_SCHEMA: EntitySchema = {
  type: "object",
  additionalProperties: {
    type: "object",
    additionalProperties: false,
    properties: {
      ca: { type: "string" },
      keyExpires: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" },
    },
  },
};
