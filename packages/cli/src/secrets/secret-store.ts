import { existsSync, statSync } from "node:fs";
import type { Clock, Random } from "@xmap/contract";
import { underLock } from "./file-lock.ts";
import { readSealed, writeSealed } from "./sealed-file.ts";
import { KEY_NAME, NEW_KEY_NAME, readSecretKey } from "./secret-key.ts";
import type { SecretSource } from "./secret-source.ts";

/** What is kept under a name; `changedAt` in milliseconds since 1970. */
export interface KeptSecret {
  readonly text: string;
  readonly changedAt: number;
}

/** Secrets that people have set, by their names, and tokens that systems have given, as `SYSTEM/NAME`. */
export interface KeptSecrets {
  readonly secrets: Readonly<Record<string, KeptSecret>>;
  readonly tokens: Readonly<Record<string, KeptSecret>>;
}

export interface SecretStoreParts {
  readonly file: string;
  /** Where the key is looked for, each time anew. */
  readonly keys: SecretSource;
  readonly clock: Clock;
  readonly random: Random;
}

const LONGEST_WRITE_MILLISECONDS = 10_000;
const NOTHING: KeptSecrets = { secrets: {}, tokens: {} };

/** An encrypted file of secrets. It is read anew each time, since other processes may change it. */
export class SecretStore {
  readonly #parts: SecretStoreParts;

  constructor(parts: SecretStoreParts) {
    this.#parts = parts;
  }

  get file(): string {
    return this.#parts.file;
  }

  /** Differs when the file has changed; needs no key. */
  stamp(): string {
    const found = statSync(this.#parts.file, { throwIfNoEntry: false });
    return found === undefined ? "none" : `${found.ino} ${found.mtimeMs}`;
  }

  /** All that is kept; throws a CommandError when the key is missing or wrong. A file that is not there is empty and needs no key. */
  async read(): Promise<KeptSecrets> {
    const { file, keys } = this.#parts;
    if (!existsSync(file)) return NOTHING;
    const key = readSecretKey(await keys.read(KEY_NAME));
    return parseKept(readSealed(file, () => key));
  }

  /** Changes what is kept, whole or not at all; nobody's change in between is lost. */
  change(changed: (kept: KeptSecrets, now: number) => KeptSecrets): Promise<void> {
    const { file, keys, clock, random } = this.#parts;
    return this.#alone(async () => {
      const key = readSecretKey(await keys.read(KEY_NAME));
      const kept = parseKept(readSealed(file, () => key));
      writeSealed(file, key, JSON.stringify(changed(kept, clock.now())), random);
    });
  }

  /** Writes all that is kept with the key in XMAP_NEW_SECRET_KEY. */
  changeKey(): Promise<void> {
    const { file, keys, random } = this.#parts;
    return this.#alone(async () => {
      const before = readSecretKey(await keys.read(KEY_NAME));
      const after = readSecretKey(await keys.read(NEW_KEY_NAME), NEW_KEY_NAME);
      writeSealed(file, after, JSON.stringify(parseKept(readSealed(file, () => before))), random);
    });
  }

  /** The secrets that people have set, as a source. */
  source(): SecretSource {
    const { file } = this.#parts;
    return {
      place: file,
      read: async (name) => {
        const { secrets } = await this.read();
        const kept = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
        return kept === undefined ? undefined : { text: kept.text, from: file };
      },
    };
  }

  #alone(work: () => Promise<void>): Promise<void> {
    const { file, clock } = this.#parts;
    return underLock(`${file}-lock`, { clock, milliseconds: LONGEST_WRITE_MILLISECONDS }, work);
  }
}

/** The file is our own and its content is authentic, so its form is what was written. */
function parseKept(text: string | undefined): KeptSecrets {
  return text === undefined ? NOTHING : (JSON.parse(text) as KeptSecrets);
}
