import type { Sessions } from "@xmap/contract";

/** Sessions of an engine that only reads; what the installation keeps for itself is a copy, which it may write. */
export interface RehearsedSessions {
  readonly sessions: Sessions;
  /** Systems that are a copy. */
  readonly rehearsed: readonly string[];
}

/** Replaces what the installation keeps for itself by copies in a folder. `checked` are the same sessions with their pins checked. */
export async function rehearsedSessions(
  opened: Sessions,
  checked: Sessions,
  folder: string,
): Promise<RehearsedSessions> {
  const copies: [string, Sessions[string]][] = [];
  for (const [system, session] of Object.entries(opened)) {
    const copy = await session.copyFor?.(folder);
    if (copy !== undefined) copies.push([system, copy]);
  }
  return { sessions: { ...checked, ...Object.fromEntries(copies) }, rehearsed: copies.map(([system]) => system) };
}
