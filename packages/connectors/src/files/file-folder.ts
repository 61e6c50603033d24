import { createReadStream } from "node:fs";
import { chmod, open, readFile, rename, rm, stat, unlink } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { type DataRecord, Failure, type FailureClass } from "@xmap/contract";
import type { FileFormat, FileRow, OpenedFile } from "./file-format.ts";

/** What becomes of a file: rows that are replaced by others, and rows that are added at its end. */
export interface FileChange {
  /** The record that stands there afterwards; the same one leaves the row's text as it is. */
  replace(record: DataRecord): DataRecord;
  /** Asked when all rows have been seen. */
  added(): readonly DataRecord[];
}

const CHUNK_BYTES = 256 * 1024;
const FLUSHED_CHARACTERS = 256 * 1024;

/** Files of one format in a folder, each a resource. */
export class FileFolder {
  readonly path: string;
  readonly #system: string;
  readonly #format: FileFormat;
  /** The last write of each file, after which the next one begins. */
  readonly #writing = new Map<string, Promise<unknown>>();

  constructor(path: string, system: string, format: FileFormat) {
    this.path = path;
    this.#system = system;
    this.#format = format;
  }

  failure(kind: FailureClass, operation: string, message: string, effect?: "none"): Failure {
    const more = effect === undefined ? {} : { effect };
    return new Failure({ class: kind, system: this.#system, operation, message, ...more });
  }

  /** Another text whenever the file may hold something else. */
  async version(resource: string, operation: string): Promise<string> {
    const found = await stat(this.#fileOf(resource, operation), { bigint: true }).catch(() => undefined);
    if (found === undefined) throw this.#missing(resource, operation);
    return [found.mtimeNs, found.size, found.ino].join("-");
  }

  /** The rows of a file, read as they are asked for; a file that breaks is told as Invalid with the line. */
  async open(resource: string, operation: string): Promise<OpenedFile & { close(): void }> {
    const file = this.#fileOf(resource, operation);
    await this.version(resource, operation);
    const text = openText(file);
    const opened = await this.#heeding(resource, operation, () => this.#format.open(text.chunks)).catch(
      (thrown: unknown) => {
        text.close();
        throw thrown;
      },
    );
    const heeding = <Result>(work: () => Promise<Result>) => this.#heeding(resource, operation, work);
    return {
      ...opened,
      close: () => text.close(),
      rows: {
        async *[Symbol.asyncIterator](): AsyncGenerator<FileRow> {
          const rows = opened.rows[Symbol.asyncIterator]();
          try {
            for (;;) {
              const next = await heeding(() => rows.next());
              if (next.done === true) return;
              yield next.value;
            }
          } finally {
            text.close();
          }
        },
      },
    };
  }

  /** The file without its rows. */
  async head(resource: string, operation: string): Promise<OpenedFile> {
    const file = await this.open(resource, operation);
    file.close();
    return file;
  }

  /** One writer at a time: the whole file is written beside it, and takes its place when it is on disk. */
  change(resource: string, operation: string, change: FileChange): Promise<void> {
    const file = this.#fileOf(resource, operation);
    const before = this.#writing.get(file) ?? Promise.resolve();
    const work = before
      .catch(() => {})
      .then(() => this.#locked(file, operation, () => this.#rewrite(resource, file, operation, change)));
    this.#writing.set(file, work);
    return work;
  }

  async #rewrite(resource: string, file: string, operation: string, change: FileChange): Promise<void> {
    const { mode } = await stat(file).catch(() => {
      throw this.#missing(resource, operation);
    });
    const temporary = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
    const output = await open(temporary, "w", mode).catch((thrown: unknown) => {
      throw this.#unwritable(resource, operation, thrown);
    });
    try {
      const source = await this.open(resource, operation);
      const written = new BufferedText(source.head === "" ? "" : whole(source.head, source.lineEnd));
      const put = async (row: string): Promise<void> => {
        const full = written.add(row);
        if (full !== undefined) await output.write(full);
      };
      for await (const row of source.rows) {
        const after = change.replace(row.record);
        await put(after === row.record ? whole(row.text, source.lineEnd) : this.#rendered(after, source, operation));
      }
      for (const record of change.added()) await put(this.#rendered(record, source, operation));
      await output.write(written.take());
      await output.sync();
      await output.close();
      await chmod(temporary, mode);
      await rename(temporary, file);
      await syncFolder(dirname(file));
    } catch (thrown) {
      await output.close().catch(() => {});
      await rm(temporary, { force: true });
      throw thrown instanceof Failure ? thrown : this.#unwritable(resource, operation, thrown);
    }
  }

  #rendered(record: DataRecord, { columns, lineEnd }: OpenedFile, operation: string): string {
    try {
      return `${this.#format.render(record, columns)}${lineEnd}`;
    } catch (thrown) {
      if (!(thrown instanceof TypeError)) throw thrown;
      throw this.failure("Invalid", operation, thrown.message);
    }
  }

  /** Another process that writes is not waited for: the caller tries again. */
  async #locked(file: string, operation: string, work: () => Promise<void>): Promise<void> {
    const lock = `${file}.lock`;
    const take = () => open(lock, "wx");
    const taken = await take().catch(async (thrown: unknown) => {
      if (codeOf(thrown) !== "EEXIST") throw this.#unwritable(basename(file), operation, thrown);
      if (await isHeld(lock)) {
        const message = `${basename(file)} is being written by another process; if there is none, remove ${lock}`;
        throw this.failure("Transient", operation, message, "none");
      }
      await unlink(lock).catch(() => {});
      return take().catch((again: unknown) => {
        throw this.#unwritable(basename(file), operation, again);
      });
    });
    try {
      await taken.write(String(process.pid));
      await taken.close();
      await work();
    } finally {
      await rm(lock, { force: true });
    }
  }

  #fileOf(resource: string, operation: string): string {
    if (!/^[\w-]+(?:\.[\w-]+)*$/.test(resource))
      throw this.failure("SchemaDrift", operation, `"${resource}" names no ${this.#format.extension} file`);
    return resolve(this.path, `${resource}${this.#format.extension}`);
  }

  #missing(resource: string, operation: string): Failure {
    return this.failure("SchemaDrift", operation, `There is no ${resource}${this.#format.extension} in ${this.path}`);
  }

  /** A full disk or missing rights: the file is as it was. */
  #unwritable(resource: string, operation: string, thrown: unknown): Failure {
    const kind = codeOf(thrown) === "EACCES" || codeOf(thrown) === "EROFS" ? "Forbidden" : "Maintenance";
    return this.failure(kind, operation, `${resource} cannot be written: ${codeOf(thrown)}`, "none");
  }

  async #heeding<Result>(resource: string, operation: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (thrown) {
      if (thrown instanceof Failure) throw thrown;
      const name = `${resource}${this.#format.extension}`;
      if (thrown instanceof SyntaxError) throw this.failure("Invalid", operation, `${name}: ${thrown.message}`);
      if (codeOf(thrown) === "ENOENT") throw this.#missing(resource, operation);
      const kind = codeOf(thrown) === "EACCES" ? "Forbidden" : "Maintenance";
      throw this.failure(kind, operation, `${name} cannot be read: ${codeOf(thrown)}`);
    }
  }
}

/** Text of a file in pieces, which throw a SyntaxError when it is not UTF-8. Closing it ends the reading. */
function openText(file: string): { readonly chunks: AsyncIterable<string>; close(): void } {
  const stream = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  // A stream that nobody reads yet must not end the process when it fails.
  stream.on("error", () => {});
  return { chunks: decoded(stream), close: () => void stream.destroy() };
}

async function* decoded(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      throw new SyntaxError("The file is not UTF-8; save it as UTF-8");
    }
  };
  for await (const bytes of stream) yield decode(bytes);
  yield decode();
}

/** The last row may stand there without a line end. */
function whole(text: string, lineEnd: string): string {
  return text.endsWith("\n") || text.endsWith("\r") ? text : `${text}${lineEnd}`;
}

/** Text that is written in large pieces. */
class BufferedText {
  #parts: string[];
  #length: number;

  constructor(first: string) {
    this.#parts = [first];
    this.#length = first.length;
  }

  /** All of the text when there is enough of it. */
  add(part: string): string | undefined {
    this.#parts.push(part);
    this.#length += part.length;
    return this.#length < FLUSHED_CHARACTERS ? undefined : this.take();
  }

  take(): string {
    const text = this.#parts.join("");
    this.#parts = [];
    this.#length = 0;
    return text;
  }
}

async function isHeld(lock: string): Promise<boolean> {
  const written = await readFile(lock, "utf8").catch(() => "");
  const holder = Number(written);
  // A lock without a number is being written at this moment.
  if (!Number.isInteger(holder) || holder <= 0) return true;
  if (holder === process.pid) return true;
  try {
    process.kill(holder, 0);
    return true;
  } catch (thrown) {
    return codeOf(thrown) !== "ESRCH";
  }
}

/** The rename is on disk when the folder is; systems that cannot say so are taken at their word. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => undefined);
  await folder?.sync().catch(() => {});
  await folder?.close();
}

function codeOf(thrown: unknown): string {
  const code: unknown = typeof thrown === "object" && thrown !== null ? Reflect.get(thrown, "code") : undefined;
  return typeof code === "string" ? code : "unknown error";
}
