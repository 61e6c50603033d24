import type { EngineSummary, WaitingRecord } from "@xmap/contract";

/** What the runtime says of itself at `/status`. */
export interface RuntimeStatus {
  readonly summary: EngineSummary;
  readonly waiting: readonly WaitingRecord[];
}

/** Asks a running runtime. */
export async function readStatus(url: string): Promise<RuntimeStatus> {
  const response = await fetch(`${url}/status`);
  if (!response.ok) throw new Error(`${url}/status answered ${response.status}`);
  return (await response.json()) as RuntimeStatus;
}

/** The hold or dead letter of an order, if it waits for a person. */
export function waitingOf(status: RuntimeStatus, orderId: number): WaitingRecord | undefined {
  return status.waiting.find((waiting) => waiting.flow === "OrderToCash" && waiting.record === `shop/Order/${orderId}`);
}

/** Everything that is said about why a record waits. */
export function reasonOf(waiting: WaitingRecord): string {
  return [...waiting.problems.map((problem) => problem.message), waiting.failure?.message ?? ""]
    .filter((text) => text !== "")
    .join("; ");
}
