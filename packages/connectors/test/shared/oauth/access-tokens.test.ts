import { Failure, type TokenStore } from "@xmap/contract";
import { expect, test } from "vitest";
import { AccessTokens } from "../../../src/shared/oauth/access-tokens.ts";
import type { AskForTokens, GivenTokens, GrantForm } from "../../../src/shared/oauth/token-endpoint.ts";
import { failureOf } from "../../support.ts";

const OWN: GrantForm = { grant_type: "client_credentials", scope: "orders" };

function refused(name: string): Failure {
  return new Failure({ class: "Unauthorized", system: "erp", operation: "sign in", name, message: name });
}

/** Tokens of a store that says in which order it was used. */
function tokenStore(first: string | undefined, log: string[]) {
  let kept = first;
  let broken = false;
  let turn: Promise<unknown> = Promise.resolve();
  const store: TokenStore = {
    get: async () => kept,
    async replace(_name, token) {
      if (broken) throw new Failure({ class: "Unauthorized", system: "erp", operation: "keep token", message: "disk" });
      kept = token;
      log.push(`kept ${token}`);
    },
    exclusively(_name, work) {
      const mine = turn.then(work);
      turn = mine.catch(() => {});
      return mine;
    },
  };
  const setBroken = (value: boolean): void => {
    broken = value;
  };
  return { store, kept: () => kept, setBroken };
}

/** A server that rotates: each refresh token is good once. */
function rotatingServer(log: string[], seconds = 3_600, now: () => number = () => 0) {
  let count = 0;
  let good = "r0";
  const ask: AskForTokens = async (form): Promise<GivenTokens> => {
    log.push(`asked ${form.refresh_token ?? form.grant_type}`);
    if (form.grant_type === "refresh_token" && form.refresh_token !== good) throw refused("invalid_grant");
    count += 1;
    good = `r${count}`;
    return { access: `a${count}`, endsAt: now() + seconds * 1_000, refresh: good };
  };
  const revoke = (): void => {
    good = "none";
  };
  return { ask, revoke };
}

test("calls at the same time share one request, and the token is used until it is about to end", async () => {
  const log: string[] = [];
  let now = 0;
  const { ask } = rotatingServer(log, 3_600, () => now);
  const tokens = new AccessTokens({ ask, now: () => now, grant: { form: OWN } });
  expect(await Promise.all([tokens.get(), tokens.get(), tokens.get()])).toEqual(["a1", "a1", "a1"]);
  now = 3_539_000;
  expect(await tokens.get()).toBe("a1");
  now = 3_541_000;
  expect(await Promise.all([tokens.get(), tokens.get()])).toEqual(["a2", "a2"]);
  expect(log).toEqual(["asked client_credentials", "asked r1"]);
});

test("a token that lives shorter than the margin is used for half of its life", async () => {
  let now = 0;
  const { ask } = rotatingServer([], 40, () => now);
  const tokens = new AccessTokens({ ask, now: () => now, grant: { form: OWN } });
  expect(await tokens.get()).toBe("a1");
  now = 19_000;
  expect(await tokens.get()).toBe("a1");
  now = 21_000;
  expect(await tokens.get()).toBe("a2");
});

test("a refresh token that is no longer taken is followed by the grant itself", async () => {
  const log: string[] = [];
  const server = rotatingServer(log);
  const tokens = new AccessTokens({ ask: server.ask, now: () => 0, grant: { form: OWN } });
  tokens.forget(await tokens.get());
  server.revoke();
  expect(await tokens.get()).toBe("a2");
  expect(log).toEqual(["asked client_credentials", "asked r1", "asked client_credentials"]);
});

test("who forgets an older token does not lose a newer one", async () => {
  const log: string[] = [];
  const tokens = new AccessTokens({ ask: rotatingServer(log).ask, now: () => 0, grant: { form: OWN } });
  const first = await tokens.get();
  tokens.forget(first);
  const second = await tokens.get();
  tokens.forget(first);
  expect([await tokens.get(), log.length]).toEqual([second, 2]);
});

test("a replaced refresh token is kept before its access token is used", async () => {
  const log: string[] = [];
  const { store } = tokenStore("r0", log);
  const tokens = new AccessTokens({
    ask: rotatingServer(log).ask,
    now: () => 0,
    grant: { system: "erp", tokens: store },
  });
  log.push(`used ${await tokens.get()}`);
  expect(log).toEqual(["asked r0", "kept r1", "used a1"]);
});

test("two sign-ins over one store, as two processes have it, lose no rotation", async () => {
  const log: string[] = [];
  const { store, kept } = tokenStore("r0", log);
  const { ask } = rotatingServer(log);
  const [one, other] = [1, 2].map(
    () => new AccessTokens({ ask, now: () => 0, grant: { system: "erp", tokens: store } }),
  );
  const got = await Promise.all([one?.get(), other?.get()]);
  expect(got).toEqual(["a1", "a2"]);
  expect(kept()).toBe("r2");
});

test("a replaced token that could not be written is not used, not lost, and written at the next try", async () => {
  const log: string[] = [];
  const { store, kept, setBroken } = tokenStore("r0", log);
  const { ask } = rotatingServer(log);
  const tokens = new AccessTokens({ ask, now: () => 0, grant: { system: "erp", tokens: store } });
  setBroken(true);
  expect(await failureOf(tokens.get())).toMatchObject({ operation: "keep token" });
  expect([tokens.latest, kept()]).toEqual([undefined, "r0"]);
  setBroken(false);
  expect(await tokens.get()).toBe("a2");
  expect(log).toEqual(["asked r0", "kept r1", "asked r1", "kept r2"]);
});

test.each([
  ["nobody has let it in", undefined],
  ["the sign-in was taken back", "old"],
])("when %s it is Unauthorized and says what to do", async (_what, first) => {
  const { store } = tokenStore(first, []);
  const tokens = new AccessTokens({
    ask: rotatingServer([]).ask,
    now: () => 0,
    grant: { system: "erp", tokens: store },
  });
  const failure = await failureOf(tokens.get());
  expect(failure).toMatchObject({ class: "Unauthorized", scope: "system", retry: { when: "whenHealed" } });
  expect(failure.message).toContain("xmap authorize erp");
});
