/** Where a message goes: a declared system, and the receiver that it is to find (empty for its usual one). */
export interface Channel {
  readonly system: string;
  readonly receiver: string;
}

/** Reads `team` or `team.sales`. */
export function readChannel(text: string): Channel {
  const [system = "", ...rest] = text.split(".");
  return { system, receiver: rest.join(".") };
}
