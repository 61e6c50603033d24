import { fileURLToPath, pathToFileURL } from "node:url";

/** The absolute path that a URI names; undefined for what lies on no disk. */
export function fileOfUri(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

export function uriOfFile(file: string): string {
  return pathToFileURL(file).href;
}
