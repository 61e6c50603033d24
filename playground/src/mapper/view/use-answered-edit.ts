import { useCallback } from "react";
import { useSession } from "../../state/session-context.ts";
import type { PictureEdit } from "../edits/picture-intent.ts";

const OVERTAKEN = "The text has changed meanwhile: do it once more.";

/** Writes an answered edit into the text unless that has changed meanwhile; answers why not, or the line that was made. */
export function useAnsweredEdit() {
  const { session } = useSession();
  return useCallback(
    async (
      ask: () => Promise<PictureEdit | undefined>,
      done: string,
    ): Promise<{ readonly problem: string } | { readonly line: string | undefined }> => {
      const before = session.work.files;
      const answer = await ask();
      const refuse = (problem: string) => {
        session.say(problem);
        return { problem };
      };
      if (answer === undefined) return refuse(OVERTAKEN);
      if (answer.kind === "refused") return refuse(answer.reason);
      if (session.work.files.get(answer.file) !== before.get(answer.file)) return refuse(OVERTAKEN);
      session.changeFile(answer.file, answer.changes);
      session.say([done, ...answer.mends].join(" ").trim());
      return { line: answer.line };
    },
    [session],
  );
}
