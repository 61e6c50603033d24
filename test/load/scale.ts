const isWhole = process.env.XMAP_LOAD === "whole";

/** Records of an initial load. */
export const RECORDS = isWhole ? 10_000 : 1_000;
/** Calls a second that the policy of each connector allows; 504 of 560 are made, since a tenth is always kept back. */
export const CALLS_PER_SECOND = isWhole ? 560 : 60;
/** How long calls are made at that rate. */
export const SECONDS = isWhole ? 10 : 3;
/** The share of that rate that is reached at least; a tenth is always kept back. */
export const REACHED_SHARE = 0.85;

/** A run beside other tests has no machine of its own, and its clock says nothing of the rate. */
export const JUDGES_TIME = isWhole;
