import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { CommandError } from "../project/command-error.ts";
import { planProject } from "./plan-project.ts";
import { chooseProject, type InitOptions } from "./questions.ts";

/** `xmap init [folder]`: writes a project from the templates; the paths of its files go to standard output. */
export async function initProject(folder: string, options: InitOptions): Promise<ExitCode> {
  refuseFilled(folder);
  const choice = await chooseProject(folder, options);
  const files = planProject(choice);
  for (const [path, text] of [...files].sort(([left], [right]) => (left < right ? -1 : 1))) {
    const target = join(resolve(folder), path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    process.stdout.write(`${path}\n`);
  }
  const there = folder === "." ? "" : `cd ${folder} && `;
  process.stderr.write(
    `${files.size} files for ${choice.pair.shop.called} and ${choice.pair.erp.called}: ${choice.touchpoints.join(", ")}.\n` +
      `Next: ${there}npm install && npx xmap check && npx xmap compile && npx xmap test; README.md says how it goes on.\n`,
  );
  return EXIT_CODES.fine;
}

/** A new repository may have its .git already; everything else could be somebody's work. */
function refuseFilled(folder: string): void {
  const path = resolve(folder);
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) throw new CommandError(`${path} is a file; a project needs a folder.`);
  const found = readdirSync(path).filter((name) => name !== ".git");
  if (found.length > 0)
    throw new CommandError(
      `${path} is not empty (${found.slice(0, 3).join(", ")}${found.length > 3 ? ", …" : ""}), and nothing in it is overwritten. Name a new folder: xmap init my-shop`,
    );
}
