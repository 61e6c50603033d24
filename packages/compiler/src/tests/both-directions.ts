import type { CheckedBlock } from "@xmap/language";

/** What has rules: those from left to right, and those of its way back where there is one. */
interface Mapping {
  readonly block: CheckedBlock;
  readonly reverse: { readonly block: CheckedBlock } | undefined;
}

/** The sides of a binding, or of a set of rules, that have rules. */
export function bothDirections({ block, reverse }: Mapping): readonly { readonly block: CheckedBlock }[] {
  return reverse === undefined ? [{ block }] : [{ block }, reverse];
}
