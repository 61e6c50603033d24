import { hashText } from "@xmap/contract";
import type { ProjectFiles } from "../project/project-files.ts";

/** The files of the folder behind the page. */
export interface DiskProject {
  readonly name: string;
  readonly files: ProjectFiles;
}

/** A file that somebody else has changed; null when it is gone. */
export interface DiskChange {
  readonly path: string;
  readonly text: string | null;
}

export type Saved =
  | { readonly kind: "saved" }
  /** The file has another text on disk by now. */
  | { readonly kind: "changed"; readonly text: string | null }
  | { readonly kind: "refused"; readonly reason: string };

/** Whether the page was served on a project's folder, by `xmap playground`. */
export function isOnDisk(): boolean {
  return document.querySelector('meta[name="xmap-project"]') !== null;
}

/** Reads the project. The token goes out of the address bar: a cookie stands for it from now on. */
export async function readDiskProject(): Promise<DiskProject> {
  history.replaceState(null, "", location.pathname);
  const response = await fetch("project");
  if (!response.ok) throw new Error(`The project cannot be read (${response.status}).`);
  const { name, files } = (await response.json()) as { name: string; files: readonly (readonly [string, string])[] };
  return { name, files: new Map(files) };
}

/** Writes a file, as long as it still has the text that is known; undefined for one that is new. */
export async function saveFile(path: string, text: string, known: string | undefined): Promise<Saved> {
  const query = new URLSearchParams({ path, ...(known === undefined ? {} : { known: hashText(known) }) });
  try {
    const response = await fetch(`project/file?${query.toString()}`, { method: "PUT", body: text });
    if (response.ok) return { kind: "saved" };
    const answer = (await response.json()) as { readonly text?: string | null; readonly reason?: string };
    if (response.status === 409) return { kind: "changed", text: answer.text ?? null };
    return { kind: "refused", reason: answer.reason ?? `The server answered ${response.status}.` };
  } catch {
    return { kind: "refused", reason: "`xmap playground` does not answer any more. Nothing is lost: start it again." };
  }
}

/** Tells of what others change in the folder, from now on. */
export function followDisk(listener: (changes: readonly DiskChange[]) => void): void {
  const source = new EventSource("project/changes");
  source.addEventListener("message", ({ data }: MessageEvent<string>) => {
    listener(JSON.parse(data) as readonly DiskChange[]);
  });
}
