import { type Clock, EXIT_CODES, type VaultConfiguration } from "@xmap/contract";
import { CommandError } from "../project/command-error.ts";
import type { FoundSecret, SecretSource } from "./secret-source.ts";

interface VaultParts {
  readonly configuration: VaultConfiguration;
  /** The token, as the other sources give it now; undefined when none has it. */
  readonly token: () => Promise<FoundSecret | undefined>;
  readonly clock: Clock;
}

type Values = ReadonlyMap<string, string>;

const USUAL_CACHE_SECONDS = 30;
const LONGEST_MILLISECONDS = 10_000;
const TOKEN_VARIABLE = "VAULT_TOKEN";

/** The name under which the other sources hold the token. */
export function vaultTokenName({ token = TOKEN_VARIABLE }: VaultConfiguration): string {
  return token;
}

/** One path of a key-value store, version 2; what was read is used for some seconds. */
export function vaultSource({ configuration, token, clock }: VaultParts): SecretSource {
  const { url, mount = "secret", path, namespace, cacheSeconds = USUAL_CACHE_SECONDS } = configuration;
  const place = `Vault ${mount}/${path}`;
  const address = `${url.replace(/\/+$/, "")}/v1/${encodePath(mount)}/data/${encodePath(path)}`;
  let cached: { readonly at: number; readonly values: Promise<Values> } | undefined;

  async function ask(): Promise<Values> {
    const found = await token();
    const name = vaultTokenName(configuration);
    if (found === undefined)
      throw new CommandError(`${place} needs a token: set ${name} or ${name}_FILE, or change secrets.vault.token.`);
    const abort = new AbortController();
    const cancel = clock.after(LONGEST_MILLISECONDS, () => abort.abort());
    try {
      const headers = { "x-vault-token": found.text, "x-vault-request": "true" };
      const answer = await fetch(address, {
        headers: namespace === undefined ? headers : { ...headers, "x-vault-namespace": namespace },
        redirect: "manual",
        signal: abort.signal,
      });
      if (answer.status !== 200) {
        await answer.body?.cancel();
        throw refusal(place, answer.status, found.from);
      }
      return valuesIn(place, await answer.json());
    } catch (error) {
      if (error instanceof CommandError) throw error;
      throw unreachable(place, url, abort.signal.aborted ? "no answer within 10 seconds" : describe(error));
    } finally {
      cancel();
    }
  }

  return {
    place,
    async read(name) {
      const now = clock.now();
      if (cached === undefined || now >= cached.at + cacheSeconds * 1_000) cached = { at: now, values: ask() };
      const mine = cached;
      try {
        const text = (await mine.values).get(name);
        return text === undefined ? undefined : { text, from: place };
      } catch (error) {
        // What failed is asked again by the next one who needs it.
        if (cached === mine) cached = undefined;
        throw error;
      }
    },
  };
}

function valuesIn(place: string, body: unknown): Values {
  const data = memberOf(memberOf(body, "data"), "data");
  if (typeof data !== "object" || data === null)
    throw new CommandError(
      `${place} answers without data.data: its mount is not a key-value store of version 2, or the secret was deleted.`,
      EXIT_CODES.unreachable,
    );
  const texts = Object.entries(data).filter(([, value]) => typeof value === "string" && value !== "");
  return new Map(texts as [string, string][]);
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function refusal(place: string, status: number, tokenFrom: string): CommandError {
  return new CommandError(`${place} cannot be read: ${words(status, tokenFrom)}.`, EXIT_CODES.unreachable);
}

function words(status: number, tokenFrom: string): string {
  if (status === 403)
    return `the token from ${tokenFrom} is not good or not allowed here (403); renew it, or give its policy "read" on MOUNT/data/PATH`;
  if (status === 404)
    return "there is nothing at this path (404); look at secrets.vault.mount, path and namespace, and that the mount is of version 2";
  if (status === 503) return "Vault is sealed or in maintenance (503); unseal it";
  if (status === 429) return "Vault is a standby or asks for patience (429); name the active one in secrets.vault.url";
  if (status >= 300 && status < 400)
    return `it redirects (${status}), which is not followed with a token; name the final address in secrets.vault.url`;
  if (status >= 500) return `Vault fails (${status}); its own log says why`;
  return `Vault refuses the request (${status})`;
}

function unreachable(place: string, url: string, reason: string): CommandError {
  return new CommandError(
    `${place} cannot be reached at ${new URL(url).host}: ${reason}. Look at secrets.vault.url in xmap.json.`,
    EXIT_CODES.unreachable,
  );
}

/** `fetch` says what happened in the cause. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function encodePath(path: string): string {
  return path
    .split("/")
    .filter((part) => part !== "")
    .map(encodeURIComponent)
    .join("/");
}
