import { useCallback, useMemo } from "react";
import { jumpPlaceOf, restOfLine } from "../state/jump-place.ts";
import { usePlayground, useSession } from "../state/session-context.ts";
import { type FollowedValue, type Following, follow } from "./follow-trace.ts";

/** What the value that is followed is connected with; undefined while none is. */
export function useFollowing(): Following | undefined {
  const followed = usePlayground((state) => state.followed);
  const run = usePlayground((state) => state.run);
  return useMemo(
    () => (followed === undefined || run?.kind !== "result" ? undefined : follow(run.result.trace, followed)),
    [followed, run],
  );
}

/** Follows a value, and shows its rule in the text and in the picture. */
export function useFollow(): (followed: FollowedValue) => void {
  const { session, jumps, cursor } = useSession();
  return useCallback(
    (followed) => {
      session.follow(followed);
      const { run } = session.store.get();
      if (run?.kind !== "result") return;
      const [rule] = follow(run.result.trace, followed).rules;
      const text = rule === undefined ? undefined : session.work.files.get(rule.place.file);
      if (rule === undefined || text === undefined) return;
      const { file } = rule.place;
      const span = restOfLine(text, rule.place);
      jumps.show(file, jumpPlaceOf(file, text, span));
      cursor.showed({ path: file, offset: span.start });
    },
    [session, jumps, cursor],
  );
}
