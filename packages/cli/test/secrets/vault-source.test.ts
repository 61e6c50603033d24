import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock, VaultConfiguration } from "@xmap/contract";
import { SYSTEM_CLOCK } from "@xmap/runtime/node";
import { expect, onTestFinished, test } from "vitest";
import { KEY, openSecrets } from "./support.ts";

interface Asked {
  readonly url: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

async function startVault(listener: RequestListener) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url, headers: request.headers });
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

function holding(values: () => object): RequestListener {
  return (_request, response) =>
    void response.end(JSON.stringify({ data: { data: values(), metadata: { version: 1 } } }));
}

function opened(vault: VaultConfiguration, more: { process?: Record<string, string>; clock?: Clock } = {}) {
  return openSecrets({ secrets: { vault } }, { process: { VAULT_TOKEN: "vault-token-1" }, ...more });
}

test("reads the values of one path with token and namespace", async () => {
  const vault = await startVault(holding(() => ({ ODOO_KEY: "from vault", NUMBER: 5 })));
  const { secrets } = opened({ url: `${vault.url}/`, mount: "kv/team", path: "xmap/a b", namespace: "ns1" });
  expect(await secrets.read("ODOO_KEY")).toEqual({ text: "from vault", from: "Vault kv/team/xmap/a b" });
  expect(await secrets.read("NUMBER")).toBeUndefined();
  expect(vault.asked).toHaveLength(1);
  expect(vault.asked[0]).toMatchObject({
    url: "/v1/kv/team/data/xmap/a%20b",
    headers: { "x-vault-token": "vault-token-1", "x-vault-namespace": "ns1" },
  });
});

test("what was read is used for as long as was said, and a new value is seen after it", async () => {
  let now = 0;
  let value = "first";
  const vault = await startVault(holding(() => ({ A: value })));
  const clock: Clock = { now: () => now, after: SYSTEM_CLOCK.after };
  const { secrets } = opened({ url: vault.url, path: "x", cacheSeconds: 60 }, { clock });
  const read = async () => (await secrets.read("A"))?.text;
  expect(await read()).toBe("first");
  value = "second";
  now = 59_000;
  expect(await read()).toBe("first");
  now = 60_000;
  expect([await read(), vault.asked.length]).toEqual(["second", 2]);
});

test("callers at the same time share one request", async () => {
  const vault = await startVault(holding(() => ({ A: "1", B: "2" })));
  const { secrets } = opened({ url: vault.url, path: "x" });
  await Promise.all([secrets.read("A"), secrets.read("B"), secrets.read("C")]);
  expect(vault.asked).toHaveLength(1);
});

test("a failure is not remembered", async () => {
  let status = 503;
  const vault = await startVault((request, response) => {
    response.statusCode = status;
    holding(() => ({ A: "1" }))(request, response);
  });
  const { secrets } = opened({ url: vault.url, path: "x" });
  await expect(secrets.read("A")).rejects.toThrow("Vault is sealed");
  status = 200;
  expect((await secrets.read("A"))?.text).toBe("1");
});

test.each([
  [
    403,
    {},
    'the token from the environment is not good or not allowed here (403); renew it, or give its policy "read"',
  ],
  [404, {}, "there is nothing at this path (404); look at secrets.vault.mount, path and namespace"],
  [503, {}, "Vault is sealed or in maintenance (503); unseal it"],
  [500, {}, "Vault fails (500)"],
  [307, { location: "http://elsewhere.example.com/" }, "it redirects (307), which is not followed with a token"],
  [400, {}, "Vault refuses the request (400)"],
  [200, {}, "answers without data.data"],
])("%i says what to do", async (status, headers, words) => {
  const vault = await startVault((_request, response) => void response.writeHead(status, headers).end("{}"));
  const { secrets } = opened({ url: vault.url, path: "x" });
  const thrown: unknown = await secrets.read("A").catch((error: unknown) => error);
  expect(thrown).toMatchObject({ message: expect.stringContaining(words), exitCode: 3 });
  expect(String(thrown)).not.toContain("vault-token-1");
});

test("a server that is away and one that never answers are told apart", async () => {
  const away = opened({ url: "http://127.0.0.1:9", path: "x" });
  await expect(away.secrets.read("A")).rejects.toThrow("Vault secret/x cannot be reached at 127.0.0.1:9");
  const silent = await startVault(() => {});
  const clock: Clock = {
    now: () => 0,
    after: (_milliseconds, callback) => {
      const timer = setTimeout(callback, 50);
      return () => clearTimeout(timer);
    },
  };
  const { secrets } = opened({ url: silent.url, path: "x" }, { clock });
  await expect(secrets.read("A")).rejects.toThrow("no answer within 10 seconds");
});

test("without a token it is named, and the token may come from the encrypted store", async () => {
  const vault = await startVault(holding(() => ({ A: "1" })));
  const process: Record<string, string> = { XMAP_SECRET_KEY: KEY };
  const { secrets, store } = opened({ url: vault.url, path: "x", token: "OUR_VAULT" }, { process });
  await expect(secrets.read("A")).rejects.toThrow("Vault secret/x needs a token: set OUR_VAULT or OUR_VAULT_FILE");
  await store.change((kept) => ({ ...kept, secrets: { OUR_VAULT: { text: "kept token", changedAt: 0 } } }));
  expect((await secrets.read("A"))?.text).toBe("1");
  expect(vault.asked[0]?.headers["x-vault-token"]).toBe("kept token");
});

test("Vault is not asked for what another place has", async () => {
  const vault = await startVault(holding(() => ({ A: "of vault" })));
  const { secrets } = opened({ url: vault.url, path: "x" }, { process: { A: "of the environment" } });
  expect([(await secrets.read("A"))?.text, vault.asked]).toEqual(["of the environment", []]);
});
