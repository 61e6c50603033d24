import type { RegisteredWebhook } from "@xmap/contract";

/** What is to happen with the webhooks of one resource. */
export interface PlannedWebhook {
  readonly resource: string;
  /** `move` changes the address, `off` was switched off by people and stays so. */
  readonly change: "add" | "move" | "remove" | "keep" | "off";
}

/** Compares what triggers wait for with what is set up; `address` is where this xmap is reached, without the secret. */
export function planWebhooks(
  wanted: readonly string[],
  registered: readonly RegisteredWebhook[],
  address: string | undefined,
): readonly PlannedWebhook[] {
  const known = registered.map(({ resource, address: told, active }): PlannedWebhook => {
    if (!wanted.includes(resource)) return { resource, change: "remove" };
    if (address !== undefined && withoutSecret(told) !== withoutSlash(address)) return { resource, change: "move" };
    return { resource, change: active ? "keep" : "off" };
  });
  const missing = wanted.filter((name) => !registered.some(({ resource }) => resource === name));
  return [...known, ...missing.map((resource): PlannedWebhook => ({ resource, change: "add" }))];
}

/** True where carrying the plan out changes something. */
export function changesAnything(plan: readonly PlannedWebhook[]): boolean {
  return plan.some(({ change }) => change === "add" || change === "move" || change === "remove");
}

function withoutSecret(address: string): string {
  return withoutSlash(address.replace(/\/\*+$/, ""));
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, "");
}
