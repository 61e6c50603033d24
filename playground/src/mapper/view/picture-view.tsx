import type { Diagnostic } from "@xmap/diagnostics";
import { useMemo, useRef, useState } from "react";
import { usePlayground } from "../../state/session-context.ts";
import { lineShapes, type TreeWindow } from "../layout/line-shapes.ts";
import type { PictureLine, Side } from "../model/mapping-picture.ts";
import type { MappingChoice } from "../model/picture-of.ts";
import { FieldTree, ROW_HEIGHT } from "./field-tree.tsx";
import { EMPTY_ARMS, LineDetail } from "./line-detail.tsx";
import { LineRoom } from "./line-room.tsx";
import { ARMS_PART, CONDITION_PART, PartPalette } from "./part-palette.tsx";
import { Statements } from "./statements.tsx";
import { TreeTools } from "./tree-tools.tsx";
import { useLineSelection } from "./use-line-selection.ts";
import type { ShownPicture } from "./use-picture.ts";
import { usePictureEdits } from "./use-picture-edits.ts";
import { useRuleMaking } from "./use-rule-making.ts";
import { useSize } from "./use-size.ts";
import { type TreeState, useTreeState } from "./use-tree-state.ts";

interface PictureViewProps {
  readonly shown: ShownPicture;
  readonly choice: MappingChoice;
  readonly onOpen: (choice: MappingChoice) => void;
}

/** Both records as trees, the rules as lines between them, and what the selected one says. */
export function PictureView({ shown, choice, onOpen }: PictureViewProps) {
  const { picture, sides } = shown;
  const [conditionOf, wantCondition] = useState<string>();
  const left = useTreeState(shown, "left");
  const right = useTreeState(shown, "right");
  const trees = { left, right };
  const gap = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(gap);
  const { selected, selectMade, selectLine, showText } = useLineSelection(picture.lines);
  const edit = usePictureEdits(choice, selectMade);
  const line = picture.lines.find(({ id }) => id === selected);
  const making = useRuleMaking({ shown, trees, line, gap, edit, selectLine });
  const { pending } = making;
  const findings = useFindings(picture.file);

  const leftWindow = useTreeWindow(left);
  const rightWindow = useTreeWindow(right);
  const drawn = useMemo(
    () => lineShapes(picture.lines, { left: leftWindow, right: rightWindow }, height, ROW_HEIGHT),
    [picture.lines, leftWindow, rightWindow, height],
  );
  const faulty = useMemo(() => {
    const errors = findings.filter(({ severity }) => severity === "error");
    return new Set(picture.lines.filter((one) => errors.some((error) => isIn(error, one))).map(({ id }) => id));
  }, [picture.lines, findings]);
  const marked = useMemo(() => ({ left: endsOn(line, "left"), right: endsOn(line, "right") }), [line]);

  function dropPart(one: PictureLine, part: string): void {
    selectLine(one);
    if (part === CONDITION_PART) wantCondition(one.id);
    else if (part !== "") {
      const text = part === ARMS_PART ? EMPTY_ARMS : part;
      void edit({ kind: "setVia", line: one.id, text }, `The value goes through ${text}.`);
    }
  }

  // Scrolling draws the trees and the lines anew, and nothing else.
  const latest = useRef(making);
  latest.current = making;
  const detail = useMemo(
    () => (
      <section className="picture-detail" aria-label="What is selected">
        {line === undefined ? (
          <p className="hint">Choose a line to see and change what its rule says.</p>
        ) : (
          <LineDetail
            key={line.id}
            picture={picture}
            line={line}
            findings={findings.filter((finding) => isIn(finding, line))}
            edit={edit}
            isConditionWanted={conditionOf === line.id}
            onCondition={() => wantCondition(undefined)}
            onMoveEnd={(end) => latest.current.startEnd(line, end)}
            onShowText={() => showText(line, true)}
            onRemove={() => latest.current.remove(line)}
          />
        )}
        <PartPalette names={picture.viaNames} />
        <Statements picture={picture} edit={edit} onOpen={onOpen} />
      </section>
    ),
    [picture, line, findings, edit, conditionOf, showText, onOpen],
  );

  return (
    <div className="picture" data-picture={picture.name}>
      <div className="trees">
        {(["left", "right"] as const).map((side) => (
          <div key={side} className={`tree-side tree-${side}`}>
            <TreeTools state={trees[side]} record={sides[side]} />
            <FieldTree
              side={side}
              label={`Fields of ${sides[side].entity}`}
              rows={trees[side].rows}
              activeIndex={trees[side].indexes.get(trees[side].active) ?? 0}
              use={trees[side].use}
              isTarget={trees[side].isTarget}
              marked={marked[side]}
              scrollTop={trees[side].scrollTop}
              height={height}
              onScroll={trees[side].setScrollTop}
              actions={making.actions[side]}
              tree={trees[side].tree}
            />
          </div>
        ))}
        <LineRoom
          room={gap}
          drawn={drawn}
          width={width}
          height={height}
          selected={selected}
          faulty={faulty}
          dragged={making.dragged}
          onSelect={selectLine}
          onDropPart={dropPart}
        />
      </div>
      <p className="picture-hint" data-pending={pending?.kind}>
        {pending === undefined
          ? "Drag from field to field, or press Enter on a source and on a target. Space: a field's rules. Delete: remove."
          : pending.kind === "rule"
            ? `A rule from ${pending.path === "" ? sides[pending.side].entity : pending.path}: choose its target, or press Escape.`
            : `Choose another ${pending.end}, or press Escape.`}
      </p>
      {detail}
    </div>
  );
}

/** What is wrong in a file, as the last check has it. */
function useFindings(file: string): readonly Diagnostic[] {
  const diagnostics = usePlayground((state) => state.diagnostics);
  return useMemo(
    () => (diagnostics ?? []).filter((finding) => finding.file === file && finding.severity !== "information"),
    [diagnostics, file],
  );
}

function useTreeWindow({ indexes, scrollTop }: TreeState): TreeWindow {
  return useMemo(() => ({ indexes, scrollTop }), [indexes, scrollTop]);
}

function isIn({ span }: Diagnostic, line: PictureLine): boolean {
  return line.kind === "rule" && line.span.start <= span.start && span.end <= line.span.end;
}

function endsOn(line: PictureLine | undefined, side: Side): ReadonlySet<string> {
  if (line === undefined) return new Set();
  return new Set(line.sourceSide === side ? line.sources : [line.target]);
}
