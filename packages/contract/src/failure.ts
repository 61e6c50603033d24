import { hashText } from "./identifiers.ts";

export const FAILURE_CLASSES = [
  "Transient",
  "RateLimited",
  "Timeout",
  "Unauthorized",
  "Forbidden",
  "Maintenance",
  "Invalid",
  "BusinessRule",
  "NotFound",
  "Conflict",
  "AlreadyDone",
  "SchemaDrift",
  "TooLarge",
  "Unknown",
] as const;
export type FailureClass = (typeof FAILURE_CLASSES)[number];

/** Whether the system carried the work out: `unknown` forces a look before a repeat. */
export type FailureEffect = "none" | "unknown" | "done";
/** What is unusable: this record, all of its entity, or the whole system (which pauses and uses up no attempts). */
export type FailureScope = "record" | "entity" | "system";
export type FailureRetry =
  | { readonly when: "now" | "whenHealed" | "never" }
  | { readonly when: "after"; readonly milliseconds: number };

export interface FailureField {
  readonly path: string;
  readonly rule?: string;
  readonly message: string;
}

/** An error in the one form that engine, dead letters and console understand. */
export interface FailureDetails {
  readonly class: FailureClass;
  readonly effect: FailureEffect;
  readonly scope: FailureScope;
  readonly retry: FailureRetry;
  readonly system: string;
  readonly operation: string;
  /** HTTP status, where there was one. */
  readonly status?: number;
  /** The system's own name of the error. */
  readonly name?: string;
  /** The system's own words, redacted. */
  readonly message: string;
  readonly fields: readonly FailureField[];
  /** Equal for failures of one cause: records, numbers and quoted values are left out. */
  readonly fingerprint: string;
}

interface ClassDefaults {
  readonly effect: FailureEffect;
  readonly scope: FailureScope;
  readonly retry: FailureRetry;
}

const DEFAULTS: Readonly<Record<FailureClass, ClassDefaults>> = {
  Transient: { effect: "unknown", scope: "record", retry: { when: "now" } },
  RateLimited: { effect: "none", scope: "system", retry: { when: "after", milliseconds: 1_000 } },
  Timeout: { effect: "unknown", scope: "record", retry: { when: "now" } },
  Unauthorized: { effect: "none", scope: "system", retry: { when: "whenHealed" } },
  Forbidden: { effect: "none", scope: "entity", retry: { when: "never" } },
  Maintenance: { effect: "none", scope: "system", retry: { when: "whenHealed" } },
  Invalid: { effect: "none", scope: "record", retry: { when: "never" } },
  BusinessRule: { effect: "none", scope: "record", retry: { when: "never" } },
  NotFound: { effect: "none", scope: "record", retry: { when: "never" } },
  Conflict: { effect: "none", scope: "record", retry: { when: "now" } },
  AlreadyDone: { effect: "done", scope: "record", retry: { when: "never" } },
  SchemaDrift: { effect: "none", scope: "entity", retry: { when: "never" } },
  TooLarge: { effect: "none", scope: "record", retry: { when: "never" } },
  Unknown: { effect: "unknown", scope: "record", retry: { when: "now" } },
};

export interface FailureParts {
  readonly class: FailureClass;
  readonly system: string;
  readonly operation: string;
  readonly message: string;
  readonly effect?: FailureEffect;
  readonly scope?: FailureScope;
  readonly retry?: FailureRetry;
  readonly status?: number;
  readonly name?: string;
  readonly fields?: readonly FailureField[];
  readonly cause?: unknown;
}

/** Thrown by connectors and steps; carries the details in the one form. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly details: FailureDetails;

  constructor(parts: FailureParts) {
    super(parts.message, parts.cause === undefined ? undefined : { cause: parts.cause });
    const defaults = DEFAULTS[parts.class];
    this.details = {
      class: parts.class,
      effect: parts.effect ?? defaults.effect,
      scope: parts.scope ?? defaults.scope,
      retry: parts.retry ?? defaults.retry,
      system: parts.system,
      operation: parts.operation,
      message: parts.message,
      fields: parts.fields ?? [],
      fingerprint: fingerprintOf(parts),
      ...(parts.status === undefined ? {} : { status: parts.status }),
      ...(parts.name === undefined ? {} : { name: parts.name }),
    };
  }
}

/** A failure out of whatever was thrown; what is not a Failure becomes `Unknown` with its words kept. */
export function ensureFailure(thrown: unknown, system: string, operation: string): Failure {
  if (thrown instanceof Failure) return thrown;
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return new Failure({ class: "Unknown", system, operation, message, cause: thrown });
}

function fingerprintOf(parts: FailureParts): string {
  const words = parts.message.replace(/"[^"]*"|'[^']*'|\d+/g, "_");
  const fields = (parts.fields ?? []).map((field) => field.path.replace(/\d+/g, "_")).join(",");
  return hashText([parts.class, parts.system, parts.operation, parts.name ?? "", words, fields].join("\n")).slice(
    0,
    16,
  );
}
