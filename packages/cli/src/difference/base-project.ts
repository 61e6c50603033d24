import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { CommandError } from "../project/command-error.ts";

/** The project as it was. */
export interface BaseProject {
  readonly folder: string;
  remove(): void;
}

/** A folder as it is, or the project folder of a git revision in a temporary folder inside its `.xmap`. */
export function baseProject(base: string, project: string): BaseProject {
  if (existsSync(base) && statSync(base).isDirectory()) return { folder: resolve(base), remove: () => undefined };
  const top = git(["rev-parse", "--show-toplevel"], project, base).trim();
  const prefix = git(["rev-parse", "--show-prefix"], project, base).trim();
  const revision = git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${base}^{commit}`], top, base).trim();
  const parent = join(project, ".xmap");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "base-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    // An index of its own: neither the user's index nor the files that are checked out are touched.
    const environment = { GIT_INDEX_FILE: join(folder, "index") };
    git(["read-tree", `${revision}:${prefix.replace(/\/$/, "")}`], top, base, environment);
    const tree = join(folder, "project");
    git(["checkout-index", "--all", `--prefix=${tree}${sep}`], top, base, environment);
    if (!existsSync(join(tree, "xmap.json")))
      throw new CommandError(`At ${base} there is no ${prefix}xmap.json to compare with.`);
    return { folder: tree, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function git(
  parameters: readonly string[],
  folder: string,
  base: string,
  environment: Readonly<Record<string, string>> = {},
): string {
  try {
    return execFileSync("git", parameters, {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
    throw new CommandError(
      `${base} is no folder, and git knows no such revision of this project${said === "" ? "." : `: ${said}`}`,
    );
  }
}
