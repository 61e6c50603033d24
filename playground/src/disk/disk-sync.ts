import type { ProjectFiles } from "../project/project-files.ts";
import type { PlaygroundState } from "../state/playground-state.ts";
import type { Store } from "../state/store.ts";
import type { DiskChange, Saved } from "./disk-client.ts";

/** How the work stands to the folder that it came from. */
export interface DiskState {
  readonly name: string;
  /** Files with another text here than on disk. */
  readonly unsaved: readonly string[];
  /** Files that were changed here and there; `theirs` is null where the file is gone. */
  readonly conflicts: readonly { readonly path: string; readonly theirs: string | null }[];
}

/** What a sync works with. */
export interface DiskPorts {
  readonly store: Store<PlaygroundState>;
  readonly save: (path: string, text: string, known: string | undefined) => Promise<Saved>;
  readonly put: (path: string, text: string) => void;
  readonly remove: (path: string) => void;
  readonly say: (notice: string) => void;
}

/** Keeps the work and its folder in step. What was changed on both sides is for a person to decide. */
export class DiskSync {
  readonly #ports: DiskPorts;
  readonly #name: string;
  /** The texts as they are on disk, as far as is known. */
  readonly #base: Map<string, string>;
  readonly #conflicts = new Map<string, string | null>();
  #files: ProjectFiles;

  constructor(ports: DiskPorts, name: string) {
    this.#ports = ports;
    this.#name = name;
    this.#files = ports.store.get().work.files;
    this.#base = new Map(this.#files);
    this.#show();
    ports.store.subscribe(() => {
      const { files } = ports.store.get().work;
      if (files === this.#files) return;
      this.#files = files;
      this.#show();
    });
  }

  /** Writes every file that is another one here; those in conflict wait for a decision. */
  async save(): Promise<void> {
    let count = 0;
    for (const path of this.#unsaved()) {
      if (this.#conflicts.has(path)) continue;
      const text = this.#files.get(path) ?? "";
      const saved = await this.#ports.save(path, text, this.#base.get(path));
      if (saved.kind === "saved") {
        this.#base.set(path, text);
        count += 1;
      } else if (saved.kind === "changed") {
        this.#conflicts.set(path, saved.text);
      } else {
        this.#ports.say(saved.reason);
        this.#show();
        return;
      }
    }
    this.#show();
    const open = this.#conflicts.size;
    if (open > 0) this.#ports.say(`${open === 1 ? "One file was" : `${open} files were`} changed outside as well.`);
    else this.#ports.say(count === 1 ? "One file is saved." : `${count} files are saved.`);
  }

  /** Somebody else has changed files. */
  changed(changes: readonly DiskChange[]): void {
    const taken = changes.filter((change) => this.#take(change)).map(({ path }) => path);
    this.#show();
    if (taken.length > 0) this.#ports.say(`Changed outside, and read again: ${taken.join(", ")}.`);
  }

  /** The text of this page stays; the next saving writes it over the other one. */
  keepMine(path: string): void {
    const theirs = this.#conflicts.get(path);
    if (theirs === undefined) return;
    this.#conflicts.delete(path);
    this.#setBase(path, theirs);
    this.#show();
  }

  /** The text on disk takes the place of the one of this page. */
  takeTheirs(path: string): void {
    const theirs = this.#conflicts.get(path);
    if (theirs === undefined) return;
    this.#conflicts.delete(path);
    this.#setBase(path, theirs);
    this.#put(path, theirs);
    this.#show();
  }

  /** Whether the text that is shown is now the one on disk. */
  #take({ path, text }: DiskChange): boolean {
    const base = this.#base.get(path) ?? null;
    const mine = this.#files.get(path) ?? null;
    if (text === base) return false;
    if (mine !== base && mine !== text) {
      this.#conflicts.set(path, text);
      return false;
    }
    this.#setBase(path, text);
    this.#conflicts.delete(path);
    if (mine === text) return false;
    this.#put(path, text);
    return true;
  }

  #put(path: string, text: string | null): void {
    if (text === null) this.#ports.remove(path);
    else this.#ports.put(path, text);
  }

  #setBase(path: string, text: string | null): void {
    if (text === null) this.#base.delete(path);
    else this.#base.set(path, text);
  }

  #unsaved(): readonly string[] {
    return [...this.#files].filter(([path, text]) => this.#base.get(path) !== text).map(([path]) => path);
  }

  #show(): void {
    const conflicts = [...this.#conflicts].map(([path, theirs]) => ({ path, theirs }));
    this.#ports.store.set({ disk: { name: this.#name, unsaved: this.#unsaved(), conflicts } });
  }
}
