import { useCallback, useEffect, useRef, useState } from "react";
import { jumpPlaceOf } from "../../state/jump-place.ts";
import { useSession } from "../../state/session-context.ts";
import { lineWords } from "../layout/line-words.ts";
import type { PictureLine } from "../model/mapping-picture.ts";

/** Which line is selected: text and picture select for one another. */
export function useLineSelection(lines: readonly PictureLine[]) {
  const { session, jumps, cursor } = useSession();
  const [selected, select] = useState<string>();

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
      select(line.id);
      session.say(`${lineWords(line)}.`);
      showText(line, false);
    },
    [session, showText],
  );

  const latest = useRef(lines);
  latest.current = lines;
  useEffect(
    () =>
      cursor.listen(({ path, offset }) => {
        const around = latest.current.filter(
          ({ file, span }) => file === path && span.start <= offset && offset <= span.end,
        );
        const [innermost] = around.toSorted((one, other) => lengthOf(one) - lengthOf(other));
        if (innermost !== undefined) select(innermost.id);
      }),
    [cursor],
  );
  return { selected, select, selectLine, showText };
}

function lengthOf({ span }: PictureLine): number {
  return span.end - span.start;
}
