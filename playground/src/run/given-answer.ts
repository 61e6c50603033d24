import type { Value } from "@xmap/contract";

/** What a person says that a system would answer. */
export type GivenAnswer =
  | { readonly kind: "found"; readonly value: Value }
  | { readonly kind: "none" }
  | { readonly kind: "several" };
