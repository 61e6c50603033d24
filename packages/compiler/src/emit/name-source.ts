import type { ExportedName } from "../ir/code.ts";

/** What a file calls names from elsewhere; asking imports them. */
export interface NameSource {
  value(exported: ExportedName): string;
  type(exported: ExportedName): string;
  helper(name: string): string;
  helperType(name: string): string;
}
