import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { KEY, openSecrets, temporaryFolder } from "./support.ts";

test("the first place that has a secret counts: variable, named file, folder, encrypted store, envFile", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "mounted"));
  writeFileSync(join(folder, "mounted", "TOKEN"), "of the folder\n");
  writeFileSync(join(folder, "named"), "of the named file\r\n");
  const process: Record<string, string> = {
    TOKEN: "of the environment",
    TOKEN_FILE: join(folder, "named"),
    XMAP_SECRET_KEY: KEY,
  };
  const environment = { envFile: "dev.env", secrets: { folder: "mounted" } };
  const files = { "dev.env": "TOKEN=of the envFile\n" };
  const { secrets, store } = openSecrets(environment, { folder, files, process });
  await store.change((kept) => ({ ...kept, secrets: { TOKEN: { text: "of the store", changedAt: 0 } } }));
  const text = async () => (await secrets.read("TOKEN"))?.text;
  expect(await text()).toBe("of the environment");
  process.TOKEN = "";
  expect(await text()).toBe("of the named file");
  delete process.TOKEN_FILE;
  expect(await text()).toBe("of the folder");
  rmSync(join(folder, "mounted", "TOKEN"));
  expect(await text()).toBe("of the store");
  await store.change((kept) => ({ ...kept, secrets: {} }));
  expect(await text()).toBe("of the envFile");
  expect(await secrets.read("OTHER")).toBeUndefined();
});

test("a file is read anew each time, without the end of its last line alone", async () => {
  const { secrets, folder } = openSecrets({ secrets: { folder: "." } }, { files: { KEY_A: " first \n\n" } });
  expect((await secrets.read("KEY_A"))?.text).toBe(" first \n");
  writeFileSync(join(folder, "KEY_A"), "second");
  expect(await secrets.read("KEY_A")).toEqual({ text: "second", from: join(folder, "KEY_A") });
});

test.each(["../secret", "..", "a/b", ""])("no name leads out of the folder: %j", async (name) => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "mounted"));
  writeFileSync(join(folder, "secret"), "outside");
  const { secrets } = openSecrets({ secrets: { folder: "mounted" } }, { folder });
  expect(await secrets.read(name)).toBeUndefined();
});

test.each([
  ["is not there", undefined],
  ["is empty", "\n"],
])("a named file that %s is named, since somebody meant it", async (words, content) => {
  const folder = temporaryFolder();
  const file = join(folder, "key");
  if (content !== undefined) writeFileSync(file, content);
  const { secrets } = openSecrets({}, { process: { TOKEN_FILE: file } });
  await expect(secrets.read("TOKEN")).rejects.toThrow(`TOKEN_FILE names ${file}, which ${words}`);
});

test("values that are no secrets come from variables alone", async () => {
  const { variables } = openSecrets({ secrets: { folder: "." } }, { files: { URL_A: "of a file" } });
  expect(await variables.read("URL_A")).toBeUndefined();
});

test("an envFile that others may read is warned of, and refused in production", () => {
  const folder = temporaryFolder();
  const file = join(folder, "dev.env");
  writeFileSync(file, "A=1\n");
  chmodSync(file, 0o640);
  const words = `${file} can be used by other users of this machine (mode 640). Take that away: chmod 600 ${file}`;
  expect(openSecrets({ envFile: "dev.env" }, { folder }).warnings).toEqual([words]);
  expect(() => openSecrets({ envFile: "dev.env", production: true }, { folder })).toThrow(words);
  chmodSync(file, 0o600);
  expect(openSecrets({ envFile: "dev.env", production: true }, { folder }).warnings).toEqual([]);
});
