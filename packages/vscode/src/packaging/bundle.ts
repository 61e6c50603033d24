import { resolve } from "node:path";
import { build } from "vite";

const SOURCE = resolve(import.meta.dirname, "..");

/** What VS Code runs, by the name of the bundle; each holds all that it needs but VS Code itself. */
const ENTRIES = { client: "client/extension.ts", server: "server/main.ts" } as const;

/** The Node of the oldest VS Code that the extension runs in. */
const TARGET = "node22";

/** Writes `client.cjs` and `server.cjs` into a folder. */
export async function bundleInto(folder: string): Promise<void> {
  for (const [name, entry] of Object.entries(ENTRIES)) {
    await build({
      configFile: false,
      root: SOURCE,
      logLevel: "warn",
      resolve: { conditions: ["@xmap/source", "module", "node"] },
      ssr: {
        target: "node",
        noExternal: true,
        external: ["vscode"],
        resolve: { conditions: ["@xmap/source", "node"] },
      },
      build: {
        ssr: resolve(SOURCE, entry),
        outDir: folder,
        emptyOutDir: false,
        target: TARGET,
        minify: true,
        rolldownOptions: {
          external: ["vscode"],
          output: { format: "cjs", entryFileNames: `${name}.cjs`, codeSplitting: false },
        },
      },
    });
  }
}
