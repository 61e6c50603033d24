import type { DataRecord } from "@xmap/contract";

/** A row with the text that it stands in, line end included. */
export interface FileRow {
  readonly record: DataRecord;
  readonly text: string;
}

/** A file that is being read. */
export interface OpenedFile {
  /** Names of the columns; undefined where each row names its own. */
  readonly columns: readonly string[] | undefined;
  /** What stands before the rows. */
  readonly head: string;
  readonly lineEnd: string;
  readonly rows: AsyncIterable<FileRow>;
}

/** How records stand in files; texts that are no such file are told by a SyntaxError that names the line. */
export interface FileFormat {
  /** With its dot. */
  readonly extension: string;
  open(chunks: AsyncIterable<string>): Promise<OpenedFile>;
  /** A row without its line end; throws a TypeError that names the field for what it cannot hold. */
  render(record: DataRecord, columns: readonly string[] | undefined): string;
}
