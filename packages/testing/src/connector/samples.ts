import type { Value } from "@xmap/contract";
import type { ReadCaseName } from "./subject.ts";

/** Letters of several scripts, a combining mark, an emoji made of three and one outside the basic plane. */
export const UNICODE_SAMPLE = "Łódź 東京 שלום e\u0301 \u{1F469}\u200D\u{1F527} \u{1D54F}";

/** What the suites put into a system, in the contract's own values. */
export const READ_SAMPLES: Readonly<Record<ReadCaseName, Value>> = {
  unicode: UNICODE_SAMPLE,
  decimal: 1234.56,
  bigNumber: "9007199254740993",
  emptyText: null,
  emptyList: [],
  instant: "2026-03-04T12:00:00Z",
  archived: "set aside",
};
