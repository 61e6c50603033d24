import { hashText } from "@xmap/contract";
import type { ProjectFiles } from "./project-files.ts";
import type { BindingChoice } from "./work.ts";

/** A project to begin with. */
export interface Example {
  readonly id: string;
  readonly title: string;
  readonly files: ProjectFiles;
  /** The mapping that is shown first. */
  readonly main: string;
  readonly binding: BindingChoice | undefined;
  /** Sample records as JSON text by `SYSTEM/RESOURCE`. */
  readonly samples: Readonly<Record<string, string>>;
}

/** Equal for equal files: a link made with another state of the example is told by it. */
export function hashOfFiles(files: ProjectFiles): string {
  const sorted = [...files].sort(([left], [right]) => (left < right ? -1 : 1));
  return hashText(JSON.stringify(sorted)).slice(0, 12);
}
