import type { ConnectorSettings } from "@xmap/contract";
import { isJsonObject, type JsonObject, textMember } from "../shared/json-shape.ts";
import { AccessTokens } from "../shared/oauth/access-tokens.ts";
import { tokenEndpoint } from "../shared/oauth/token-endpoint.ts";
import { optionalText, optionFailure, requiredText } from "../shared/settings.ts";
import { createTextClient } from "../shared/text-client.ts";

/** What a request carries to be let in. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [name: string, value: string])[];
}

export interface Authentication {
  credentials(): Promise<Credentials>;
  /** The API has refused the credentials; true when other ones can be had at once. */
  refused(): boolean;
  close(): void;
}

/** Signs in as one of the document's security schemes says, by the options that are given; throws Invalid. */
export function createAuthentication(
  document: JsonObject,
  settings: ConnectorSettings,
  secrets: string[],
): Authentication {
  const components = isJsonObject(document.components) ? document.components : {};
  const declared = isJsonObject(components.securitySchemes) ? components.securitySchemes : {};
  const schemes = Object.values(declared).filter(isJsonObject);
  const clientId = optionalText(settings, "clientId");
  if (clientId !== undefined) return clientCredentials(schemes, clientId, settings, secrets);
  const given = fixedCredentials(schemes, settings, secrets);
  return { credentials: async () => given, refused: () => false, close: () => {} };
}

function fixedCredentials(schemes: readonly JsonObject[], settings: ConnectorSettings, secrets: string[]): Credentials {
  const key = optionalText(settings, "key");
  const token = optionalText(settings, "token");
  const user = optionalText(settings, "user");
  if (token !== undefined) {
    secrets.push(token);
    return header("authorization", `Bearer ${token}`);
  }
  if (user !== undefined) {
    const password = requiredText(settings, "password");
    const encoded = Buffer.from(`${user}:${password}`).toString("base64");
    secrets.push(password, encoded);
    return header("authorization", `Basic ${encoded}`);
  }
  if (key === undefined) return { headers: {}, query: [] };
  secrets.push(key, encodeURIComponent(key));
  const scheme = schemes.find(({ type }) => type === "apiKey");
  const name = textMember(scheme, "name");
  if (scheme === undefined || name === undefined)
    throw optionFailure(settings, "key", `fits no scheme of the document, which has ${namesOf(schemes)}`);
  if (scheme.in === "query") return { headers: {}, query: [[name, key]] };
  return scheme.in === "cookie" ? header("cookie", `${name}=${key}`) : header(name.toLowerCase(), key);
}

function header(name: string, value: string): Credentials {
  return { headers: { [name]: value }, query: [] };
}

function clientCredentials(
  schemes: readonly JsonObject[],
  id: string,
  settings: ConnectorSettings,
  secrets: string[],
): Authentication {
  const secret = requiredText(settings, "clientSecret");
  secrets.push(secret);
  const flows = schemes.flatMap(({ flows: each }) => (isJsonObject(each) ? [each.clientCredentials] : []));
  const written = textMember(flows.find(isJsonObject), "tokenUrl");
  const url = requiredText(settings, "url");
  if (written === undefined || !URL.canParse(written, url))
    throw optionFailure(settings, "clientId", `fits no scheme of the document, which has ${namesOf(schemes)}`);
  const address = new URL(written, url).href;
  const { system, timeoutMilliseconds, authorities } = settings;
  const client = createTextClient({ baseAddress: address, timeoutMilliseconds, authorities });
  const now = () => settings.clock.now();
  const ask = tokenEndpoint({ system, client, address, application: { id, secret }, now, secrets });
  const scope = optionalText(settings, "scope");
  const form = { grant_type: "client_credentials", ...(scope === undefined ? {} : { scope }) };
  const tokens = new AccessTokens({ ask, now, grant: { form } });
  return {
    credentials: async () => header("authorization", `Bearer ${await tokens.get()}`),
    refused() {
      tokens.forget(tokens.latest);
      return true;
    },
    close: () => client.close(),
  };
}

function namesOf(schemes: readonly JsonObject[]): string {
  if (schemes.length === 0) return "none";
  return schemes
    .map(({ type, scheme }) => [type, scheme].filter((word) => typeof word === "string").join(" "))
    .join(", ");
}
