import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";

interface PackageRule {
  readonly internal: readonly string[];
  readonly external: readonly string[];
  /** Folders of the package that may use node: modules. */
  readonly node: readonly string[];
}

const root = resolve(import.meta.dirname, "../..");

/** One sentence for each import that the rules do not allow, each with what to do about it. */
export function findForbiddenImports(): string[] {
  const rules = JSON.parse(readFileSync(join(root, "packages/import-rules.json"), "utf8")) as Record<
    string,
    PackageRule
  >;
  const complaints: string[] = [];
  for (const [folder, rule] of Object.entries(rules)) {
    if (folder.startsWith("$")) continue;
    for (const file of sourcesBelow(join(root, folder, "src"))) {
      for (const specifier of importsOf(file)) {
        const complaint = judgeImport(folder, rule, file, specifier);
        if (complaint !== undefined) complaints.push(`${relative(root, file)} imports "${specifier}": ${complaint}`);
      }
    }
  }
  for (const entry of readdirSync(join(root, "packages"), { withFileTypes: true })) {
    if (entry.isDirectory() && rules[`packages/${entry.name}`] === undefined) {
      complaints.push(
        `packages/${entry.name} has no entry in packages/import-rules.json; add one that says what it may import`,
      );
    }
  }
  return complaints;
}

function judgeImport(folder: string, rule: PackageRule, file: string, specifier: string): string | undefined {
  if (specifier.startsWith(".")) {
    const target = resolve(dirname(file), specifier);
    if (!target.startsWith(join(root, folder, "src")))
      return "reaches outside the package; import the other package by its name";
    if (target === join(root, folder, "src", "index.ts"))
      return "the package's own index; import the file that declares the name";
    return undefined;
  }
  if (specifier.startsWith("node:")) {
    const allowed = rule.node.some((place) => file.startsWith(join(root, folder, place)));
    return allowed ? undefined : "this code also runs in a browser; ask for what it needs through a port";
  }
  const parts = specifier.split("/");
  const name = specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? specifier);
  if (name.startsWith("@xmap/")) {
    return rule.internal.includes(name)
      ? undefined
      : `${folder} lies on a layer that must not know ${name}; move the shared part down or pass it in`;
  }
  return rule.external.includes(name)
    ? undefined
    : `not among the packages that ${folder} may use; add it to packages/import-rules.json with a reason in review`;
}

function importsOf(file: string): string[] {
  return ts.preProcessFile(readFileSync(file, "utf8"), true, true).importedFiles.map((imported) => imported.fileName);
}

function sourcesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));
}

if (process.argv[1] === import.meta.filename) {
  const complaints = findForbiddenImports();
  for (const complaint of complaints) process.stdout.write(`${complaint}\n`);
  process.exitCode = complaints.length === 0 ? 0 : 1;
}
