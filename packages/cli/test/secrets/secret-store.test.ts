import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { SYSTEM_CLOCK } from "@xmap/runtime/node";
import { expect, test } from "vitest";
import { underLock } from "../../src/secrets/file-lock.ts";
import type { KeptSecrets, SecretStore } from "../../src/secrets/secret-store.ts";
import { systemTokens } from "../../src/secrets/system-tokens.ts";
import { KEY, openSecrets, temporaryFolder } from "./support.ts";

const OTHER_KEY = Buffer.alloc(32, 9).toString("base64");

function put(name: string, text: string): (kept: KeptSecrets, now: number) => KeptSecrets {
  return (kept, changedAt) => ({ ...kept, secrets: { ...kept.secrets, [name]: { text, changedAt } } });
}

function opened(process: Record<string, string> = { XMAP_SECRET_KEY: KEY }, folder = temporaryFolder()) {
  return openSecrets({}, { process, folder });
}

async function filled(folder = temporaryFolder()): Promise<SecretStore> {
  const { store } = opened(undefined, folder);
  await store.change(put("ODOO_KEY", "recognisable-secret"));
  return store;
}

test("what is kept is read again, for its owner alone, and neither names nor secrets can be read in the file", async () => {
  const store = await filled();
  expect((await store.read()).secrets.ODOO_KEY?.text).toBe("recognisable-secret");
  expect(statSync(store.file).mode & 0o777).toBe(0o600);
  const bytes = readFileSync(store.file, "latin1");
  expect(bytes).not.toMatch(/recognisable|ODOO_KEY/);
  expect(readdirSync(join(store.file, "..")).sort()).toEqual(["store.sqlite.secrets", "store.sqlite.secrets-lock"]);
});

test("the same content is never written as the same bytes", async () => {
  const store = await filled();
  const before = readFileSync(store.file, "utf8");
  await store.change((kept) => kept);
  expect(readFileSync(store.file, "utf8")).not.toBe(before);
});

test("a store that is not there is empty and needs no key", async () => {
  const { store, secrets } = opened({});
  expect(await store.read()).toEqual({ secrets: {}, tokens: {} });
  expect(await secrets.read("ODOO_KEY")).toBeUndefined();
});

test.each([
  [
    "no key",
    {},
    "XMAP_SECRET_KEY is not set, so the encrypted store of secrets cannot be used. Make one with: openssl rand -base64 32",
  ],
  ["a short key", { XMAP_SECRET_KEY: "c2hvcnQ=" }, "XMAP_SECRET_KEY (from the environment) is not 32 bytes in base64"],
  ["no base64", { XMAP_SECRET_KEY: `${KEY.slice(0, -3)}!!!` }, "is not 32 bytes in base64"],
  ["another key", { XMAP_SECRET_KEY: OTHER_KEY }, "was written with another key than XMAP_SECRET_KEY holds"],
])("%s is refused with what to do", async (_what, process, words) => {
  const folder = temporaryFolder();
  await filled(folder);
  const { store, secrets } = opened(process, folder);
  await expect(store.read()).rejects.toThrow(words);
  await expect(secrets.read("ODOO_KEY")).rejects.toThrow(words);
  await expect(store.change(put("A", "b"))).rejects.toThrow(words);
});

test("a file that somebody has changed is refused, byte by byte", async () => {
  const store = await filled();
  const text = readFileSync(store.file, "utf8");
  const sealed = JSON.parse(text) as Record<string, string>;
  for (const member of ["nonce", "tag", "content"]) {
    const bytes = Buffer.from(sealed[member] ?? "", "base64");
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    writeFileSync(store.file, JSON.stringify({ ...sealed, [member]: bytes.toString("base64") }));
    await expect(store.read()).rejects.toThrow("is damaged, or was made by a newer xmap");
  }
  // A tag of four bytes would be guessed soon.
  const tag = Buffer.from(sealed.tag ?? "", "base64")
    .subarray(0, 4)
    .toString("base64");
  for (const broken of [text.slice(0, 40), JSON.stringify({ ...sealed, tag }), "{}", ""]) {
    writeFileSync(store.file, broken);
    await expect(store.read()).rejects.toThrow("is damaged");
  }
});

test("a rest of a process that was killed while it wrote does not matter", async () => {
  const store = await filled();
  writeFileSync(`${store.file}.new`, "half a fi");
  await store.change(put("SECOND", "two"));
  expect(Object.keys((await store.read()).secrets)).toEqual(["ODOO_KEY", "SECOND"]);
});

test("the key is replaced with all that is kept", async () => {
  const folder = temporaryFolder();
  await filled(folder);
  const { store } = opened({ XMAP_SECRET_KEY: KEY, XMAP_NEW_SECRET_KEY: OTHER_KEY }, folder);
  await store.changeKey();
  await expect(store.read()).rejects.toThrow("another key");
  const { store: after } = opened({ XMAP_SECRET_KEY: OTHER_KEY }, folder);
  expect((await after.read()).secrets.ODOO_KEY?.text).toBe("recognisable-secret");
});

test("changes of several processes at once are all kept", async () => {
  const folder = temporaryFolder();
  const child = resolve(import.meta.dirname, "keep-many.ts");
  const children = ["A", "B", "C"].map((name) =>
    spawn(process.execPath, ["--conditions=@xmap/source", child, folder, name, "8"], {
      env: { ...process.env, XMAP_SECRET_KEY: KEY },
      stdio: ["ignore", "inherit", "inherit"],
    }),
  );
  const codes = await Promise.all(children.map(async (one) => (await once(one, "close"))[0]));
  expect(codes).toEqual([0, 0, 0]);
  const { secrets } = await opened(undefined, folder).store.read();
  expect(Object.keys(secrets)).toHaveLength(24);
});

test("work under a lock is done one after the other, and one that never comes to its turn says so", async () => {
  const file = join(temporaryFolder(), "lock");
  const limits = { clock: SYSTEM_CLOCK, milliseconds: 5_000 };
  const order: string[] = [];
  const first = Promise.withResolvers<void>();
  const one = underLock(file, limits, async () => {
    order.push("one begins");
    await first.promise;
    order.push("one ends");
  });
  const two = underLock(file, limits, () => order.push("two"));
  await expect(underLock(file, { ...limits, milliseconds: 0 }, () => order.push("three"))).rejects.toThrow(
    "Another process holds",
  );
  first.resolve();
  await Promise.all([one, two]);
  expect(order).toEqual(["one begins", "one ends", "two"]);
});

test("a system sees its own tokens alone, and a missing key is a failure that says what to do", async () => {
  const folder = temporaryFolder();
  const { store } = opened(undefined, folder);
  const erp = systemTokens(store, "erp", SYSTEM_CLOCK);
  await erp.replace("refresh", "token-1");
  expect(await erp.get("refresh")).toBe("token-1");
  expect(await systemTokens(store, "shop", SYSTEM_CLOCK).get("refresh")).toBeUndefined();
  const keyless = systemTokens(opened({}, folder).store, "erp", SYSTEM_CLOCK);
  await expect(keyless.get("refresh")).rejects.toMatchObject({
    details: { class: "Unauthorized", scope: "system", message: expect.stringContaining("openssl rand -base64 32") },
  });
});
