import { createContext, useContext } from "react";
import type { DiskSync } from "../disk/disk-sync.ts";
import type { LanguageClient } from "../worker/language-client.ts";
import type { Jumps } from "./jumps.ts";
import type { PlaygroundState } from "./playground-state.ts";
import type { Session } from "./session.ts";
import { useStore } from "./store.ts";
import type { TextCursor } from "./text-cursor.ts";

/** What every part of the page can use. */
export interface SessionAccess {
  readonly session: Session;
  readonly client: LanguageClient;
  readonly jumps: Jumps;
  readonly cursor: TextCursor;
  /** Undefined where no folder on disk is behind the page. */
  readonly disk: DiskSync | undefined;
}

export const SessionContext = createContext<SessionAccess | undefined>(undefined);

export function useSession(): SessionAccess {
  const access = useContext(SessionContext);
  if (access === undefined) throw new Error("There is no session around this component.");
  return access;
}

/** A part of the playground's state; the component is drawn again when it is another one. */
export function usePlayground<Part>(select: (state: PlaygroundState) => Part): Part {
  return useStore(useSession().session.store, select);
}
