import { basename, dirname } from "node:path";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { findProjectFolder } from "../../project/configuration-file.ts";
import { EditorProject } from "./editor-project.ts";
import { fileOfUri } from "./file-uri.ts";
import { findProjectFolders } from "./find-project-folders.ts";

/** A file with the project that it belongs to. */
export interface ProjectFile {
  readonly project: EditorProject;
  readonly path: string;
}

/** All projects of an editor's folders and of its open files; a file belongs to the nearest `xmap.json` above it. */
export class EditorProjects {
  readonly #projects = new Map<string, EditorProject>();
  readonly #folders = new Set<string>();
  readonly #documents = new Map<string, TextDocument>();

  [Symbol.iterator](): Iterator<EditorProject> {
    return this.#projects.values();
  }

  /** Folders that the editor shows came or went. */
  changeFolders(added: readonly string[], removed: readonly string[]): void {
    for (const uri of removed) this.#folders.delete(fileOfUri(uri) ?? uri);
    for (const uri of added) {
      const folder = fileOfUri(uri);
      if (folder !== undefined) this.#folders.add(folder);
    }
    this.#openAgain();
  }

  show(document: TextDocument): void {
    this.#documents.set(document.uri, document);
    const file = this.fileAt(document.uri);
    file?.project.show(file.path, document);
  }

  close(uri: string): void {
    this.#documents.delete(uri);
    const file = this.fileAt(uri);
    file?.project.close(file.path);
  }

  /** Files on disk came, went or have other texts. */
  filesChanged(uris: readonly string[]): void {
    const files = uris.flatMap((uri) => fileOfUri(uri) ?? []);
    if (files.some((file) => basename(file) === "xmap.json")) this.#openAgain();
    for (const file of files) {
      const folder = findProjectFolder(dirname(file));
      const project = folder === undefined ? undefined : this.#projects.get(folder);
      project?.fileChanged(project.pathOf(file));
    }
  }

  /** The file of a URI; undefined for texts that lie on no disk. */
  fileAt(uri: string): ProjectFile | undefined {
    const file = fileOfUri(uri);
    if (file === undefined || !file.endsWith(".xmap")) return undefined;
    const folder = dirname(file);
    const found = findProjectFolder(folder);
    const project = this.#project(found ?? folder, found !== undefined);
    return { project, path: project.pathOf(file) };
  }

  #project(folder: string, hasConfiguration: boolean): EditorProject {
    const known = this.#projects.get(folder);
    if (known !== undefined) return known;
    const project = new EditorProject(folder, hasConfiguration);
    this.#projects.set(folder, project);
    return project;
  }

  #openAgain(): void {
    this.#projects.clear();
    for (const folder of this.#folders) for (const found of findProjectFolders(folder)) this.#project(found, true);
    for (const document of this.#documents.values()) this.show(document);
  }
}
