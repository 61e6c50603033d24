import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/** Published packages, each after those that it needs. */
const PACKAGES = [
  "packages/diagnostics",
  "packages/contract",
  "grammar",
  "packages/language",
  "packages/compiler",
  "packages/runtime",
  "packages/connectors",
  "packages/sandbox",
  "packages/testing",
  "packages/cli",
];

/** Compiles the sources of a package to JavaScript and declarations in its `dist`, unless they are newer already. */
function build(folder: string): void {
  const source = join(root, folder, "src");
  const target = join(root, folder, "dist");
  const mark = join(target, ".built");
  if (existsSync(mark) && newestChange(source) < statSync(mark).mtimeMs) return;
  rmSync(target, { recursive: true, force: true });
  const configuration = join(root, folder, "tsconfig.build.json");
  const options = {
    extends: join(root, "tsconfig.json"),
    compilerOptions: {
      noEmit: false,
      // `npm test` checks the types of everything at once.
      noCheck: true,
      declaration: true,
      allowImportingTsExtensions: true,
      rewriteRelativeImportExtensions: true,
      customConditions: [],
      rootDir: source,
      outDir: target,
    },
    include: [source],
  };
  writeFileSync(configuration, JSON.stringify(options));
  try {
    execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", configuration], {
      stdio: "inherit",
    });
  } finally {
    rmSync(configuration, { force: true });
  }
  writeFileSync(mark, "");
}

function newestChange(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Math.max(
    ...entries.filter((entry) => entry.isFile()).map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
}

for (const folder of PACKAGES) build(folder);

/** The page that `xmap playground` serves comes with the command. */
function buildPage(): void {
  const target = join(root, "packages/cli/dist/playground/page");
  const mark = join(target, ".built");
  if (existsSync(mark) && newestChange(join(root, "playground/src")) < statSync(mark).mtimeMs) return;
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const parameters = [
    vite,
    "build",
    join(root, "playground"),
    "--outDir",
    target,
    "--emptyOutDir",
    "--logLevel",
    "warn",
  ];
  execFileSync(process.execPath, parameters, { stdio: "inherit" });
  writeFileSync(mark, "");
}

/** So do the mappings that `xmap init` starts a project from. */
function copyMappings(): void {
  const mappings = join(root, "mappings");
  const copy = join(root, "packages/cli/dist/mappings");
  rmSync(copy, { recursive: true, force: true });
  const filter = (path: string): boolean =>
    !path.slice(mappings.length).includes("/.xmap") && !/\.env$|\.sqlite/.test(path);
  cpSync(mappings, copy, { recursive: true, filter });
}

buildPage();
copyMappings();
