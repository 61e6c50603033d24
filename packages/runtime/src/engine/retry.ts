import type { FailureRetry, FlowModule, Random } from "@xmap/contract";

export type RetryPolicy = Pick<
  NonNullable<FlowModule["policy"]>["retry"],
  "fromMilliseconds" | "toMilliseconds" | "forMilliseconds"
>;

/** What holds for a flow without a policy. */
export const DEFAULT_RETRY: RetryPolicy = {
  fromMilliseconds: 1_000,
  toMilliseconds: 300_000,
  forMilliseconds: 86_400_000,
};

export interface RetryQuestion {
  readonly policy: RetryPolicy;
  readonly retry: FailureRetry;
  /** Failed attempts so far, this one included. */
  readonly attempts: number;
  /** Milliseconds since the first failure. */
  readonly failedFor: number;
  readonly random: Random;
}

/** Milliseconds until the next attempt (exponential backoff with full jitter), undefined when the policy is used up. */
export function nextRetry({ policy, retry, attempts, failedFor, random }: RetryQuestion): number | undefined {
  const ceiling = Math.min(policy.toMilliseconds, policy.fromMilliseconds * 2 ** Math.min(attempts - 1, 40));
  const asked = retry.when === "after" ? retry.milliseconds : 0;
  const delay = Math.max(asked, Math.round(ceiling * random.fraction()));
  return failedFor + delay > policy.forMilliseconds ? undefined : delay;
}

/** Milliseconds before the next probe of a paused system: 250 ms doubling to `longest`, half of it jitter. */
export function nextProbe(probes: number, longest: number, random: Random): number {
  const ceiling = Math.min(longest, 250 * 2 ** Math.min(probes, 20));
  return Math.round(ceiling * (0.5 + 0.5 * random.fraction()));
}
