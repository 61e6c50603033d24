import { useCallback } from "react";
import { useSession } from "../../state/session-context.ts";
import type { PictureIntent } from "../edits/picture-intent.ts";
import type { MappingChoice } from "../model/picture-of.ts";
import { useAnsweredEdit } from "./use-answered-edit.ts";

/** Changes the text as a picture wants it; answers why not, or nothing when it is done. */
export type EditPicture = (intent: PictureIntent, done: string) => Promise<string | undefined>;

/** What changes a picture's text. `made` is told the line that a change has made, and which it was before. */
export function usePictureEdits(
  { path, name }: MappingChoice,
  made: (line: string, before: string | undefined) => void,
): EditPicture {
  const { client } = useSession();
  const write = useAnsweredEdit();
  return useCallback(
    async (intent, done) => {
      const answer = await write(() => client.ask("editPicture", { path, name, intent }), done);
      if ("problem" in answer) return answer.problem;
      if (answer.line !== undefined) made(answer.line, "line" in intent ? intent.line : undefined);
      return undefined;
    },
    [client, write, path, name, made],
  );
}
