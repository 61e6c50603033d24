import { useCallback, useEffect, useRef, useState } from "react";
import { jumpPlaceOf } from "../../state/jump-place.ts";
import { useSession } from "../../state/session-context.ts";
import type { TextPlace } from "../../state/text-cursor.ts";
import { lineWords } from "../layout/line-words.ts";
import type { PictureLine } from "../model/mapping-picture.ts";

/** Which line is selected: text and picture select for one another. */
export function useLineSelection(lines: readonly PictureLine[]) {
  const { session, jumps, cursor } = useSession();
  const [selected, select] = useState<string>();
  // Where somebody is in the text while the picture follows; what is typed there has its line a moment later.
  const place = useRef<TextPlace>(undefined);

  const showText = useCallback(
    ({ file, span }: PictureLine, isFocused: boolean) => {
      const place = jumpPlaceOf(file, session.work.files.get(file) ?? "", span);
      if (isFocused) jumps.jump(file, place);
      else jumps.show(file, place);
    },
    [session, jumps],
  );
  const selectLine = useCallback(
    (line: PictureLine) => {
      place.current = undefined;
      select(line.id);
      session.say(`${lineWords(line)}.`);
      showText(line, false);
    },
    [session, showText],
  );

  // A line that a change has made is shown in the text as soon as there is one.
  const awaited = useRef<string>(undefined);
  const selectMade = useCallback((id: string, before: string | undefined) => {
    if (before === undefined) {
      awaited.current = id;
      place.current = undefined;
      select(id);
    } else {
      // Who has selected another line meanwhile stays there.
      select((current) => (current === before ? id : current));
    }
  }, []);

  const latest = useRef(lines);
  useEffect(() => {
    latest.current = lines;
    const made = lines.find(({ id }) => id === awaited.current);
    if (made !== undefined) {
      awaited.current = undefined;
      showText(made, false);
    } else if (place.current !== undefined) {
      const line = lineAt(lines, place.current);
      if (line !== undefined) select(line.id);
    }
  }, [lines, showText]);
  useEffect(
    () =>
      cursor.listen((moved) => {
        place.current = moved;
        const line = lineAt(latest.current, moved);
        if (line !== undefined) select(line.id);
      }),
    [cursor],
  );
  return { selected, selectMade, selectLine, showText };
}

/** The innermost rule at a place of the text. */
function lineAt(lines: readonly PictureLine[], { path, offset }: TextPlace): PictureLine | undefined {
  const around = lines.filter(({ file, span }) => file === path && span.start <= offset && offset <= span.end);
  return around.toSorted((one, other) => lengthOf(one) - lengthOf(other))[0];
}

function lengthOf({ span }: PictureLine): number {
  return span.end - span.start;
}
