import type { ConnectorSettings } from "@xmap/contract";
import { optionalText, optionFailure, requiredText } from "../shared/settings.ts";

/** Where and how mail is handed in. */
export interface ServerOptions {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte on, rather than STARTTLS. */
  readonly secure: boolean;
  readonly requireTls: boolean;
  readonly user: string | undefined;
  readonly password: string | undefined;
}

const SUBMISSION_PORT = 587;
const SUBMISSION_OVER_TLS_PORT = 465;

/** Reads `url`, or `host`, `port`, `user` and `password`; throws Invalid when they do not name a server. */
export function readServerOptions(settings: ConnectorSettings): ServerOptions {
  const address = optionalText(settings, "url");
  const server = address === undefined ? serverByParts(settings) : serverByAddress(settings, address);
  const wish = settings.options.requireTls;
  if (wish !== undefined && wish !== null && typeof wish !== "boolean")
    throw optionFailure(settings, "requireTls", "must be true or false");
  const isLocal = ["localhost", "127.0.0.1", "[::1]", "::1"].includes(server.host);
  return { ...server, requireTls: wish ?? (server.password !== undefined && !isLocal) };
}

function serverByParts(settings: ConnectorSettings): Omit<ServerOptions, "requireTls"> {
  if (optionalText(settings, "host") === undefined)
    throw optionFailure(settings, "url", "is missing: give smtps://user:password@mail.example.com, or host");
  const port = settings.options.port ?? SUBMISSION_PORT;
  if (typeof port !== "number" || !Number.isInteger(port) || port < 1 || port > 65_535)
    throw optionFailure(settings, "port", "is not a port such as 587");
  return {
    host: requiredText(settings, "host"),
    port,
    secure: port === SUBMISSION_OVER_TLS_PORT,
    user: optionalText(settings, "user"),
    password: optionalText(settings, "password"),
  };
}

function serverByAddress(settings: ConnectorSettings, text: string): Omit<ServerOptions, "requireTls"> {
  const address = URL.canParse(text) ? new URL(text) : undefined;
  if (address === undefined || !/^smtps?:$/.test(address.protocol) || address.hostname === "")
    throw optionFailure(settings, "url", "is not an address such as smtps://user:password@mail.example.com");
  const secure = address.protocol === "smtps:";
  const usual = secure ? SUBMISSION_OVER_TLS_PORT : SUBMISSION_PORT;
  return {
    host: address.hostname,
    port: address.port === "" ? usual : Number(address.port),
    secure,
    user: decoded(settings, address.username) ?? optionalText(settings, "user"),
    password: decoded(settings, address.password) ?? optionalText(settings, "password"),
  };
}

function decoded(settings: ConnectorSettings, text: string): string | undefined {
  try {
    return text === "" ? undefined : decodeURIComponent(text);
  } catch {
    throw optionFailure(settings, "url", "has a stray % in user or password: write it as %25");
  }
}
