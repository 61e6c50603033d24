import type { ExportedName } from "../ir/code.ts";

/** What a file calls names from elsewhere; asking imports them. */
export interface NameSource {
  /** False: JavaScript without types is printed. */
  readonly typed: boolean;
  value(exported: ExportedName): string;
  type(exported: ExportedName): string;
  helper(name: string): string;
  helperType(name: string): string;
}
