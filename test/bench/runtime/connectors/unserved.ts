import { Failure, type FailureParts } from "@xmap/contract";

/** What a session rejects with where its system offers nothing. */
export function unserved(system: string, operation: string): Failure {
  const parts: FailureParts = { class: "Forbidden", system, operation, message: `${system} offers no ${operation}` };
  return new Failure(parts);
}
