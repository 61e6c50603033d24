import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { copyMappings } from "../../../../test/harness/mappings.ts";
import { temporaryFolder } from "../../../../test/harness/temporary-folder.ts";
import { EditorProjects } from "../../src/language-server/project/editor-projects.ts";

test("a change reads and checks one file and those that import it, whatever else is asked", () => {
  const folder = copyMappings(temporaryFolder());
  const projects = new EditorProjects();
  projects.changeFolders([pathToFileURL(folder).href], []);
  const [project] = [...projects];
  if (project === undefined) throw new Error("The project was not found.");
  expect(project.findings().size).toBe(0);
  const before = project.workspace.work;

  const path = "xcart-odoo/orders.xmap";
  const uri = project.uriOf(path);
  const text = "xmap 1\n";
  projects.show(TextDocument.create(uri, "xmap", 1, text));
  expect(project.findings().size).toBeGreaterThan(0);
  project.workspace.hover(path, 0);
  expect(project.workspace.work).toEqual({
    parsedFiles: before.parsedFiles + 1,
    checkedFiles: before.checkedFiles + 2,
  });

  projects.filesChanged([pathToFileURL(`${folder}/README.md`).href]);
  expect(project.findings().size).toBeGreaterThan(0);
  expect(project.workspace.work.parsedFiles).toBe(before.parsedFiles + 1);
});

test("a file belongs to the nearest project file above it", () => {
  const outer = temporaryFolder();
  const folder = copyMappings(outer);
  const projects = new EditorProjects();
  projects.changeFolders([pathToFileURL(outer).href], []);
  const file = projects.fileAt(pathToFileURL(`${folder}/shared/shop.xmap`).href);
  expect(file?.project.folder).toBe(folder);
  expect(file?.path).toBe("shared/shop.xmap");
  expect(projects.fileAt("untitled:Untitled-1")).toBeUndefined();
  expect(projects.fileAt(pathToFileURL(`${folder}/README.md`).href)).toBeUndefined();
});
