import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ConnectorDescription } from "@xmap/contract";

/** A connector's description as it is pulled, beside what the project has of it. */
export interface PulledDescription {
  readonly file: string;
  readonly text: string;
  /** The file is not as it would be written. */
  readonly isStale: boolean;
}

export function pulledDescription(description: ConnectorDescription, schemaFolder: string): PulledDescription {
  const file = join(schemaFolder, "connector.json");
  const text = `${JSON.stringify(description, null, 2)}\n`;
  return { file, text, isStale: !existsSync(file) || readFileSync(file, "utf8") !== text };
}
