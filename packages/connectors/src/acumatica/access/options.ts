import type { ConnectorSettings } from "@xmap/contract";
import { optionalSeconds, optionalText, optionFailure, requiredAddress, requiredText } from "../../shared/settings.ts";

/** An application that was registered under Connected Applications. */
export interface ConnectedApplication {
  /** Without the tenant. */
  readonly id: string;
  readonly secret: string;
}

/** Name and password for cookies or for tokens (OAuth 2), or tokens that a person has let the application have. */
export type SignIn =
  | ({ readonly by: "cookies" } & NameAndPassword)
  | ({ readonly by: "password"; readonly application: ConnectedApplication } & NameAndPassword)
  | { readonly by: "person"; readonly application: ConnectedApplication };

export interface NameAndPassword {
  readonly user: string;
  readonly password: string;
}

export interface AcumaticaOptions {
  /** With the path of the instance, without a closing slash. */
  readonly address: string;
  /** Name and version: `Default/24.200.001`. */
  readonly endpoint: string;
  readonly tenant: string;
  readonly branch: string | undefined;
  readonly locale: string;
  readonly signIn: SignIn;
  /** How many sign-ins may be open at a time. */
  readonly sessions: number;
  readonly overlapSeconds: number;
  /** How long an action may take. */
  readonly actionSeconds: number;
}

const STANDARD_ENDPOINT = "Default/24.200.001";
const STANDARD_OVERLAP_SECONDS = 300;
const STANDARD_ACTION_SECONDS = 600;
const MOST_SESSIONS = 20;

/** The options of a `system` declaration, checked; throws Invalid. */
export function readOptions(settings: ConnectorSettings): AcumaticaOptions {
  const endpoint = optionalText(settings, "endpoint") ?? STANDARD_ENDPOINT;
  if (!/^[\w-]+\/[\w.]+$/.test(endpoint))
    throw optionFailure(settings, "endpoint", `must be a name and a version, such as ${STANDARD_ENDPOINT}`);
  return {
    address: requiredAddress(settings, "url").replace(/\/entity$/, ""),
    endpoint,
    tenant: requiredText(settings, "tenant"),
    branch: optionalText(settings, "branch"),
    locale: optionalText(settings, "locale") ?? "en-US",
    signIn: readSignIn(settings),
    sessions: readSessions(settings),
    overlapSeconds: optionalSeconds(settings, "overlapSeconds", STANDARD_OVERLAP_SECONDS),
    actionSeconds: optionalSeconds(settings, "actionSeconds", STANDARD_ACTION_SECONDS),
  };
}

function readSignIn(settings: ConnectorSettings): SignIn {
  const application = readApplication(settings);
  const chosen = optionalText(settings, "signIn") ?? "password";
  if (chosen === "person") {
    if (application !== undefined) return { by: "person", application };
    throw optionFailure(settings, "clientId", 'is missing: signIn "person" needs clientId and clientSecret');
  }
  if (chosen !== "password") throw optionFailure(settings, "signIn", 'must be "password" or "person"');
  const given = { user: requiredText(settings, "user"), password: requiredText(settings, "password") };
  return application === undefined ? { by: "cookies", ...given } : { by: "password", application, ...given };
}

function readApplication(settings: ConnectorSettings): ConnectedApplication | undefined {
  const id = optionalText(settings, "clientId")?.split("@")[0];
  const secret = optionalText(settings, "clientSecret");
  if (id === undefined && secret === undefined) return undefined;
  if (id === undefined) throw optionFailure(settings, "clientId", "is missing beside clientSecret");
  if (secret === undefined) throw optionFailure(settings, "clientSecret", "is missing beside clientId");
  return { id, secret };
}

function readSessions(settings: ConnectorSettings): number {
  const value = settings.options.sessions;
  if (value === undefined || value === null) return 1;
  if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= MOST_SESSIONS) return value;
  throw optionFailure(settings, "sessions", `must be a whole number from 1 to ${MOST_SESSIONS}`);
}
