import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  utimesSync,
} from "node:fs";
import { basename, join, resolve } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../../../test/harness/temporary-folder.ts";
import { buildsOf } from "../../src/project/build-folder.ts";
import { loadProject } from "../../src/project/load-project.ts";
import { loadModules } from "../../src/run/load-modules.ts";
import { loadOlderModules } from "../../src/run/older-modules.ts";

const ROOT = resolve(import.meta.dirname, "../../../..");
const EXAMPLE = join(ROOT, "playground/examples/first-steps");

/** A project that can be run. */
function runnable(example: string = EXAMPLE): string {
  const folder = temporaryFolder();
  cpSync(example, join(folder, "project"), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return join(folder, "project");
}

function builtFiles(project: string): ReadonlyMap<string, string> {
  const builds = buildsOf(project);
  return new Map(globSync("**/*.*", { cwd: builds }).map((file) => [file, readFileSync(join(builds, file), "utf8")]));
}

it("a build that was cut off is written anew, and no unfinished file is left", async () => {
  const first = runnable();
  const modules = await loadModules(loadProject(first));
  const whole = builtFiles(first);
  expect(whole.size).toBeGreaterThan(2);
  // Another place, since a process loads a module once.
  const damaged = runnable(first);
  for (const file of whole.keys()) truncateSync(join(buildsOf(damaged), file), 40);
  expect((await loadModules(loadProject(damaged))).map(({ hash }) => hash)).toEqual(modules.map(({ hash }) => hash));
  expect(builtFiles(damaged)).toEqual(whole);
});

it("modules of earlier builds are found, whatever other commands compile and remove beside them", async () => {
  const project = runnable();
  const modules = await loadModules(loadProject(project));
  for (const [index, name] of ["trial-1", "mutants-2"].entries()) {
    mkdirSync(join(buildsOf(project), name));
    symlinkSync("gone", join(buildsOf(project), name, `${index}.ts`));
  }
  const older = runnable(project);
  const contacts = modules.find(({ id }) => basename(id).startsWith("contacts"));
  const found = await loadOlderModules(older, [contacts?.hash ?? "", "never-built"]);
  expect(found.map(({ id }) => id)).toEqual([contacts?.id]);
});

it("builds that were not used for longest are removed when there are more than 200", async () => {
  const project = runnable();
  const builds = buildsOf(project);
  const names = Array.from({ length: 205 }, (_, index) => index.toString(16).padStart(16, "0"));
  for (const [index, name] of [...names, "trial-1"].entries()) {
    mkdirSync(join(builds, name), { recursive: true });
    utimesSync(join(builds, name), 1_000_000 + index, 1_000_000 + index);
  }
  await loadModules(loadProject(project));
  const left = readdirSync(builds);
  expect(names.filter((name) => !left.includes(name))).toEqual(names.slice(0, 6));
  expect(left).toHaveLength(199 + 1 + 1);
  expect(existsSync(join(builds, "trial-1"))).toBe(true);
});
