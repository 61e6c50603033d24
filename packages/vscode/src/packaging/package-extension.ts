import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { strToU8, zipSync } from "fflate";
import { bundleInto } from "./bundle.ts";
import { contentTypes, type ExtensionManifest, vsixManifest } from "./vsix-manifest.ts";

const ROOT = resolve(import.meta.dirname, "../../../..");
const EXTENSION = resolve(import.meta.dirname, "../../extension");

/** Archives begin with this moment, so that the same sources make the same bytes. */
const MODIFIED = new Date(1980, 0, 1);

/** The extension as VS Code installs it: the bytes of a `.vsix` archive, and its name. */
export async function packageExtension(): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const bundles = mkdtempSync(join(tmpdir(), "xmap-vscode-"));
  try {
    await bundleInto(bundles);
    const files = new Map(
      [...sources(bundles)].map(([path, file]) => [`extension/${path}`, new Uint8Array(readFileSync(file))]),
    );
    const manifest = JSON.parse(readFileSync(join(EXTENSION, "package.json"), "utf8")) as ExtensionManifest;
    const types = contentTypes([...files.keys(), "extension.vsixmanifest"]);
    const entries = {
      "extension.vsixmanifest": strToU8(vsixManifest(manifest)),
      "[Content_Types].xml": strToU8(types),
      ...Object.fromEntries(files),
    };
    const bytes = zipSync(entries, { level: 9, mtime: MODIFIED });
    return { name: `${manifest.name}-${manifest.version}.vsix`, bytes };
  } finally {
    rmSync(bundles, { recursive: true, force: true });
  }
}

/** Paths inside the extension, and the files that go there. */
function sources(bundles: string): ReadonlyMap<string, string> {
  return new Map([
    ["package.json", join(EXTENSION, "package.json")],
    ["readme.md", join(EXTENSION, "README.md")],
    ["language-configuration.json", join(EXTENSION, "language-configuration.json")],
    ["snippets.json", join(EXTENSION, "snippets.json")],
    ["LICENSE.txt", join(ROOT, "LICENSE")],
    ["schemas/xmap.schema.json", join(ROOT, "schemas/xmap.schema.json")],
    ["syntaxes/xmap.tmLanguage.json", fileURLToPath(import.meta.resolve("@xmap/grammar/xmap.tmLanguage.json"))],
    ["dist/client.cjs", join(bundles, "client.cjs")],
    ["dist/server.cjs", join(bundles, "server.cjs")],
  ]);
}
