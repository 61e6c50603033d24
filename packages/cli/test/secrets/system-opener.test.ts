import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { systemOpener } from "../../src/run/open-sessions.ts";
import { temporaryFolder } from "./support.ts";

function opened(ca: string, folder = temporaryFolder()) {
  const opener = systemOpener({ folder }, { store: "store.sqlite", systems: { erp: { ca } } });
  return { folder, settings: (name = "erp") => opener.settings({ name }, {}), stamp: opener.tokensStamp };
}

test("the authority of a system is read for it alone", () => {
  const { folder, settings } = opened("company.pem");
  const text = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
  writeFileSync(join(folder, "company.pem"), text);
  expect([settings().authorities, settings("shop").authorities]).toEqual([text, undefined]);
});

test("a file of an authority that is not there or holds no certificate is named", () => {
  const { folder, settings } = opened("company.pem");
  const file = join(folder, "company.pem");
  expect(() => settings()).toThrow(`systems.erp.ca of xmap.json names ${file}, which cannot be read`);
  writeFileSync(file, "-----BEGIN PRIVATE KEY-----");
  expect(() => settings()).toThrow(`${file} (systems.erp.ca of xmap.json) holds no certificate in the PEM form`);
});

test("the stamp of kept tokens changes with the file, and needs no key", () => {
  const { folder, stamp } = opened("none.pem");
  const file = join(folder, "store.sqlite.secrets");
  expect(stamp()).toBe("none");
  writeFileSync(file, "sealed");
  chmodSync(file, 0o600);
  const [first, again] = [stamp(), stamp()];
  expect([first === again, first === "none"]).toEqual([true, false]);
});
