import { useMemo } from "react";
import type { FollowedValue } from "../trace/follow-trace.ts";
import { jsonPlaceAt, jsonPlaces } from "../trace/json-places.ts";
import { useFollow, useFollowing } from "../trace/use-following.ts";
import SideEditor from "./side-editor.tsx";

interface JsonFollowerProps {
  readonly label: string;
  readonly side: FollowedValue["side"];
  readonly text: string;
  readonly onChange?: (text: string) => void;
}

/** A record as JSON whose values are followed: the one at the cursor, and those that belong to another one. */
export default function JsonFollower({ label, side, text, onChange }: JsonFollowerProps) {
  const following = useFollowing();
  const followValue = useFollow();
  const places = useMemo(() => jsonPlaces(text), [text]);
  const marks = useMemo(() => {
    if (following === undefined) return [];
    const { followed } = following;
    const paths = followed.side === side ? [followed.path] : side === "input" ? following.inputs : following.outputs;
    return places.filter(({ path }) => path !== "" && paths.includes(path)).map(({ span }) => span);
  }, [following, places, side]);
  return (
    <SideEditor
      label={label}
      language="json"
      text={text}
      marks={marks}
      onPlace={(offset) => {
        const place = jsonPlaceAt(text, places, offset);
        if (place !== undefined && place.path !== "") followValue({ side, path: place.path });
      }}
      {...(onChange === undefined ? {} : { onChange })}
    />
  );
}
