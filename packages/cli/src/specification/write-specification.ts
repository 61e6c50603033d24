import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lineageOf } from "@xmap/compiler/lineage";
import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { checkedProject } from "../lineage/checked-project.ts";
import { createAnchors } from "./anchors.ts";
import { createRemarks } from "./remarks.ts";
import { renderPage } from "./render-page.ts";
import { createSourceTexts } from "./source-texts.ts";

export interface DocsOptions {
  readonly out: string;
}

/** Writes the mapping specification of a project to `index.html` of a folder. */
export function writeSpecification(path: string, { out }: DocsOptions): ExitCode {
  const { program, configuration } = checkedProject(path);
  const page = renderPage({
    title: configuration.installation,
    program,
    lineage: lineageOf(program),
    anchors: createAnchors(program),
    remarks: createRemarks(program),
    ...createSourceTexts(program),
  });
  const file = join(out, "index.html");
  mkdirSync(out, { recursive: true });
  writeFileSync(file, page);
  process.stderr.write(`${file}\n`);
  return EXIT_CODES.fine;
}
