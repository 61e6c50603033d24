import { useSyncExternalStore } from "react";
import { useSession } from "./session-context.ts";
import type { TextPlace } from "./text-cursor.ts";

/** Where the cursor is in the mapping's text; undefined until it has been anywhere. */
export function useTextPlace(): TextPlace | undefined {
  const { cursor } = useSession();
  return useSyncExternalStore(cursor.subscribe, () => cursor.place);
}
