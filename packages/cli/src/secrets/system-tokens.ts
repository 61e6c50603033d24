import type { Clock } from "@xmap/contract";
import { Failure, type TokenStore } from "@xmap/contract";
import { underLock } from "./file-lock.ts";
import type { SecretStore } from "./secret-store.ts";

/** A refresh may wait for the one of another process, whose system answers slowly. */
const LONGEST_TURN_MILLISECONDS = 120_000;

/** The tokens of one system in the encrypted store; no system sees those of another. */
export function systemTokens(store: SecretStore, system: string, clock: Clock): TokenStore {
  const place = (name: string): string => `${system}/${name}`;
  const failing = async <Result>(operation: string, work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Failure) throw error;
      const message = `Tokens cannot be kept: ${error instanceof Error ? error.message : String(error)}`;
      throw new Failure({
        class: "Unauthorized",
        scope: "system",
        retry: { when: "whenHealed" },
        system,
        operation,
        message,
      });
    }
  };
  return {
    get: (name) =>
      failing("read token", async () => {
        const { tokens } = await store.read();
        return Object.hasOwn(tokens, place(name)) ? tokens[place(name)]?.text : undefined;
      }),
    replace: (name, token) =>
      failing("keep token", () =>
        store.change((kept, now) => ({
          ...kept,
          tokens: { ...kept.tokens, [place(name)]: { text: token, changedAt: now } },
        })),
      ),
    exclusively: (name, work) =>
      failing("wait for token", () =>
        underLock(
          `${store.file}-${encodeURIComponent(system)}-${encodeURIComponent(name)}-lock`,
          { clock, milliseconds: LONGEST_TURN_MILLISECONDS },
          work,
        ),
      ),
  };
}
