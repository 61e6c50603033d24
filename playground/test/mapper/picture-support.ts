import { LanguageWorkspace } from "@xmap/language/service";
import { editPicture } from "../../src/mapper/edits/edit-picture.ts";
import type { PictureIntent } from "../../src/mapper/edits/picture-intent.ts";
import { type PictureProject, pictureOf } from "../../src/mapper/model/picture-of.ts";
import { KnownSides } from "../../src/mapper/model/workspace-sources.ts";
import { createFileHost } from "../../src/project/file-host.ts";
import type { ProjectFiles } from "../../src/project/project-files.ts";
import { applyChanges } from "../../src/worker/apply-changes.ts";

/** A project opened as the language worker does. */
export function openProject(files: ProjectFiles): PictureProject {
  const host = createFileHost(files);
  return { host, workspace: new LanguageWorkspace(host), sides: new KnownSides() };
}

/** The picture of a mapping of a project, with its trees. */
export function pictureIn(files: ProjectFiles, path: string, name: string) {
  const picture = pictureOf({ path, name }, openProject(files), undefined);
  if (picture === undefined) throw new Error(`${path} has no mapping ${name}.`);
  return picture;
}

/** A project after an edit of a picture, with the answer that the edit got. */
export function edited(files: ProjectFiles, path: string, name: string, intent: PictureIntent) {
  const answer = editPicture({ path, name }, intent, openProject(files));
  if (answer.kind === "refused") return { answer, files };
  const text = applyChanges(files.get(answer.file) ?? "", answer.changes);
  if (text === undefined) throw new Error(`The changes do not fit ${answer.file}.`);
  return { answer, files: new Map(files).set(answer.file, text) };
}
