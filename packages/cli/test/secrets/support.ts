import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock, EnvironmentConfiguration } from "@xmap/contract";
import { SYSTEM_CLOCK, SYSTEM_RANDOM } from "@xmap/runtime/node";
import { onTestFinished } from "vitest";
import { type EnvironmentSecrets, environmentSecrets } from "../../src/secrets/environment-secrets.ts";

export const KEY = Buffer.alloc(32, 7).toString("base64");

/** A folder of the test's own, removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "xmap-secrets-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Opened extends EnvironmentSecrets {
  readonly folder: string;
  readonly warnings: readonly string[];
  readonly variables: EnvironmentSecrets["variables"];
  /** What the process environment holds; a test may change it. */
  readonly process: Record<string, string>;
}

/** The secrets of an environment in a folder of files, which may be given by name. */
export function openSecrets(
  environment: Partial<EnvironmentConfiguration> = {},
  given: {
    readonly folder?: string;
    readonly files?: Readonly<Record<string, string>>;
    readonly process?: Record<string, string>;
    readonly clock?: Clock;
  } = {},
): Opened {
  const folder = given.folder ?? temporaryFolder();
  for (const [name, text] of Object.entries(given.files ?? {}))
    writeFileSync(join(folder, name), text, { mode: 0o600 });
  const warnings: string[] = [];
  const process = given.process ?? {};
  const found = environmentSecrets({
    folder,
    environment: { store: "store.sqlite", ...environment },
    variables: process,
    clock: given.clock ?? SYSTEM_CLOCK,
    random: SYSTEM_RANDOM,
    warn: (message) => warnings.push(message),
  });
  return { ...found, folder, warnings, process };
}
