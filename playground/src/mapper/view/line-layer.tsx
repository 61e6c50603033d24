import { memo } from "react";
import { curve, type LineShape, type LineShapes, lineLabel } from "../layout/line-shapes.ts";
import type { PictureLine } from "../model/mapping-picture.ts";
import type { DragLine } from "./use-rule-drag.ts";

const CHIP_HEIGHT = 18;
const LETTER_WIDTH = 6.4;

interface LineLayerProps {
  readonly drawn: LineShapes;
  readonly width: number;
  readonly height: number;
  readonly selected: string | undefined;
  /** A line that is being drawn: it follows the pointer. */
  readonly drag: DragLine | undefined;
  readonly faulty: ReadonlySet<string>;
  readonly onSelect: (line: PictureLine) => void;
  /** A part was let go over a line. */
  readonly onDropPart: (line: PictureLine, part: string) => void;
}

/** All lines in one drawing between the trees. It is hidden from those who hear: the rows say the same in words. */
export const LineLayer = memo(function LineLayer(props: LineLayerProps) {
  const { drawn, width, height, selected, drag, faulty, onSelect, onDropPart } = props;
  const ordered = drawn.shapes.toSorted(
    (one, other) => Number(one.line.id === selected) - Number(other.line.id === selected),
  );
  return (
    <svg className="line-layer" aria-hidden="true" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      {ordered.map((shape) => (
        <Line
          key={shape.line.id}
          shape={shape}
          width={width}
          isSelected={shape.line.id === selected}
          isFaulty={faulty.has(shape.line.id)}
          onSelect={onSelect}
          onDropPart={onDropPart}
        />
      ))}
      {drag !== undefined && <path className="line-drag" d={curve(drag.fromX, drag.fromY, drag.toX, drag.toY)} />}
    </svg>
  );
});

interface LineProps {
  readonly shape: LineShape;
  readonly width: number;
  readonly isSelected: boolean;
  readonly isFaulty: boolean;
  readonly onSelect: (line: PictureLine) => void;
  readonly onDropPart: (line: PictureLine, part: string) => void;
}

/** A rule: a curve from each of its sources to the chip that says what happens on the way, and on to its target. */
function Line({ shape, width, isSelected, isFaulty, onSelect, onDropPart }: LineProps) {
  const { line, sources, conditions, target } = shape;
  const isForward = line.sourceSide === "left";
  const label = target.isOut === undefined ? lineLabel(line) : "";
  const chipWidth = label === "" ? 0 : label.length * LETTER_WIDTH + 12;
  const sourceX = isForward ? 0 : width;
  const targetX = isForward ? width : 0;
  const arrowX = isForward ? width - 7 : 7;
  const joinX = isForward ? arrowX - chipWidth - 4 : arrowX + chipWidth + 4;
  const classes = [
    "line",
    `line-${line.kind}`,
    isSelected && "is-selected",
    isFaulty && "is-faulty",
    line.included !== undefined && "is-included",
  ];
  const arrow = isForward ? `M${targetX - 8} ${target.y - 4}l7 4l-7 4z` : `M${targetX + 8} ${target.y - 4}l-7 4l7 4z`;
  const paths = sources.map(({ y }) => curve(sourceX, y, joinX, target.y));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the drawing is hidden from those who hear; the rows do the same by key
    <g
      className={classes.filter(Boolean).join(" ")}
      data-line={line.id}
      onClick={() => onSelect(line)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        onDropPart(line, event.dataTransfer.getData("text/plain"));
      }}
    >
      {conditions.map(({ y }) => (
        <path key={`condition ${y}`} className="line-condition" d={curve(sourceX, y, joinX, target.y)} />
      ))}
      {paths.map((d) => (
        <path key={`reach ${d}`} className="line-reach" d={d} />
      ))}
      {paths.map((d) => (
        <path key={d} className="line-path" d={d} />
      ))}
      <path className="line-path" d={`M${joinX} ${target.y}H${arrowX}`} />
      {target.isOut === undefined && <path className="line-arrow" d={arrow} />}
      {line.direction === "<->" && sources[0]?.isOut === undefined && sources[0] !== undefined && (
        <path className="line-arrow" d={`M8 ${sources[0].y - 4}l-7 4l7 4z`} />
      )}
      {label !== "" && (
        <>
          <rect
            className="line-chip"
            x={isForward ? joinX : arrowX + 4}
            y={target.y - CHIP_HEIGHT / 2}
            width={chipWidth}
            height={CHIP_HEIGHT}
            rx={4}
          />
          <text className="line-label" x={(isForward ? joinX : arrowX + 4) + chipWidth / 2} y={target.y + 4}>
            {label}
          </text>
        </>
      )}
      <title>
        {line.sourceText} → {line.targetText}
      </title>
    </g>
  );
}
