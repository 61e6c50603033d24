import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConnectorSession, ConnectorSettings } from "@xmap/contract";
import { httpConnector } from "../../src/http/connector.ts";
import { settingsFor } from "../support.ts";
import { API_DOCUMENT, API_OVERLAY } from "./api-document.ts";

/** A project folder with an API's document. */
export interface ApiProject {
  readonly folder: string;
  open(options?: ConnectorSettings["options"], more?: Partial<ConnectorSettings>): ConnectorSession;
  remove(): void;
}

export function apiProject(
  address: string,
  document: object = API_DOCUMENT,
  overlay: object = API_OVERLAY,
): ApiProject {
  const folder = mkdtempSync(join(tmpdir(), "xmap-http-"));
  writeFileSync(join(folder, "api.json"), JSON.stringify(document));
  writeFileSync(join(folder, "api.overlay.json"), JSON.stringify(overlay));
  return {
    folder,
    open: (options = {}, more = {}) =>
      httpConnector.open(
        settingsFor({ schema: "api.json", url: address, ...options }, { projectFolder: folder, ...more }),
      ),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
