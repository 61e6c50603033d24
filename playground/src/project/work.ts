import type { GivenAnswer } from "../run/given-answer.ts";
import type { ProjectFiles } from "./project-files.ts";

/** A binding by the file that declares it, in one of its directions. */
export interface BindingChoice {
  readonly file: string;
  readonly name: string;
  /** From right to left, which only two-way bindings can. */
  readonly isBack: boolean;
}

/** Everything that a person made here: what is saved, shared and downloaded. */
export interface Work {
  /** The example that it began with. */
  readonly example: string;
  readonly files: ProjectFiles;
  /** Files that have a tab, in their order. */
  readonly open: readonly string[];
  readonly active: string;
  readonly binding: BindingChoice | undefined;
  /** Sample records as JSON text by `SYSTEM/RESOURCE`. */
  readonly samples: Readonly<Record<string, string>>;
  /** Answers to lookups and references by the name of their question. */
  readonly answers: Readonly<Record<string, GivenAnswer>>;
  /** Expected outputs as JSON text by `bindingKey`. */
  readonly expected: Readonly<Record<string, string>>;
}

/** Names a binding in tables. */
export function bindingKey({ file, name, isBack }: BindingChoice): string {
  return `${file}#${name}${isBack ? "#back" : ""}`;
}

/** Names a record type in tables. */
export function resourceKey(entity: { readonly system: string; readonly resource: string }): string {
  return `${entity.system}/${entity.resource}`;
}
