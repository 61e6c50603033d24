import { expect, test } from "vitest";
import type { Saved } from "../src/disk/disk-client.ts";
import { DiskSync } from "../src/disk/disk-sync.ts";
import { workOfExample } from "../src/project/saved-work.ts";
import { Session } from "../src/state/session.ts";
import { connect, FIRST_STEPS } from "./support.ts";

const FILE = "contacts.xmap";
const BEFORE = FIRST_STEPS.files.get(FILE) ?? "";

/** A session on a folder that is held in memory, with the rule of the server: who knows an older text writes nothing. */
function open() {
  const disk = new Map(FIRST_STEPS.files);
  const { client, close } = connect();
  const superseded = () => Promise.resolve({ kind: "superseded" } as const);
  const session = new Session(
    {
      client,
      runner: { run: superseded, tryLaw: superseded, validate: () => Promise.resolve([]) },
      keep: () => undefined,
      setAside: () => undefined,
    },
    [FIRST_STEPS],
    workOfExample(FIRST_STEPS),
  );
  const save = (path: string, text: string, known: string | undefined): Promise<Saved> => {
    if (disk.get(path) !== known) return Promise.resolve({ kind: "changed", text: disk.get(path) ?? null });
    disk.set(path, text);
    return Promise.resolve({ kind: "saved" });
  };
  const sync = new DiskSync(
    {
      store: session.store,
      save,
      put: (path, text) => session.putFile(path, text),
      remove: (path) => session.removeFile(path),
      say: (notice) => session.say(notice),
    },
    "shop",
  );
  return {
    disk,
    session,
    sync,
    close,
    state: () => session.store.get().disk,
    text: () => session.work.files.get(FILE),
  };
}

test("what is typed is unsaved until it is saved", async () => {
  const { session, sync, state, disk, close } = open();
  expect(state()?.unsaved).toEqual([]);
  session.putFile(FILE, `${BEFORE}// mine\n`);
  expect(state()?.unsaved).toEqual([FILE]);
  await sync.save();
  expect(disk.get(FILE)).toBe(`${BEFORE}// mine\n`);
  expect(state()?.unsaved).toEqual([]);
  close();
});

test("a change outside is shown where nothing was typed", () => {
  const { sync, state, text, close } = open();
  sync.changed([{ path: FILE, text: "theirs" }]);
  expect(text()).toBe("theirs");
  expect(state()).toMatchObject({ unsaved: [], conflicts: [] });
  close();
});

test("an unsaved text is not overwritten by a change outside; a person decides", async () => {
  const { session, sync, state, text, disk, close } = open();
  session.putFile(FILE, "mine");
  disk.set(FILE, "theirs");
  sync.changed([{ path: FILE, text: "theirs" }]);
  expect(text()).toBe("mine");
  expect(state()?.conflicts).toEqual([{ path: FILE, theirs: "theirs" }]);
  await sync.save();
  expect(disk.get(FILE)).toBe("theirs");
  sync.keepMine(FILE);
  await sync.save();
  expect(disk.get(FILE)).toBe("mine");
  expect(state()).toMatchObject({ unsaved: [], conflicts: [] });
  close();
});

test("a change outside that was not told is found when saving, and can be taken", async () => {
  const { session, sync, state, text, disk, close } = open();
  session.putFile(FILE, "mine");
  disk.set(FILE, "theirs");
  await sync.save();
  expect(state()?.conflicts).toEqual([{ path: FILE, theirs: "theirs" }]);
  sync.takeTheirs(FILE);
  expect(text()).toBe("theirs");
  expect(state()).toMatchObject({ unsaved: [], conflicts: [] });
  close();
});

test("a file that was removed outside goes, unless it was changed here", () => {
  const { session, sync, state, close } = open();
  sync.changed([{ path: "schemas/crm/countries.json", text: null }]);
  expect(session.work.files.has("schemas/crm/countries.json")).toBe(false);
  session.putFile(FILE, "mine");
  sync.changed([{ path: FILE, text: null }]);
  expect(session.work.files.get(FILE)).toBe("mine");
  expect(state()?.conflicts).toEqual([{ path: FILE, theirs: null }]);
  close();
});
