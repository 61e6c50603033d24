import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SqliteStore, SYSTEM_CLOCK } from "@xmap/runtime/node";
import { beforeEach, describe, expect, it } from "vitest";
import { type CommandResult, runCommand } from "../harness/run-command.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

let folder: string;
let store: string;
beforeEach(async () => {
  folder = temporaryFolder();
  store = join(folder, "store.sqlite");
  const environments = { live: { store: "store.sqlite" }, staging: { store: "staging.sqlite" } };
  writeFileSync(join(folder, "xmap.json"), JSON.stringify({ language: 1, installation: "test", environments }));
  await write({ email: "ada@example.com", name: "Ada Lovelace", total: 10 });
});

/** A store that has sent this to a record. */
async function write(sent: Record<string, string | number>): Promise<void> {
  const opened = new SqliteStore({ path: store, installation: "test", clock: SYSTEM_CLOCK });
  const head = { installation: "test", link: "OrderToSale", cardinality: "one", state: "confirmed" } as const;
  const left = { system: "shop", entity: "Order", key: ["5"] };
  const right = { system: "erp", entity: "Sale", key: ["41"] };
  const times = { createdAt: 1, confirmedAt: 1, lastSeenAt: 1 };
  const base = { sent, seen: {}, lines: {}, otherLines: {}, mappingHash: "hash" };
  await opened.write([
    { change: "crossReference", reference: { ...head, left, right, run: "run", keyHash: "hash", ...times } },
    { change: "snapshot", snapshot: { link: "OrderToSale", left: "shop/Order/5", ...base } },
  ]);
  await opened.close();
}

function xmap(...parameters: readonly string[]): CommandResult {
  const isNamed = parameters.includes("--env");
  return runCommand([...parameters, ...(isNamed ? [] : ["--env", "live"])], folder);
}

function json(result: CommandResult): unknown {
  return JSON.parse(result.stdout);
}

describe("xmap backup", () => {
  it("makes a file named by the time in backups beside the store, and keeps as many as it is told", () => {
    for (const _time of [1, 2, 3]) expect(xmap("backup", "--keep", "2").exitCode).toBe(0);
    const files = readdirSync(join(folder, "backups"));
    expect(files.length).toBe(2);
    expect(files.every((name) => /^store-live-\d{4}-.*Z\.sqlite$/.test(name))).toBe(true);
    expect(json(xmap("backup", "--keep", "2", "--json"))).toMatchObject({
      schema: "xmap.backup/1",
      links: 1,
      pending: 0,
      removed: [join(folder, "backups", files.sort()[0] ?? "")],
    });
  });

  it("makes the file that it is told, and writes over none", () => {
    const file = join(folder, "copy.sqlite");
    expect(xmap("backup", "--out", file)).toMatchObject({ exitCode: 0, stdout: `${file}\n` });
    const again = xmap("backup", "--out", file);
    expect([again.exitCode, again.stderr]).toEqual([
      4,
      `${file} is there already; name another file. Nothing was done.\n`,
    ]);
  });

  it("says that there is no store", () => {
    const refused = xmap("backup", "--env", "staging");
    expect([refused.exitCode, refused.stderr]).toEqual([4, expect.stringContaining("There is no store at")]);
  });
});

describe("xmap restore", () => {
  it("shows the plan, does it only with --yes, and keeps the store from before", { tags: ["long"] }, async () => {
    const file = xmap("backup").stdout.trim();
    await write({ email: "bob@example.com", total: 20 });
    const plan = xmap("restore", file);
    expect([plan.exitCode, plan.stdout]).toEqual([4, expect.stringMatching(/1 links.*\ntakes the place of/)]);
    expect(json(xmap("restore", file, "--json"))).toMatchObject({ schema: "xmap.restore/1", done: false, links: 1 });
    const done = xmap("restore", file, "--yes", "--as", "ada", "--json");
    const { replaced } = json(done) as { replaced: string };
    expect([done.exitCode, existsSync(replaced)]).toEqual([0, true]);
    expect(xmap("links", "show", "OrderToSale", "shop/Order/5").stdout).toContain("ada@example.com");
    expect(xmap("links", "show", "OrderToSale", "shop/Order/5", "--store", replaced).stdout).toContain(
      "bob@example.com",
    );
    expect(xmap("audit", "verify").exitCode).toBe(0);
  });

  it("refuses a backup of another environment, and a file that is none", () => {
    const file = xmap("backup").stdout.trim();
    const other = xmap("restore", file, "--yes", "--env", "staging");
    expect([other.exitCode, other.stderr]).toEqual([4, expect.stringContaining('of the environment "live"')]);
    const wrong = xmap("restore", join(folder, "xmap.json"), "--yes");
    expect([wrong.exitCode, wrong.stderr]).toEqual([4, expect.stringContaining("is not a store of xmap")]);
    expect(existsSync(join(folder, "staging.sqlite"))).toBe(false);
  });

  it("restores where the store was lost", () => {
    const file = xmap("backup").stdout.trim();
    for (const end of ["", "-wal", "-shm"]) rmSync(`${store}${end}`, { force: true });
    expect(xmap("restore", file, "--yes").exitCode).toBe(0);
    expect(xmap("links", "list").stdout).toContain("erp/Sale/41");
  });
});

describe("xmap person", () => {
  it("finds, exports and erases; what was copied before is named", () => {
    const backup = xmap("backup").stdout.trim();
    const found = xmap("person", "find", "ada@example.com");
    expect([found.exitCode, found.stdout]).toEqual([0, expect.stringContaining("shop/Order/5 = erp/Sale/41")]);
    expect(found.stdout).not.toContain("Lovelace");
    const out = join(folder, "ada.json");
    expect(xmap("person", "export", "ada@example.com", "--out", out).exitCode).toBe(0);
    expect(json(xmap("person", "export", "ada@example.com"))).toMatchObject({
      schema: "xmap.person/1",
      records: ["erp/Sale/41", "shop/Order/5"],
      data: [{ kind: "sent", content: { sent: { name: "Ada Lovelace" } } }],
    });
    const plan = xmap("person", "erase", "ada@example.com");
    expect([plan.exitCode, plan.stdout]).toEqual([4, expect.stringContaining("2 records: erp/Sale/41, shop/Order/5")]);
    const erased = xmap("person", "erase", "ada@example.com", "--yes", "--json");
    expect(json(erased)).toMatchObject({
      schema: "xmap.erasure/1",
      done: true,
      clean: true,
      left: 0,
      copies: [backup],
    });
    expect([erased.exitCode, erased.stderr]).toEqual([0, expect.stringContaining("remove them")]);
    expect(xmap("person", "find", "ada@example.com").stderr).toBe("Nothing is kept of this person.\n");
    expect(xmap("person", "erase", "ada@example.com", "--yes").exitCode).toBe(0);
    expect(xmap("links", "list").stdout).toContain("erp/Sale/41");
  });

  it.each([
    [["find"], "Say who"],
    [["find", "ada@example.com", "--phone", "0301234567"], "one of them"],
    [["find", "ada"], '"ada" is no e-mail address'],
    [["find", "--phone", "12"], '"12" is no telephone number'],
    [["find", "--record", "Order"], "Order"],
  ])("%j is refused with the mend", (parameters, message) => {
    const refused = xmap("person", ...parameters);
    expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
