import type { EntitySchema } from "./entity-schema.ts";
import {
  SECRETS_SCHEMA,
  type SecretsConfiguration,
  SYSTEMS_SCHEMA,
  type SystemConfiguration,
} from "./secrets-configuration.ts";

/** `xmap.json`, the project file. Secrets stand in no file: they are referred to by name. */
export interface Configuration {
  readonly $schema?: string;
  /** The language version that the project is written in. */
  readonly language: number;
  /** Names this installation in cross-references and write keys. */
  readonly installation: string;
  /** Folders and files that are not compiled, relative to the project file. */
  readonly exclude?: readonly string[];
  /** The folder of sample records that `xmap diff` tries the mappings with, relative to the project file. */
  readonly fixtures?: string;
  /** The project's own connectors: the name that `system` declarations use, and a file that exports `connector`. */
  readonly connectors?: Readonly<Record<string, string>>;
  readonly environments?: Readonly<Record<string, EnvironmentConfiguration>>;
  /** How long finished runs, events and dead letters are kept. */
  readonly retention?: { readonly finishedDays?: number; readonly deadLetterDays?: number };
  readonly reconcile?: ReconcileConfiguration;
  readonly privacy?: { readonly personalFields?: readonly string[] };
}

/** What `xmap reconcile` adds up over the records of both sides. */
export interface ReconcileConfiguration {
  /** Money by name: fields as `Entity.field`, the left one's currency beside it. */
  readonly figures?: Readonly<
    Record<string, { readonly left?: string; readonly right?: string; readonly currency?: string }>
  >;
}

export interface EnvironmentConfiguration {
  /** A file of NAME=value lines beside the project file. */
  readonly envFile?: string;
  /** Refuses what is fine for development only, such as an envFile that other users of the machine may read. */
  readonly production?: boolean;
  readonly secrets?: SecretsConfiguration;
  /** By the declared name of a system. */
  readonly systems?: Readonly<Record<string, SystemConfiguration>>;
  /** The SQLite file of the store. */
  readonly store: string;
  /** Reads live systems and writes nothing. */
  readonly readsOnly?: boolean;
  readonly webhooks?: { readonly host?: string; readonly port: number; readonly maximumBytes?: number };
  /** How many records are worked on at once. */
  readonly parallel?: number;
  /** Records that may be pending at once; further webhooks are answered 429. 1,000,000 when undefined. */
  readonly maximumPending?: number;
  readonly alerts?: AlertConfiguration;
  readonly safety?: SafetyConfiguration;
  /** ISO instant: polls take nothing that was changed before. */
  readonly cutOver?: string;
}

/** What keeps a fault elsewhere from doing harm here; `false` turns a guard off. */
export interface SafetyConfiguration {
  /** Stops a flow that would empty fields of many records at once. */
  readonly fuse?:
    | false
    | {
        /** More than this share (0 to 1) of the records; 0.2 when undefined. */
        readonly share?: number;
        /** Of at least so many; 20 when undefined. */
        readonly records?: number;
        /** Within so many minutes; 10 when undefined. */
        readonly withinMinutes?: number;
        /** A write that empties a field is kept back for so many seconds; 2 when undefined. */
        readonly keepBackSeconds?: number;
      };
  /** Holds a record whose field is written again and again: 6 writes in 10 minutes when undefined. */
  readonly pingPong?: false | { readonly writes?: number; readonly withinMinutes?: number };
  /** The most writes by system: no window of so many seconds sees more. */
  readonly maximumWrites?: Readonly<Record<string, { readonly count: number; readonly perSeconds: number }>>;
}

/** Who is told of what, beside the alerts that policies state. */
export interface AlertConfiguration {
  /** Declared systems that can notify, with their receiver: `team.operations`, `mail`. */
  readonly channels: readonly string[];
  /** Outcomes of runs that are told of; all three when undefined. */
  readonly outcomes?: readonly ("held" | "rejected" | "dead")[];
  /** Alerts of one cause within so many minutes are one message; 10 when undefined. */
  readonly groupMinutes?: number;
  /** Tells when so many records are pending. */
  readonly backlog?: number;
  /** Tells when the oldest pending record has waited for so many minutes. */
  readonly stuckMinutes?: number;
  /** Tells of a system that has been down for so many seconds; 15 when undefined. */
  readonly downSeconds?: number;
  /** Tells at the start when nothing has run for so many minutes; 5 when undefined. */
  readonly absentMinutes?: number;
  /** Tells when at least this share (0 to 1) of the runs within the minutes needed a person, of at least so many runs. */
  readonly errorRate?: { readonly share: number; readonly minutes: number; readonly atLeast: number };
  /** Rules of single flows, instead of the ones above. */
  readonly flows?: Readonly<Record<string, FlowAlertConfiguration>>;
  /** An address that is asked for every so many seconds while the engine works: whoever watches it tells when none is alive. */
  readonly heartbeat?: { readonly url: string; readonly everySeconds: number };
}

export interface FlowAlertConfiguration {
  readonly channels?: readonly string[];
  readonly outcomes?: readonly ("held" | "rejected" | "dead")[];
  readonly errorRate?: { readonly share: number; readonly minutes: number; readonly atLeast: number };
}

const ALERT_OUTCOMES: EntitySchema = { type: "array", items: { type: "string", enum: ["held", "rejected", "dead"] } };
const ALERT_CHANNELS: EntitySchema = { type: "array", items: { type: "string" } };
const ERROR_RATE: EntitySchema = {
  type: "object",
  additionalProperties: false,
  required: ["share", "minutes", "atLeast"],
  properties: {
    share: { type: "number", minimum: 0 },
    minutes: { type: "integer", minimum: 1 },
    atLeast: { type: "integer", minimum: 1 },
  },
};

const ALERTS: EntitySchema = {
  type: "object",
  additionalProperties: false,
  required: ["channels"],
  properties: {
    channels: ALERT_CHANNELS,
    outcomes: ALERT_OUTCOMES,
    groupMinutes: { type: "integer", minimum: 0 },
    backlog: { type: "integer", minimum: 1 },
    stuckMinutes: { type: "integer", minimum: 1 },
    downSeconds: { type: "integer", minimum: 0 },
    absentMinutes: { type: "integer", minimum: 1 },
    errorRate: ERROR_RATE,
    flows: {
      type: "object",
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        properties: { channels: ALERT_CHANNELS, outcomes: ALERT_OUTCOMES, errorRate: ERROR_RATE },
      },
    },
    heartbeat: {
      type: "object",
      additionalProperties: false,
      required: ["url", "everySeconds"],
      properties: { url: { type: "string" }, everySeconds: { type: "integer", minimum: 1 } },
    },
  },
};

const SAFETY: EntitySchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    fuse: {
      anyOf: [
        { type: "boolean", enum: [false] },
        {
          type: "object",
          additionalProperties: false,
          properties: {
            share: { type: "number", minimum: 0 },
            records: { type: "integer", minimum: 2 },
            withinMinutes: { type: "integer", minimum: 1 },
            keepBackSeconds: { type: "number", minimum: 0 },
          },
        },
      ],
    },
    pingPong: {
      anyOf: [
        { type: "boolean", enum: [false] },
        {
          type: "object",
          additionalProperties: false,
          properties: { writes: { type: "integer", minimum: 3 }, withinMinutes: { type: "integer", minimum: 1 } },
        },
      ],
    },
    maximumWrites: {
      type: "object",
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["count", "perSeconds"],
        properties: { count: { type: "integer", minimum: 1 }, perSeconds: { type: "integer", minimum: 1 } },
      },
    },
  },
};

/** A date, or an instant with its zone. */
const INSTANT = "^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2}))?$";
const ENTITY_FIELD: EntitySchema = { type: "string", pattern: "^\\w+\\.\\S+$" };

const RECONCILE: EntitySchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    figures: {
      type: "object",
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        properties: { left: ENTITY_FIELD, right: ENTITY_FIELD, currency: ENTITY_FIELD },
      },
    },
  },
};

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
    fixtures: { type: "string" },
    connectors: { type: "object", additionalProperties: { type: "string" } },
    environments: {
      type: "object",
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["store"],
        properties: {
          envFile: { type: "string" },
          production: { type: "boolean" },
          secrets: SECRETS_SCHEMA,
          systems: SYSTEMS_SCHEMA,
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
          maximumPending: { type: "integer", minimum: 1 },
          alerts: ALERTS,
          safety: SAFETY,
          cutOver: { type: "string", pattern: INSTANT },
        },
      },
    },
    retention: {
      type: "object",
      additionalProperties: false,
      properties: { finishedDays: { type: "integer", minimum: 0 }, deadLetterDays: { type: "integer", minimum: 0 } },
    },
    reconcile: RECONCILE,
    privacy: {
      type: "object",
      additionalProperties: false,
      properties: { personalFields: { type: "array", items: { type: "string" } } },
    },
  },
};
