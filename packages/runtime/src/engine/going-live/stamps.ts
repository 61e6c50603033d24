/** A stretch of time: from `since` until just before `until`, milliseconds since 1970; undefined ends are open. */
export interface Period {
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** Whether a system's stamp lies in the period; a stamp that is no instant counts as in it, so that nothing is lost. */
export function isWithin(stamp: string | undefined, { since, until }: Period): boolean {
  const at = stamp === undefined ? Number.NaN : Date.parse(stamp);
  if (Number.isNaN(at)) return true;
  return (since === undefined || at >= since) && (until === undefined || at < until);
}
