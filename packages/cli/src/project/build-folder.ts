import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { hashText } from "@xmap/contract";

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
  if (!existsSync(builds)) return [];
  return readdirSync(builds)
    .filter((name) => NAME.test(name))
    .map((name) => join(builds, name));
}

/** Writes what is not there or was cut off, so that a process that reads meanwhile sees the whole text. */
export function writeBuilt(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}.unfinished`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, path);
}
