import { useCallback } from "react";
import { useSession } from "../../state/session-context.ts";
import type { PictureIntent } from "../edits/picture-intent.ts";
import type { MappingChoice } from "../model/picture-of.ts";

/** Changes the text as a picture wants it; answers why not, or nothing when it is done. */
export type EditPicture = (intent: PictureIntent, done: string) => Promise<string | undefined>;

const OVERTAKEN = "The text has changed meanwhile: do it once more.";

/** What changes a picture's text. `made` is told the line that a change has made. */
export function usePictureEdits({ path, name }: MappingChoice, made: (line: string) => void): EditPicture {
  const { client, session } = useSession();
  return useCallback(
    async (intent, done) => {
      const before = session.work.files;
      const answer = await client.ask("editPicture", { path, name, intent });
      const problem = (reason: string): string => {
        session.say(reason);
        return reason;
      };
      if (answer === undefined) return problem(OVERTAKEN);
      if (answer.kind === "refused") return problem(answer.reason);
      if (session.work.files.get(answer.file) !== before.get(answer.file)) return problem(OVERTAKEN);
      session.changeFile(answer.file, answer.changes);
      session.say([done, ...answer.mends].join(" ").trim());
      if (answer.line !== undefined) made(answer.line);
      return undefined;
    },
    [client, session, path, name, made],
  );
}
