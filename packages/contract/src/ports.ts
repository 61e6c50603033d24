/** Time as a port, so that every test is deterministic. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Calls back once after so many milliseconds; the answer cancels it. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** Randomness as a port. */
export interface Random {
  /** At least 0, below 1. */
  fraction(): number;
  bytes(count: number): Uint8Array;
}
