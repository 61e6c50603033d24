import type { RefObject } from "react";
import type { LineShapes } from "../layout/line-shapes.ts";
import type { PictureLine } from "../model/mapping-picture.ts";
import { LineLayer } from "./line-layer.tsx";
import type { DragLine } from "./use-rule-drag.ts";

interface LineRoomProps {
  readonly room: RefObject<HTMLDivElement | null>;
  readonly drawn: LineShapes;
  readonly width: number;
  readonly height: number;
  readonly selected: string | undefined;
  readonly faulty: ReadonlySet<string>;
  readonly dragged: DragLine | undefined;
  readonly onSelect: (line: PictureLine) => void;
  readonly onDropPart: (line: PictureLine, part: string) => void;
}

const SIDES = ["left", "right"] as const;
const EDGES = ["above", "below"] as const;

/** The lines between the trees, and at the corners how many of them lead out of view. */
export function LineRoom({
  room,
  drawn,
  width,
  height,
  selected,
  faulty,
  dragged,
  onSelect,
  onDropPart,
}: LineRoomProps) {
  return (
    <div className="line-gap">
      <div className="line-room" ref={room}>
        <LineLayer
          drawn={drawn}
          width={width}
          height={height}
          selected={selected}
          drag={dragged}
          faulty={faulty}
          onSelect={onSelect}
          onDropPart={onDropPart}
        />
        {SIDES.flatMap((side) =>
          EDGES.map(
            (edge) =>
              drawn.out[side][edge] > 0 && (
                <span key={`${side} ${edge}`} className={`line-count is-${side} is-${edge}`}>
                  <span aria-hidden="true">{edge === "above" ? "↑" : "↓"} </span>
                  {drawn.out[side][edge]}
                  <span className="unseen">
                    {" "}
                    rules {edge} on the {side}
                  </span>
                </span>
              ),
          ),
        )}
      </div>
    </div>
  );
}
