import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { hashText } from "@xmap/contract";
import { folderEntries } from "./folder-entries.ts";

/** So many deployments, or saves under `xmap dev`, a run may wait and go on with the mapping that it began with. */
const MOST_BUILDS = 200;
const NAME_LENGTH = 16;
const NAME = new RegExp(`^[0-9a-f]{${NAME_LENGTH}}$`);

/** The project's folder of builds; what commands compile for a moment lies in it too, under other names. */
export function buildsOf(projectFolder: string): string {
  return join(projectFolder, ".xmap", "build");
}

/** The folder for compiled files with these texts. */
export function buildFolder(projectFolder: string, texts: readonly string[]): string {
  return join(buildsOf(projectFolder), hashText(texts.join("\n")).slice(0, NAME_LENGTH));
}

/** The folders of all builds that have been run. */
export function buildFolders(projectFolder: string): readonly string[] {
  const builds = buildsOf(projectFolder);
  return folderEntries(builds)
    .filter(({ name }) => NAME.test(name))
    .map(({ name }) => join(builds, name));
}

/** Writes what is not there or was cut off, so that a process that reads meanwhile sees the whole text. */
export function writeBuilt(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}.unfinished`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, path);
}

/** Notes the use of a build at an instant (milliseconds), and removes those that were not used for longest when there are too many. */
export function noteUse(projectFolder: string, folder: string, now: number): void {
  try {
    utimesSync(folder, now / 1_000, now / 1_000);
    for (const unused of longestUnused(projectFolder, folder)) rmSync(unused, { recursive: true, force: true });
  } catch {
    // Builds of another user, or on a disk that is read only, can be run all the same.
  }
}

function longestUnused(projectFolder: string, folder: string): readonly string[] {
  const others = buildFolders(projectFolder).filter((other) => other !== folder);
  if (others.length < MOST_BUILDS) return [];
  const lastUse = (other: string): number => statSync(other, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const byUse = others.map((other) => ({ other, used: lastUse(other) })).sort((a, b) => b.used - a.used);
  return byUse.slice(MOST_BUILDS - 1).map(({ other }) => other);
}
