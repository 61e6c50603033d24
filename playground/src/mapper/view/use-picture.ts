import { useEffect, useRef, useState } from "react";
import { usePlayground, useSession } from "../../state/session-context.ts";
import type { MappingPicture, PictureSides } from "../model/mapping-picture.ts";
import type { MappingChoice } from "../model/picture-of.ts";

/** A picture with its trees. */
export interface ShownPicture {
  readonly picture: MappingPicture;
  readonly sides: PictureSides;
}

/** The picture of a mapping as the newest text has it; null when there is no such mapping, undefined until it is known. */
export function usePicture(choice: MappingChoice | undefined): ShownPicture | null | undefined {
  const { client } = useSession();
  const files = usePlayground((state) => state.work.files);
  const opening = usePlayground((state) => state.opening);
  const sides = useRef<{ readonly opening: number; readonly sides: PictureSides }>(undefined);
  const [shown, show] = useState<ShownPicture | null>();
  const { path, name } = choice ?? { path: "", name: "" };
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when any file is another one
  useEffect(() => {
    if (path === "") {
      show(null);
      return;
    }
    let isCurrent = true;
    const known = sides.current?.opening === opening ? sides.current.sides : undefined;
    void client.ask("picture", { path, name, knownSides: known?.key }).then((picture) => {
      if (!isCurrent || picture === undefined) return;
      const trees = picture === null ? undefined : (picture.sides ?? known);
      if (picture === null || trees === undefined) {
        show(null);
        return;
      }
      sides.current = { opening, sides: trees };
      show({ picture, sides: trees });
    });
    return () => {
      isCurrent = false;
    };
  }, [client, path, name, files, opening]);
  return shown;
}
