import type { AuthorizationFlow, ConnectorSettings, Random } from "@xmap/contract";
import { AccessTokens } from "../../shared/oauth/access-tokens.ts";
import { authorizationCodeFlow } from "../../shared/oauth/authorization-code.ts";
import { type AskForTokens, tokenEndpoint } from "../../shared/oauth/token-endpoint.ts";
import { optionFailure } from "../../shared/settings.ts";
import { createTextClient, type TextClient } from "../../shared/text-client.ts";
import { CookieSeat } from "./cookie-seat.ts";
import { type AcumaticaOptions, type ConnectedApplication, readOptions } from "./options.ts";
import type { Seat } from "./seat.ts";
import { TokenSeat } from "./token-seat.ts";
import type { WebClient } from "./web-client.ts";

const SCOPE = "api offline_access";

/** Opens seats as the options say; what is secret is put into `secrets`. */
export function seatOpener(
  settings: ConnectorSettings,
  options: AcumaticaOptions,
  { web, text, secrets }: { readonly web: WebClient; readonly text: TextClient; readonly secrets: string[] },
): () => Seat {
  const { signIn } = options;
  if (signIn.by === "cookies") {
    secrets.push(signIn.password);
    return () => new CookieSeat(web, options, signIn);
  }
  const ask = askForTokens(settings, options, signIn.application, { text, secrets });
  const now = (): number => settings.clock.now();
  if (signIn.by === "person") {
    const { tokens, system } = settings;
    if (tokens === undefined) throw optionFailure(settings, "signIn", "needs a store for tokens, which is not there");
    // One sign-in, and so one chain of refresh tokens, for all seats.
    const shared = new AccessTokens({ ask, now, grant: { system, tokens } });
    return () => new TokenSeat({ client: web, options, tokens: shared });
  }
  const { user, password } = signIn;
  secrets.push(password);
  const form = { grant_type: "password", username: user, password, scope: SCOPE };
  return () => new TokenSeat({ client: web, options, tokens: new AccessTokens({ ask, now, grant: { form } }) });
}

/** How a person lets the connector in; undefined when the options sign in by name and password. */
export function acumaticaAuthorization(settings: ConnectorSettings, random: Random): AuthorizationFlow | undefined {
  const options = readOptions(settings);
  const { signIn, address, tenant } = options;
  const { tokens, system } = settings;
  if (signIn.by !== "person" || tokens === undefined) return undefined;
  const text = createTextClient({ ...settings, baseAddress: address });
  const flow = authorizationCodeFlow({
    system,
    authorizationAddress: `${address}/identity/connect/authorize`,
    clientId: clientId(signIn.application, tenant),
    scope: SCOPE,
    ask: askForTokens(settings, options, signIn.application, { text, secrets: [] }),
    tokens,
    random,
  });
  return { address: flow.address, complete: (answer) => flow.complete(answer).finally(() => text.close()) };
}

function askForTokens(
  { system, clock }: ConnectorSettings,
  { address, tenant }: AcumaticaOptions,
  application: ConnectedApplication,
  { text, secrets }: { readonly text: TextClient; readonly secrets: string[] },
): AskForTokens {
  return tokenEndpoint({
    system,
    client: text,
    address: `${address}/identity/connect/token`,
    application: { id: clientId(application, tenant), secret: application.secret },
    now: () => clock.now(),
    secrets,
  });
}

function clientId({ id }: ConnectedApplication, tenant: string): string {
  return `${id}@${tenant}`;
}
