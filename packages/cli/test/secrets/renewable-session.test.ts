import type { ConnectorSession } from "@xmap/contract";
import { expect, test } from "vitest";
import { renewableSession } from "../../src/run/renewable-session.ts";
import type { FilledOptions } from "../../src/run/system-options.ts";

/** A session that answers with the options that it was opened with, and says when it was closed. */
function openWith(closed: string[]) {
  return (options: FilledOptions): ConnectorSession =>
    ({
      read: async () => ({ key: String(options.key) }),
      many: { limit: 5, read: async () => [{ key: String(options.key) }] },
      keyExpires: async () => Number(options.until),
      close: async () => {
        closed.push(String(options.key));
      },
    }) as Partial<ConnectorSession> as ConnectorSession;
}

const READ = { resource: "r", key: ["1"], fields: [], joins: [] };

test("a new key opens the session anew, once, however many ask at the same time", async () => {
  const closed: string[] = [];
  let options: FilledOptions = { key: "old", until: 1 };
  const session = renewableSession({ options, readOptions: async () => options, open: openWith(closed) });
  expect([await session.renew?.(), await session.read(READ)]).toEqual([false, { key: "old" }]);
  options = { key: "new", until: 2 };
  const renewed = await Promise.all([session.renew?.(), session.renew?.()]);
  expect(renewed).toEqual([true, false]);
  expect(closed).toEqual(["old"]);
  expect(await session.read(READ)).toEqual({ key: "new" });
  expect(await session.many?.read?.({ ...READ, keys: [["1"]] })).toEqual([{ key: "new" }]);
  expect(await session.keyExpires?.()).toBe(2);
});

test("secrets that cannot be read leave the session as it is", async () => {
  const closed: string[] = [];
  const readOptions = async (): Promise<FilledOptions> => {
    throw new Error("Vault is sealed");
  };
  const session = renewableSession({ options: { key: "old" }, readOptions, open: openWith(closed) });
  await expect(session.renew?.()).rejects.toThrow("Vault is sealed");
  expect([await session.read(READ), closed]).toEqual([{ key: "old" }, []]);
});

test("tokens that have changed are tried at once, without opening the session anew", async () => {
  const closed: string[] = [];
  const options: FilledOptions = { key: "same" };
  let tokens = "1";
  const parts = { options, readOptions: async () => options, open: openWith(closed), tokensStamp: () => tokens };
  const session = renewableSession(parts);
  const asked = [await session.renew?.(), await session.renew?.()];
  tokens = "2";
  asked.push(await session.renew?.(), await session.renew?.());
  expect([asked, closed]).toEqual([[false, false, true, false], []]);
});
