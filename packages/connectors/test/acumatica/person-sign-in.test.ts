import type { Random, TokenStore } from "@xmap/contract";
import { expect, test } from "vitest";
import { acumaticaConnector } from "../../src/acumatica/connector.ts";
import { failureOf, settingsFor } from "../support.ts";
import { startErp } from "./support.ts";

const CLIENT = { clientId: "00000000-0000-4000-8000-000000000024", clientSecret: "secret" };
const PERSON = { ...CLIENT, signIn: "person", user: null, password: null };
const REDIRECT = "http://127.0.0.1:8791/callback";
const ITEM = { resource: "StockItem", key: ["BIKE-LAMP-01"], fields: [], joins: [] };
const RANDOM: Random = { fraction: () => 0, bytes: (count) => new Uint8Array(count).fill(5) };

function memoryTokens() {
  const kept: string[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  const store: TokenStore = {
    get: async () => kept.at(-1),
    replace: async (_name, token) => {
      kept.push(token);
    },
    exclusively(_name, work) {
      const mine = turn.then(work);
      turn = mine.catch(() => {});
      return mine;
    },
  };
  return { store, kept };
}

/** A tenant that a person has let the application into. */
async function letIn() {
  const erp = await startErp();
  const { store: tokens, kept } = memoryTokens();
  const { baseUrl: url, tenant } = erp.acumatica;
  const flow = acumaticaConnector.authorization?.(settingsFor({ url, tenant, ...PERSON }, { tokens }), RANDOM);
  if (flow === undefined) throw new Error("nobody has to be asked");
  const sent = await fetch(flow.address({ redirectUri: REDIRECT, state: "s1" }), { redirect: "manual" });
  const back = new URL(sent.headers.get("location") ?? "");
  expect([`${back.origin}${back.pathname}`, back.searchParams.get("state")]).toEqual([REDIRECT, "s1"]);
  await flow.complete({ redirectUri: REDIRECT, code: back.searchParams.get("code") ?? "" });
  expect(kept).toHaveLength(1);
  return { ...erp, tokens, kept };
}

test("what a person has allowed is used by all seats, and each new refresh token is kept", async () => {
  const { open, tokens, kept, acumatica } = await letIn();
  const session = open({ ...PERSON, sessions: 3 }, { tokens });
  const read = await Promise.all(Array.from({ length: 6 }, () => session.read(ITEM)));
  expect(read.every((one) => one?.InventoryID === "BIKE-LAMP-01")).toBe(true);
  expect([kept.length, acumatica.counters.values().requests["POST /identity/connect/token"]]).toEqual([2, 2]);
  expect(await open(PERSON, { tokens }).read(ITEM)).toBeDefined();
  expect(new Set(kept).size).toBe(3);
});

test("a sign-in that was taken back is Unauthorized, says what to do, and tells no token", async () => {
  const { open, tokens, kept, acumatica } = await letIn();
  acumatica.revokeTokens();
  const failure = await failureOf(open(PERSON, { tokens }).read(ITEM));
  expect(failure).toMatchObject({ class: "Unauthorized", scope: "system", retry: { when: "whenHealed" } });
  expect(failure.message).toContain("run xmap authorize system");
  expect(JSON.stringify(failure)).not.toContain(kept.at(-1));
});

test.each([
  [{ signIn: "person" }, "clientId"],
  [{ ...CLIENT, signIn: "browser" }, "signIn"],
  [{ ...CLIENT, user: null }, "user"],
])("options that do not go together are named: %j", async (options, name) => {
  const { open } = await startErp();
  const opened = Promise.resolve().then(() => open({ ...options }));
  expect(await failureOf(opened)).toMatchObject({ class: "Invalid", fields: [{ path: name }] });
});

test("nobody has to be asked where name and password sign in", async () => {
  const settings = settingsFor({ url: "https://erp.example.com", tenant: "T", user: "u", password: "p" });
  expect(acumaticaConnector.authorization?.(settings, RANDOM)).toBeUndefined();
});
